package dev.trammel.sim.physics;

/** All that a simulation needs to go on from an instant, with the same bits. Immutable. */
public final class SimulationState {

  private final double[] positions;
  private final double[] velocities;
  private final double[][] objects;

  SimulationState(double[] positions, double[] velocities, double[][] objects) {
    this.positions = positions.clone();
    this.velocities = velocities.clone();
    this.objects = objects;
  }

  /** Of the joints [rad or m]. */
  public double[] positions() {
    return positions.clone();
  }

  /** Of the joints [rad/s or m/s]. */
  public double[] velocities() {
    return velocities.clone();
  }

  /** Of the free object with that number. */
  double[] object(int i) {
    return objects[i];
  }
}
