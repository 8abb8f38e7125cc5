package dev.trammel.hardware.remote;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.SafetyGuard;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.mpc.RigidBodyTransition;
import dev.trammel.controller.mpc.TransitionModel;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.hardware.wire.Request;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Runs a controller here and sends its actions one by one. An action takes effect a period after
 * the reading that it answers: the controller is shown where the robot's own equations of motion
 * say that it will be by then, where its sensors tell all that these need.
 */
final class StreamPilot implements Pilot {

  private final Controller controller;
  private final Optional<TransitionModel> ahead;
  private final SafetyGuard guard;
  private final Observation observation;
  private final StateEstimate estimate;
  private final Action action;
  private final DMatrixRMaj x;
  private final DMatrixRMaj u;

  StreamPilot(Controller controller, PlantSettings plant) {
    PlantSpec spec = plant.spec();
    this.controller = controller;
    ahead = plant.layout().hasAllJoints()
        ? Optional.of(new RigidBodyTransition(plant))
        : Optional.empty();
    guard = new SafetyGuard(spec);
    observation = new Observation(spec.observationSize());
    estimate = new StateEstimate(spec.observationSize());
    action = new Action(spec.actionSize());
    x = new DMatrixRMaj(spec.observationSize(), 1);
    u = new DMatrixRMaj(spec.actionSize(), 1);
  }

  @Override
  public Request next(int answered, int acting, double[] reading, double[] applied) {
    x.setTo(DMatrixRMaj.wrap(reading.length, 1, reading));
    u.setTo(DMatrixRMaj.wrap(applied.length, 1, applied));
    observation.values.setTo(x);
    estimate.mean.setTo(x);
    if (acting > answered && ahead.isPresent()) {
      ahead.get().step(x, u, estimate.mean);
    }
    action.applied.setTo(u);
    if (controller.act(estimate, acting, action) && SafetyGuard.isFinite(action.requested)) {
      guard.limit(action);
    } else {
      guard.rest(observation, true, action);
    }
    return new Request.Setpoint(answered, action.applied.data.clone());
  }
}
