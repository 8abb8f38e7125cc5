package dev.trammel.controller.learn;

import java.util.List;

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
 */
public record Iteration(
    int number,
    List<ConditionIteration> conditions,
    int episodes,
    double experienceSeconds,
    int confirmations,
    int confirmed,
    boolean solved) {

  public Iteration {
    conditions = List.copyOf(conditions);
  }
}
