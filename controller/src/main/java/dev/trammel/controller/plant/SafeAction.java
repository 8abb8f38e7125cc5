package dev.trammel.controller.plant;

import java.util.List;

/** What a robot does when no controller can be trusted; each robot declares its own. */
public sealed interface SafeAction {

  /** No effort at all: right for a body that comes to rest by itself. */
  record Zero() implements SafeAction {}

  /**
   * Effort against the motion: uᵢ = −gainᵢ · rateᵢ.
   *
   * @param gains per actuator [N·s/m or N·m·s/rad]
   * @param rateSensors per actuator, the index of the sensor that measures its rate
   */
  record Damping(List<Double> gains, List<Integer> rateSensors) implements SafeAction {

    public Damping {
      gains = List.copyOf(gains);
      rateSensors = List.copyOf(rateSensors);
      if (gains.size() != rateSensors.size()) {
        throw new IllegalArgumentException("damping needs one rate sensor per gain, had "
            + rateSensors.size() + " for " + gains.size());
      }
    }
  }
}
