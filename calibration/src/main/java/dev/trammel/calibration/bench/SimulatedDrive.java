package dev.trammel.calibration.bench;

import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.plant.Channel;
import java.util.Arrays;
import java.util.List;

/** What a device lets through to its motors: efforts within bounds, which change so fast at most. */
final class SimulatedDrive {

  private final List<Channel> actuators;
  private final double[] changes;
  private final double[] unbounded;

  SimulatedDrive(Nameplate nameplate) {
    actuators = nameplate.spec().actuators();
    changes = nameplate.inputRates();
    for (int i = 0; i < changes.length; i++) {
      changes[i] *= nameplate.spec().period();
    }
    unbounded = new double[changes.length];
    Arrays.fill(unbounded, Double.POSITIVE_INFINITY);
  }

  /** Within what the robot itself lets its motors give. */
  void limit(double[] wanted, double[] applied) {
    limit(wanted, unbounded, applied);
  }

  /**
   * Within a motion's bounds too.
   *
   * @param wanted m; not modified
   * @param bounds m; not modified
   * @param applied m, what acted before; modified
   */
  void limit(double[] wanted, double[] bounds, double[] applied) {
    for (int i = 0; i < wanted.length; i++) {
      Channel actuator = actuators.get(i);
      double lower = Math.max(-bounds[i], actuator.lower());
      double upper = Math.min(bounds[i], actuator.upper());
      double within = Math.max(lower, Math.min(upper, wanted[i]));
      double last = applied[i];
      applied[i] = Math.max(last - changes[i], Math.min(last + changes[i], within));
    }
  }
}
