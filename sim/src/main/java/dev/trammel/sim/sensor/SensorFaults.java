package dev.trammel.sim.sensor;

import dev.trammel.controller.task.SensorFault;
import dev.trammel.controller.task.SensorFault.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What faults make of the readings of one episode, one after the other in their order.
 *
 * <p>Nothing but the constructor allocates.
 */
final class SensorFaults {

  private final SensorFault[] faults;

  /** Of each fault, the last reading before it began; none yet while NaN. */
  private final double[] before;

  /** Apart from the sensors' noise, which is the same with and without faults. */
  private final SplittableRandom random;

  SensorFaults(List<SensorFault> faults, long seed) {
    this.faults = faults.toArray(new SensorFault[0]);
    before = new double[this.faults.length];
    Arrays.fill(before, Double.NaN);
    random = new SplittableRandom(seed);
  }

  /**
   * Spoils a reading.
   *
   * @param time since the episode's start [s]
   * @param reading p; modified
   * @return false if a sensor has none, and so there is no observation
   */
  boolean spoil(double time, double[] reading) {
    boolean whole = true;
    for (int i = 0; i < faults.length; i++) {
      SensorFault fault = faults[i];
      double value = reading[fault.sensor()];
      boolean active = fault.isActive(time);
      if (active) {
        whole &= fault.kind() != Kind.DROPOUT;
        reading[fault.sensor()] = spoiled(i, value, time);
      }
      if (Double.isNaN(before[i]) || !active) {
        before[i] = value;
      }
    }
    return whole;
  }

  private double spoiled(int i, double value, double time) {
    SensorFault fault = faults[i];
    return switch (fault.kind()) {
      case STUCK -> Double.isNaN(before[i]) ? value : before[i];
      case DROPOUT -> value;
      case BIAS -> value + fault.size();
      case SPIKE -> value + spike(fault);
      case DRIFT -> value + fault.size() * (time - fault.at());
    };
  }

  /** Draws twice whether it hits or not, so that all probabilities see the same numbers. */
  private double spike(SensorFault fault) {
    boolean hits = random.nextDouble() < fault.probability();
    double size = random.nextBoolean() ? fault.size() : -fault.size();
    return hits ? size : 0;
  }
}
