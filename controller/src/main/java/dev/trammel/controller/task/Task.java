package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What is wanted of a robot, whole: the body, the horizon, the conditions and the algorithm's
 * settings.
 *
 * @param name for people and folders
 * @param description one sentence
 * @param plant the body
 * @param steps T, the number of inputs of an episode
 * @param conditions at least one
 * @param observation what a policy sees
 * @param region where a policy must work, if the task says so
 * @param algorithm the settings of whoever learns, read by them
 * @param source the files that say all this, for a run's record
 */
public record Task(
    String name,
    String description,
    PlantSettings plant,
    int steps,
    List<Condition> conditions,
    PolicyObservation observation,
    Optional<Region> region,
    SettingsNode algorithm,
    TaskSource source) {

  public Task {
    conditions = List.copyOf(conditions);
    Require.atLeast(steps, 1, "steps");
    Require.atLeast(conditions.size(), 1, "number of conditions");
  }

  /** The same task of another body. */
  public Task with(PlantSettings body) {
    return with(description, body, conditions);
  }

  /** The same task in other words, of another body and for some conditions alone. */
  public Task with(String newDescription, PlantSettings body, List<Condition> some) {
    return new Task(
        name, newDescription, body, steps, some, observation, region, algorithm, source);
  }

  /**
   * One of the conditions or, by one number more, one drawn in the region.
   *
   * @param random draws in the region; not used otherwise
   * @throws IllegalArgumentException if there is none of this number
   */
  public Condition condition(int number, SplittableRandom random) {
    if (number == conditions.size() && region.isPresent()) {
      return region.get().draw(random);
    }
    Require.atLeast(conditions.size(), number + 1, "number of conditions");
    return conditions.get(number);
  }

  /** n. */
  public int stateSize() {
    return plant.sensors().size();
  }

  /** m. */
  public int inputSize() {
    return plant.actuators().size();
  }

  /** Length of an episode [s]. */
  public double duration() {
    return steps * plant.period();
  }

  /** When an episode's success begins to be judged, in the first condition to do so [s]. */
  public double judgedFrom() {
    int first = conditions.stream()
        .mapToInt(condition -> condition.success().firstStep())
        .min()
        .orElse(steps);
    return first * plant.period();
  }
}
