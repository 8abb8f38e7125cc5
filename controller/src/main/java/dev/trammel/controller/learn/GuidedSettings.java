package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.policy.BadmmSettings;
import dev.trammel.controller.policy.PolicySettings;
import java.util.Optional;

/**
 * How one policy is learned from local controllers.
 *
 * @param way to one policy
 * @param sampling what acts in episodes
 * @param prior that a policy is linearised with where models are fitted step by step
 * @param starts where episodes begin
 * @param episodes of an iteration in which the policy acts without noise, per condition or in all
 *     of the region
 * @param explorers more of them, with noise
 * @param imagined starts of teachers that no episode begins at; drawn anew in each iteration
 * @param points most transitions that what a model says of one situation rests on; 0 for as many
 *     as the model's own
 * @param states drawn from a teacher's marginal at each step, beside its mean, for the policy to
 *     learn at
 * @param spread standard deviation of a teacher's start beyond the task's own [rad, m, rad/s, m/s]
 * @param most episodes in all; the iteration that reaches them is the last
 * @param confirmations episodes without noise that must all succeed before a policy is taken; 0
 *     spends the whole budget
 * @param network the policy and how it is trained
 * @param badmm how local controllers and the policy are tied, for {@link Way#BADMM}
 * @param replanning how model predictive control collects a part of the episodes; nothing where it
 *     collects none
 */
public record GuidedSettings(
    Way way,
    Sampling sampling,
    PriorOfPolicy prior,
    Starts starts,
    int episodes,
    int explorers,
    int imagined,
    int points,
    int states,
    double spread,
    int most,
    int confirmations,
    PolicySettings network,
    BadmmSettings badmm,
    Optional<ReplanningSettings> replanning) {

  /** How local controllers and the policy come to agree. */
  public enum Way {
    /** Mirror descent (Montgomery and Levine, 2016). */
    MDGPS,
    /** Bregman's alternating direction method of multipliers (Levine et al., 2016). */
    BADMM
  }

  /** What acts in the episodes that are learned from. */
  public enum Sampling {
    /** The policy. */
    ON_POLICY,
    /** The teachers, always from the same starts. */
    OFF_POLICY
  }

  /** What is believed of a policy before it is linearised at the states of episodes. */
  public enum PriorOfPolicy {
    /** That it does not answer to the state. */
    CONSTANT,
    /** That it is one of some linear ones, here or there. */
    MIXTURE
  }

  /** Where episodes begin. */
  public enum Starts {
    /** In the task's conditions. */
    CONDITIONS,
    /** Anywhere in the task's region. */
    REGION,
    /** Anywhere in the task's region; its conditions are imagined, and confirmed too. */
    BOTH
  }

  public GuidedSettings {
    Require.atLeast(episodes, 1, "guided.episodes");
    Require.atLeast(explorers, 0, "guided.explorers");
    Require.atLeast(imagined, 0, "guided.imagined");
    Require.atLeast(points, 0, "guided.points");
    Require.atLeast(states, 0, "guided.states");
    Require.nonNegative(spread, "guided.spread");
    Require.atLeast(most, 1, "guided.budget");
    Require.atLeast(confirmations, 0, "guided.confirmations");
  }

  /** The same, with model predictive control for its share of the episodes. */
  GuidedSettings collectedBy(ReplanningSettings plans) {
    return new GuidedSettings(
        way,
        sampling,
        prior,
        starts,
        episodes,
        explorers,
        imagined,
        points,
        states,
        spread,
        most,
        confirmations,
        network,
        badmm,
        plans.share() > 0 ? Optional.of(plans) : Optional.empty());
  }
}
