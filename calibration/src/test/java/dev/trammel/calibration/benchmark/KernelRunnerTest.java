package dev.trammel.calibration.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.linalg.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelRunnerTest {

  private static final ProblemSize SMALL = new ProblemSize(3, 2, 5);

  @Test
  void measuresInAProcessOfItsOwn() throws Exception {
    // other benchmarks of this machine may hold JMH's lock; no figure is judged here
    System.setProperty("jmh.ignoreLock", "true");

    Measurement measurement =
        KernelRunner.run(Kernel.TEXTBOOK_SWEEP, SMALL, "rows", new Pace(1, 1));

    assertThat(measurement.micros()).isGreaterThanOrEqualTo(measurement.least());
    assertThat(measurement.least()).isPositive();
    assertThat(measurement.bytes()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void everyKernelRunsAgainAndAgain(Kernel kernel) {
    Work work = kernel.prepare(SMALL, Kernels.rows());

    work.run();
    work.run();
  }

  @Test
  void everyAvailableSweepFindsTheTextbooksGains() {
    for (Kernels kernels : AvailableKernels.all()) {
      SweepWork.backward(new ProblemSize(14, 7, 20), AvailableKernels.named(kernels.name()))
          .run();
    }
  }

  @Test
  void anIterationExpectsAnImprovement() {
    IterationWork iteration = new IterationWork(SMALL, Kernels.rows());

    iteration.run();

    assertThat(iteration.expectedImprovement()).isPositive();
  }
}
