package dev.trammel.controller.control;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.plant.SafeAction;
import org.ejml.data.DMatrixRMaj;

/**
 * The last word before the body: keeps every action finite and within the actuators' limits, and
 * knows the robot's safe action.
 */
public final class SafetyGuard {

  private final double[] lower;
  private final double[] upper;
  private final double[] dampingGains;
  private final int[] rateSensors;

  public SafetyGuard(PlantSpec spec) {
    int m = spec.actionSize();
    lower = new double[m];
    upper = new double[m];
    for (int i = 0; i < m; i++) {
      lower[i] = spec.actuators().get(i).lower();
      upper[i] = spec.actuators().get(i).upper();
    }
    dampingGains = new double[m];
    rateSensors = new int[m];
    if (spec.safeAction() instanceof SafeAction.Damping damping) {
      readDamping(damping, spec);
    }
  }

  /**
   * Derives the applied action from the requested one.
   *
   * @param action {@code applied} is modified
   * @return whether anything was cut
   */
  @RealTime
  public boolean limit(Action action) {
    boolean cut = false;
    for (int i = 0; i < lower.length; i++) {
      double asked = action.requested.data[i];
      double given = Math.max(lower[i], Math.min(upper[i], asked));
      action.applied.data[i] = given;
      cut |= given != asked;
    }
    return cut;
  }

  /**
   * Makes the robot's safe action, from the newest reading where it needs one.
   *
   * @param observation last reading that could be used; not modified
   * @param fresh whether it is this cycle's; an older rate counts as none, since damping a motion
   *     that has long ended would start another
   * @param action {@code applied} is modified
   */
  @RealTime
  public void rest(Observation observation, boolean fresh, Action action) {
    for (int i = 0; i < lower.length; i++) {
      // u = −gain · rate; a gain of zero is the safe action "zero"
      double rate = observation.values.data[rateSensors[i]];
      double effort = fresh && Double.isFinite(rate) ? -dampingGains[i] * rate : 0;
      action.applied.data[i] = Math.max(lower[i], Math.min(upper[i], effort));
    }
  }

  /** Whether every entry is a finite number. */
  @RealTime
  public static boolean isFinite(DMatrixRMaj values) {
    for (int i = 0; i < values.getNumElements(); i++) {
      if (!Double.isFinite(values.data[i])) {
        return false;
      }
    }
    return true;
  }

  private void readDamping(SafeAction.Damping damping, PlantSpec spec) {
    if (damping.gains().size() != spec.actionSize()) {
      throw new IllegalArgumentException(
          "the safe action of " + spec.name() + " needs a gain per actuator, " + spec.actionSize()
              + ", had " + damping.gains().size());
    }
    for (int i = 0; i < dampingGains.length; i++) {
      dampingGains[i] = damping.gains().get(i);
      rateSensors[i] = damping.rateSensors().get(i);
      if (rateSensors[i] < 0 || rateSensors[i] >= spec.observationSize()) {
        throw new IllegalArgumentException("rate sensor of actuator " + i + " must be in [0, "
            + (spec.observationSize() - 1) + "], was " + rateSensors[i]);
      }
    }
  }
}
