package dev.trammel.sim.scenario;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.task.Condition;
import java.util.List;
import java.util.Optional;

/**
 * One kind of trouble for a controller.
 *
 * @param name unique in its verification; together with its seed, it fixes every draw
 * @param conditions of the task that are tried, with their starts and success as this scenario has
 *     them
 * @param upsets what is done to the body
 * @param expectation what makes an episode pass
 * @param trial how many episodes must pass
 */
public record Scenario(
    String name, List<Condition> conditions, Upsets upsets, Expectation expectation, Trial trial) {

  /**
   * How much a scenario is tried.
   *
   * @param episodes per condition
   * @param requirement on each condition
   */
  public record Trial(int episodes, Requirement requirement) {

    static final int MOST_EPISODES = 1_000_000;

    public Trial {
      Require.inRange(episodes, 1, MOST_EPISODES, "episodes of a scenario");
    }
  }

  public Scenario {
    conditions = List.copyOf(conditions);
    Require.atLeast(conditions.size(), 1, "conditions of scenario " + name);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a scenario needs a name");
    }
  }

  /** In one condition alone; nothing if it is not tried there. */
  public Optional<Scenario> in(String condition) {
    List<Condition> one =
        conditions.stream().filter(c -> c.name().equals(condition)).toList();
    return one.isEmpty()
        ? Optional.empty()
        : Optional.of(new Scenario(name, one, upsets, expectation, trial));
  }

  Scenario withEpisodes(int episodes) {
    return new Scenario(
        name, conditions, upsets, expectation, new Trial(episodes, trial.requirement()));
  }
}
