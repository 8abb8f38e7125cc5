package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Require;

/**
 * How model predictive control collects episodes.
 *
 * @param share of an iteration's episodes that it collects; what acts otherwise collects the others
 * @param excitation episodes that only excite the body, per condition
 * @param jolts episodes per condition in which the inputs are jolted, once an iteration has succeeded;
 *     they are data for the next one, and nothing is taken before
 * @param guesses random first inputs that an iteration's plan is sought from, beside the last plan
 * @param guess greatest input of such a guess, as a part of its limit
 * @param planning iterations of the plan at most
 * @param cycle what is done in each control cycle
 */
public record ReplanningSettings(
    double share, int excitation, int jolts, int guesses, double guess, int planning, Cycle cycle) {

  /**
   * One control cycle.
   *
   * @param horizon steps that are planned; 0 for the rest of the episode
   * @param iterations Gauss-Newton steps at most
   * @param halvings of such a step, where it would cost more than the plan before
   * @param klWeight price η of doing otherwise than the controller that the episode begins with
   * @param watch over the model
   */
  public record Cycle(
      int horizon, int iterations, int halvings, double klWeight, WatchSettings watch) {

    public Cycle {
      Require.atLeast(horizon, 0, "mpc.horizon");
      Require.atLeast(iterations, 1, "mpc.iterations");
      Require.atLeast(halvings, 0, "mpc.halvings");
      Require.nonNegative(klWeight, "mpc.klWeight");
    }
  }

  public ReplanningSettings {
    Require.inRange(share, 0, 1, "mpc.share");
    Require.atLeast(excitation, 1, "mpc.excitation");
    Require.atLeast(jolts, 0, "mpc.jolts");
    Require.atLeast(guesses, 1, "mpc.guesses");
    Require.positive(guess, "mpc.guess");
    Require.atLeast(planning, 1, "mpc.planning");
  }
}
