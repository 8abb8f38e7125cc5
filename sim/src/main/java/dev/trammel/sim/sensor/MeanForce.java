package dev.trammel.sim.sensor;

import java.util.function.DoubleSupplier;

/**
 * The mean of a force over the last control interval, from the impulse that it has given so far.
 * Before an episode began, there was none.
 */
final class MeanForce implements DoubleSupplier {

  private final DoubleSupplier impulse;
  private final double interval;

  /** Impulses of the last physics steps, a ring; the present one is at {@code newest}. */
  private final double[] past;

  private int newest;

  /**
   * @param impulse since the episode's start [N·s]
   * @param steps physics steps of the interval
   * @param timeStep of the physics [s]
   */
  MeanForce(DoubleSupplier impulse, int steps, double timeStep) {
    this.impulse = impulse;
    interval = steps * timeStep;
    past = new double[steps + 1];
  }

  /** Takes note of the impulse after a physics step. */
  void advance() {
    newest = (newest + 1) % past.length;
    past[newest] = impulse.getAsDouble();
  }

  @Override
  public double getAsDouble() {
    return (past[newest] - past[(newest + 1) % past.length]) / interval;
  }
}
