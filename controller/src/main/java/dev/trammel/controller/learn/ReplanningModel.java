package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.mpc.HorizonModel;

/** What is known of the body in one condition, to plan on in every control cycle. For one thread. */
public interface ReplanningModel {

  /** Wherever a plan goes; the same one at each call. */
  HorizonModel horizon();

  /** Along the plan that an episode begins with: what to expect after a horizon, and of noise. */
  LinearGaussianDynamics alongPlan();
}
