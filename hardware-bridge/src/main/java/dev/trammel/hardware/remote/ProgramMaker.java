package dev.trammel.hardware.remote;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.ExploringController;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.Tube;
import dev.trammel.controller.lqr.TubedController;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.NetworkWeights;
import dev.trammel.controller.policy.PolicyController;
import dev.trammel.controller.task.ObservedSource;
import dev.trammel.hardware.wire.Activation;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Layout.Quantity;
import dev.trammel.hardware.wire.Program;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Makes programs for a device out of controllers that it can run by itself: linear-Gaussian ones,
 * and policies whose network sees what the device senses or computes; each with the disturbances
 * that were drawn for it, and with the tube that it is valid in where that is known and wanted.
 */
final class ProgramMaker {

  private static final double[][] NOWHERE = new double[0][];

  private final Birth birth;
  private final boolean tubed;

  /**
   * @param tubed whether programs take tubes along
   */
  ProgramMaker(Birth birth, boolean tubed) {
    this.birth = birth;
    this.tubed = tubed;
  }

  /** Whether there is a program for controllers of this kind. */
  static boolean isProgram(Controller controller) {
    Controller mean = mean(controller);
    return mean instanceof LinearGaussianController
        || mean instanceof PolicyController policy && policy.policy() instanceof MlpPolicy;
  }

  private static Controller mean(Controller controller) {
    Controller mean =
        controller instanceof ExploringController exploring ? exploring.mean() : controller;
    return mean instanceof TubedController within ? within.local() : mean;
  }

  /**
   * The program of a controller.
   *
   * @param steps T
   * @return nothing if the device cannot run it: it takes no such program, or computes too little
   */
  Optional<Program> make(Controller controller, int steps, Program.Start start) {
    return rule(mean(controller), steps)
        .map(rule -> new Program(
            steps,
            birth.robot().spec().observationSize(),
            birth.robot().spec().actionSize(),
            birth.periodMicros(),
            start,
            rule,
            noise(controller, steps)));
  }

  private Optional<? extends Program.Rule> rule(Controller mean, int steps) {
    if (mean instanceof LinearGaussianController linear && linear.steps() >= steps) {
      return Optional.of(affine(linear, steps));
    }
    if (mean instanceof PolicyController policy && policy.policy() instanceof MlpPolicy network) {
      return sources(policy.sources()).map(sources -> network(sources, network.weights()));
    }
    return Optional.empty();
  }

  private static double[][] noise(Controller controller, int steps) {
    if (!(controller instanceof ExploringController exploring)) {
      return new double[0][];
    }
    double[][] noise = new double[steps][];
    for (int t = 0; t < steps; t++) {
      noise[t] = exploring.disturbance(t).data;
    }
    return noise;
  }

  private Program.Affine affine(LinearGaussianController linear, int steps) {
    double[][] gains = new double[steps][linear.inputSize() * linear.stateSize()];
    double[][] offsets = new double[steps][linear.inputSize()];
    linear.feedback(0, gains, offsets);
    Optional<Tube> tube = linear.tube().filter(known -> tubed);
    return new Program.Affine(
        gains,
        offsets,
        tube.map(known -> rows(steps, known::centre)).orElse(NOWHERE),
        tube.map(known -> rows(steps, known::radius)).orElse(NOWHERE));
  }

  private static double[][] rows(int steps, IntFunction<DMatrixRMaj> columns) {
    return IntStream.range(0, steps).mapToObj(t -> columns.apply(t).data).toArray(double[][]::new);
  }

  private static Program.Network network(Program.Source[] sources, NetworkWeights weights) {
    return new Program.Network(
        sources,
        Activation.valueOf(weights.activation().name()),
        new Program.Whitening(weights.inputMean(), weights.inputScale()),
        new Program.Whitening(weights.outputMean(), weights.outputScale()),
        weights.layers().stream()
            .map(layer -> new Program.Layer(layer.weights(), layer.bias()))
            .toArray(Program.Layer[]::new));
  }

  /** Nothing if the device does not compute one of them. */
  private Optional<Program.Source[]> sources(List<ObservedSource> observed) {
    Program.Source[] sources = new Program.Source[observed.size()];
    for (int i = 0; i < sources.length; i++) {
      Optional<Program.Source> source = source(observed.get(i));
      if (source.isEmpty()) {
        return Optional.empty();
      }
      sources[i] = source.get();
    }
    return Optional.of(sources);
  }

  private Optional<Program.Source> source(ObservedSource observed) {
    if (observed.entry() != ObservedSource.NONE) {
      return Optional.of(
          new Program.Source(Program.Origin.SENSOR, observed.entry(), observed.shift()));
    }
    if (observed.computed().isEmpty()) {
      return Optional.of(new Program.Source(Program.Origin.NONE, 0, observed.shift()));
    }
    int feature =
        birth.robot().features().indexOf(new Quantity(observed.computed(), observed.unit()));
    return feature < 0
        ? Optional.empty()
        : Optional.of(new Program.Source(Program.Origin.FEATURE, feature, observed.shift()));
  }
}
