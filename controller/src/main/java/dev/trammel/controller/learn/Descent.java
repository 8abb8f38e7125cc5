package dev.trammel.controller.learn;

import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.List;
import java.util.Optional;

/** A way to one policy: teachers improve, the policy learns from them, step by step. */
interface Descent {

  /** What acts in episodes to learn from. */
  Actor sampler();

  /**
   * A teacher that plans in every control cycle, for an episode; nothing where there is none, or
   * none yet. May be called from any thread, but not for one condition at once.
   */
  default Optional<Replanner.Ready> replanning(Condition condition, EpisodeStart start) {
    return Optional.empty();
  }

  /** Whether it must begin at the same starts in all iterations. */
  boolean staysAtItsStarts();

  /** The policy as it acts; nothing before the first step. */
  Optional<PolicyActor> acting();

  /**
   * What came of the last step.
   *
   * @param situations of the episodes that followed it
   * @param starts of those without noise
   */
  PolicyIteration account(List<Situation> situations, List<StartOutcome> starts);

  /**
   * Goes a step.
   *
   * @param situations where teachers are wanted
   * @param memory all episodes that are remembered
   * @param seed of everything random in it
   */
  void advance(List<Situation> situations, List<TrajectoryBatch> memory, long seed);

  /** The policy; nothing before the first step. */
  Optional<MlpPolicy> policy();
}
