package dev.trammel.sim.scenario;

import dev.trammel.controller.control.Clock;
import dev.trammel.controller.control.ControlLoop;
import dev.trammel.controller.control.SensorEstimator;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Disturbances;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryHash;
import dev.trammel.controller.trajectory.TrajectoryRecorder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs one episode of a scenario: draws a body, opens it, lets the controller act on it through the
 * control loop, and judges. Thread-safe.
 */
final class EpisodeRunner {

  private final Task task;
  private final ControllerSource controllers;
  private final PlantProvider plants;
  private final Judge judge;

  EpisodeRunner(Task task, ControllerSource controllers, PlantProvider plants) {
    this.task = task;
    this.controllers = controllers;
    this.plants = plants;
    judge = new Judge(task);
  }

  /**
   * One episode, drawn from its seed alone.
   *
   * @param plant as it was drawn
   */
  record Run(
      PlantSettings plant, EpisodeStart start, Trajectory trajectory, Map<String, Double> drawn) {}

  EpisodeOutcome outcome(Scenario scenario, Condition condition, int number, long seed) {
    Run run = named(scenario, condition, number, seed);
    TrajectoryHash hash = new TrajectoryHash();
    hash.add(run.trajectory());
    return new EpisodeOutcome(
        number,
        seed,
        judge.flaw(run.trajectory(), scenario.expectation(), condition.success()),
        run.drawn(),
        hash.value());
  }

  /** A controller that throws is named with the episode that it threw in. */
  private Run named(Scenario scenario, Condition condition, int number, long seed) {
    try {
      return run(scenario, condition, seed);
    } catch (UsageException refusal) {
      throw refusal;
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "episode " + number + " of " + scenario.name() + ", " + condition.name() + " (seed "
              + seed + "): " + e,
          e);
    }
  }

  Run run(Scenario scenario, Condition condition, long seed) {
    Draws draws = Draws.of(scenario.upsets().variations(), seed);
    VariedPlant varied = new VariedPlant(task.plant(), draws);
    PlantSettings settings = varied.settings();
    EpisodeStart start = condition.drawStart(Draws.stream(seed, "start"));
    TrajectoryRecorder recorder =
        new TrajectoryRecorder(task.steps(), task.stateSize(), task.stateSize(), task.inputSize());
    try (Plant plant = body(settings, scenario.upsets().disturbances(varied, draws))) {
      plant.open();
      new ControlLoop(plant, new SensorEstimator(task.stateSize()), Clock.virtual(), recorder)
          .run(start, controllers.controller(condition), task.steps());
    }
    return new Run(settings, start, recorder.toTrajectory(), drawn(draws, condition, start));
  }

  private Plant body(PlantSettings settings, Disturbances disturbances) {
    try {
      return plants.create(settings, disturbances);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "plant '" + plants.name() + "' cannot be built: " + e.getMessage(), e);
    }
  }

  /** What was drawn, and where the episode began, where that is drawn as well. */
  private Map<String, Double> drawn(Draws draws, Condition condition, EpisodeStart start) {
    Map<String, Double> all = new LinkedHashMap<>(draws.drawn());
    List<Body> bodies = task.plant().robot().bodies();
    for (int i = 0; i < bodies.size(); i++) {
      String name = "start " + bodies.get(i).joint().name();
      if (condition.positionStd()[i] > 0) {
        all.put(name, start.positions()[i]);
      }
      if (condition.velocityStd()[i] > 0) {
        all.put(name + " velocity", start.velocities()[i]);
      }
    }
    return all;
  }
}
