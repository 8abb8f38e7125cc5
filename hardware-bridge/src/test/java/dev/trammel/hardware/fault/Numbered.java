package dev.trammel.hardware.fault;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.plant.Action;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Asks for another effort each time, too weak for any limit, so that what acts tells which command it
 * is.
 */
final class Numbered implements Controller {

  private static final double LEAST = 0.01;
  private static final double STEP = 1e-5;

  private final IntConsumer before;
  private int count;

  Numbered() {
    this(step -> {});
  }

  /** @param before is told each step before it is decided */
  Numbered(IntConsumer before) {
    this.before = before;
  }

  @Override
  public boolean act(StateEstimate estimate, int step, Action out) {
    before.accept(step);
    out.requested.data[0] = LEAST + STEP * count++;
    return true;
  }

  /** The same as a program for the robot itself. */
  static LinearGaussianController program(int steps) {
    DMatrixRMaj[] gains = new DMatrixRMaj[steps];
    DMatrixRMaj[] offsets = new DMatrixRMaj[steps];
    DMatrixRMaj[] covariances = new DMatrixRMaj[steps];
    DMatrixRMaj[] states = new DMatrixRMaj[steps + 1];
    DMatrixRMaj[] inputs = new DMatrixRMaj[steps];
    Arrays.setAll(gains, t -> new DMatrixRMaj(1, 4));
    Arrays.setAll(offsets, t -> new DMatrixRMaj(new double[][] {{LEAST + STEP * t}}));
    Arrays.setAll(covariances, t -> CommonOps_DDRM.identity(1));
    Arrays.setAll(states, t -> new DMatrixRMaj(4, 1));
    Arrays.setAll(inputs, t -> new DMatrixRMaj(1, 1));
    return new LinearGaussianController(gains, offsets, covariances, states, inputs);
  }
}
