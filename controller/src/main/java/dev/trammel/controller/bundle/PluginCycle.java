package dev.trammel.controller.bundle;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.control.SafetyGuard;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.control.StateEstimator;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.spi.PluginStatus;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The control cycle of one episode, on arrays. A workspace of one thread. */
final class PluginCycle {

  private final StateEstimator estimator;
  private final @Nullable Controller controller;
  private final SafetyGuard guard;
  private final int horizon;
  private final Observation observation;
  private final StateEstimate estimate;
  private final Action action;
  private int step;

  /**
   * A cycle at the beginning of an episode.
   *
   * @param controller null if there is only the safe action
   * @param horizon steps that the controller was made for
   */
  PluginCycle(
      PlantSpec spec, StateEstimator estimator, @Nullable Controller controller, int horizon) {
    this.estimator = estimator;
    this.controller = controller;
    this.horizon = horizon;
    guard = new SafetyGuard(spec);
    observation = new Observation(spec.observationSize());
    estimate = new StateEstimate(estimator.stateSize());
    action = new Action(spec.actionSize());
    begin();
  }

  /** Begins an episode. */
  void begin() {
    estimator.reset();
    observation.values.zero();
    estimate.mean.zero();
    action.requested.zero();
    action.applied.zero();
    step = 0;
  }

  /** One cycle, as the plugin promises it. */
  @RealTime
  PluginStatus update(double @Nullable [] reading, double[] out) {
    PluginStatus status = read(reading);
    boolean fresh = status == PluginStatus.OK;
    if (fresh) {
      status = act();
    }
    if (!status.controlled()) {
      guard.rest(observation, fresh, action);
    }
    if (step < Integer.MAX_VALUE) {
      step++;
    }
    return give(out) ? status : PluginStatus.WRONG_SIZE;
  }

  @RealTime
  private PluginStatus read(double @Nullable [] reading) {
    if (reading == null) {
      return PluginStatus.NO_OBSERVATION;
    }
    double[] values = observation.values.data;
    if (reading.length != values.length) {
      return PluginStatus.WRONG_SIZE;
    }
    for (double value : reading) {
      if (!Double.isFinite(value)) {
        return PluginStatus.INVALID_OBSERVATION;
      }
    }
    System.arraycopy(reading, 0, values, 0, values.length);
    return PluginStatus.OK;
  }

  @RealTime
  private PluginStatus act() {
    if (controller == null) {
      return PluginStatus.INACTIVE;
    }
    if (step >= horizon) {
      return PluginStatus.EPISODE_OVER;
    }
    estimator.update(observation, action, estimate);
    if (!SafetyGuard.isFinite(estimate.mean)
        || !controller.act(estimate, step, action)
        || !SafetyGuard.isFinite(action.requested)) {
      return PluginStatus.CONTROLLER_FAILED;
    }
    return guard.limit(action) ? PluginStatus.SATURATED : PluginStatus.OK;
  }

  /** Copies the action; where the length is wrong, no entry is left as it was. */
  @RealTime
  private boolean give(double[] out) {
    double[] applied = action.applied.data;
    if (out.length == applied.length) {
      System.arraycopy(applied, 0, out, 0, applied.length);
      return true;
    }
    Arrays.fill(out, 0);
    return false;
  }
}
