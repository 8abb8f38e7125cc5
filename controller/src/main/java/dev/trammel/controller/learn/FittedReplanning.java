package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.mpc.FittedHorizon;
import dev.trammel.controller.mpc.HorizonModel;

/** A linear-Gaussian model for each step of an episode, the same wherever a plan goes. */
record FittedReplanning(LinearGaussianDynamics alongPlan, HorizonModel horizon)
    implements ReplanningModel {

  FittedReplanning(LinearGaussianDynamics model) {
    this(model, new FittedHorizon(model));
  }
}
