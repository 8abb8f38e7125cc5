package dev.trammel.controller.learn;

import dev.trammel.controller.policy.MlpPolicy;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one pass of learning produced.
 *
 * @param number from 0
 * @param conditions in the task's order
 * @param episodes run so far, of all conditions
 * @param experienceSeconds lived through so far, in all conditions together
 * @param confirmations episodes without noise that were run to confirm the controllers
 * @param confirmed how many of them succeeded
 * @param solved whether the controllers of this iteration are taken
 * @param policy that was tried; nothing where local controllers were
 * @param account of one policy and its teachers; nothing where local controllers are learned
 */
public record Iteration(
    int number,
    List<ConditionIteration> conditions,
    int episodes,
    double experienceSeconds,
    int confirmations,
    int confirmed,
    boolean solved,
    Optional<MlpPolicy> policy,
    Optional<PolicyIteration> account) {

  public Iteration {
    conditions = List.copyOf(conditions);
  }
}
