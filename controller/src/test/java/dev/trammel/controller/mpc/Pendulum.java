package dev.trammel.controller.mpc;

import org.ejml.data.DMatrixRMaj;

/** A rod of 1 kg and 1 m that hangs at 0: θ'' = 3(u − 0.05θ' − ½g sin θ). */
final class Pendulum implements TransitionModel {

  private static final double STEP = 0.05;

  @Override
  public int stateSize() {
    return 2;
  }

  @Override
  public int inputSize() {
    return 1;
  }

  @Override
  public void step(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
    double acceleration = 3 * (u.get(0) - 0.05 * x.get(1) - 0.5 * 9.81 * Math.sin(x.get(0)));
    double rate = x.get(1) + STEP * acceleration;
    next.set(0, x.get(0) + STEP * rate);
    next.set(1, rate);
  }

  @Override
  public void linearise(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F) {
    double stiffness = -3 * 0.5 * 9.81 * Math.cos(x.get(0));
    double damping = 1 - STEP * 3 * 0.05;
    double[][] rows = {
      {1 + STEP * STEP * stiffness, STEP * damping, STEP * STEP * 3},
      {STEP * stiffness, damping, STEP * 3}
    };
    F.set(rows);
  }
}
