package dev.trammel.calibration.benchmark;

import dev.trammel.controller.linalg.Kernels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is measured at each size: yardsticks and sweeps first, for their ratios are what counts. */
final class LineUp {

  /** The sizes that have targets. */
  static final ProblemSize TINY = new ProblemSize(4, 1, 100);

  static final ProblemSize USUAL = new ProblemSize(14, 7, 100);
  static final ProblemSize LARGE = new ProblemSize(26, 7, 100);
  static final ProblemSize LONG = new ProblemSize(32, 8, 200);

  private static final List<Kernel> AT_ALL_SIZES = List.of(
      Kernel.SWEEP_WITH_PRIOR,
      Kernel.FORWARD_SWEEP,
      Kernel.UPDATE,
      Kernel.WARM_UPDATE,
      Kernel.FIT,
      Kernel.FIT_MIXTURE);

  private final List<Kernels> available;
  private final Optional<EigenSweep> eigen;
  private final Pace pace;

  /**
   * Chooses from what there is.
   *
   * @param available at least one, fastest first: sweeps run on all of them, the rest on the first
   */
  LineUp(List<Kernels> available, Optional<EigenSweep> eigen, Pace pace) {
    this.available = List.copyOf(available);
    this.eigen = eigen;
    this.pace = pace;
  }

  List<Contender> at(ProblemSize size) throws IOException {
    List<Contender> contenders = new ArrayList<>();
    if (eigen.isPresent()) {
      contenders.add(eigen.get().at(size, pace));
    }
    contenders.add(sweep(size, available.get(0), Kernel.SWEEP.key));
    contenders.add(contender(size, Kernel.TEXTBOOK_SWEEP, pace));
    for (Kernels others : available.subList(1, available.size())) {
      contenders.add(sweep(size, others, KernelResult.sweepOn(others.name())));
    }
    AT_ALL_SIZES.forEach(kernel -> contenders.add(contender(size, kernel, pace)));
    // calls take milliseconds, and more code must be compiled
    Pace slow = pace.times(2);
    if (size.equals(USUAL)) {
      contenders.add(contender(size, Kernel.MIXTURE, slow));
      contenders.add(contender(size, Kernel.WARM_MIXTURE, slow));
    }
    if (size.equals(LARGE)) {
      contenders.add(contender(size, Kernel.ITERATION, slow));
    }
    return contenders;
  }

  private Contender sweep(ProblemSize size, Kernels kernels, String key) {
    Line line =
        new Line(key, Kernel.SWEEP.title + ", " + kernels.name(), Kernel.SWEEP.allocatesNothing);
    return new KernelContender(line, Kernel.SWEEP, size, kernels.name(), pace);
  }

  private Contender contender(ProblemSize size, Kernel kernel, Pace chosen) {
    return new KernelContender(kernel.line(), kernel, size, available.get(0).name(), chosen);
  }
}
