package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Require;

/**
 * How model predictive control collects episodes.
 *
 * @param excitation episodes that only excite the body, per condition
 * @param jolts episodes per condition in which the inputs are jolted, once an iteration has succeeded;
 *     they are data for the next one, and nothing is taken before
 * @param guesses random first inputs that an iteration's plan is sought from, beside the last plan
 * @param guess greatest input of such a guess, as a part of its limit
 * @param planning iterations of the plan at most
 * @param horizon steps that are planned in each control cycle; 0 for the rest of the episode
 * @param iterations Gauss-Newton steps of a control cycle at most
 * @param halvings of such a step, where it would cost more than the plan before
 */
public record ReplanningSettings(
    int excitation,
    int jolts,
    int guesses,
    double guess,
    int planning,
    int horizon,
    int iterations,
    int halvings) {

  public ReplanningSettings {
    Require.atLeast(excitation, 1, "mpc.excitation");
    Require.atLeast(jolts, 0, "mpc.jolts");
    Require.atLeast(guesses, 1, "mpc.guesses");
    Require.positive(guess, "mpc.guess");
    Require.atLeast(planning, 1, "mpc.planning");
    Require.atLeast(horizon, 0, "mpc.horizon");
    Require.atLeast(iterations, 1, "mpc.iterations");
    Require.atLeast(halvings, 0, "mpc.halvings");
  }
}
