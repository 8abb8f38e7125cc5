package dev.trammel.hardware.remote;

import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.Tube;
import dev.trammel.controller.plant.EpisodeStart;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Motions of a cart-pole on a bench: it is pushed to and fro. */
public final class Motions {

  static final int STEPS = 20;

  static final Optional<EpisodeStart> START =
      Optional.of(new EpisodeStart(new double[] {0.1, 0}, new double[2], 0));

  private Motions() {}

  /** Pushed by so much [N], and bounded to that. */
  static Motion pushed(Optional<EpisodeStart> start, double push) {
    return new Motion("push", start, pushing(push), STEPS, new double[] {10});
  }

  /** The same, whatever it would take, within a bound. */
  public static Motion bounded(double push, double bound) {
    return new Motion("push", Optional.empty(), pushing(push), STEPS, new double[] {bound});
  }

  /** The same for longer. */
  public static Motion lasting(double push, int steps) {
    return new Motion("push", Optional.empty(), pushing(push, steps, 4), steps, new double[] {10});
  }

  /** The same, within so much of where it begins [m]. */
  static Motion within(double push, double radius) {
    DMatrixRMaj[] centres = new DMatrixRMaj[STEPS + 1];
    DMatrixRMaj[] radii = new DMatrixRMaj[STEPS + 1];
    Arrays.setAll(centres, t -> new DMatrixRMaj(4, 1));
    Arrays.setAll(radii, t -> new DMatrixRMaj(4, 1, true, radius, 1e6, 1e6, 1e6));
    LinearGaussianController tubed = pushing(push).within(Optional.of(new Tube(centres, radii)));
    return new Motion("push", Optional.empty(), tubed, STEPS, new double[] {10});
  }

  /** The same of a robot with so many sensors and one actuator. */
  static Motion of(
      int sensors, Optional<EpisodeStart> start, double push, int steps, double bound) {
    return new Motion("push", start, pushing(push, steps, sensors), steps, new double[] {bound});
  }

  private static LinearGaussianController pushing(double push) {
    return pushing(push, STEPS, 4);
  }

  private static LinearGaussianController pushing(double push, int steps, int sensors) {
    DMatrixRMaj[] gains = new DMatrixRMaj[steps];
    DMatrixRMaj[] offsets = new DMatrixRMaj[steps];
    DMatrixRMaj[] covariances = new DMatrixRMaj[steps];
    DMatrixRMaj[] states = new DMatrixRMaj[steps + 1];
    DMatrixRMaj[] inputs = new DMatrixRMaj[steps];
    Arrays.fill(gains, new DMatrixRMaj(1, sensors));
    Arrays.setAll(offsets, t -> new DMatrixRMaj(1, 1, true, t / 5 % 2 == 0 ? push : -push));
    Arrays.fill(covariances, CommonOps_DDRM.identity(1));
    Arrays.fill(states, new DMatrixRMaj(sensors, 1));
    Arrays.fill(inputs, new DMatrixRMaj(1, 1));
    return new LinearGaussianController(gains, offsets, covariances, states, inputs);
  }
}
