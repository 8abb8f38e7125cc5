package dev.trammel.controller.deploy;

import dev.trammel.controller.archive.ArchiveWriter;
import dev.trammel.controller.archive.EpisodeJudge;
import dev.trammel.controller.control.Clock;
import dev.trammel.controller.control.ControlLoop;
import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.SensorEstimator;
import dev.trammel.controller.control.WarmUp;
import dev.trammel.controller.control.WarmUpReport;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryRecorder;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Runs one controller on one open body, episode by episode; each is on the disk before the next one
 * begins. For one thread.
 */
public final class Deployment {

  /** Most seconds for compiling the control cycle. */
  private static final double WARM_UP_SECONDS = 10;

  /**
   * What came of an episode.
   *
   * @param number from 0
   * @param cost summed over the steps of the task's horizon
   * @param success whether the task's conditions of success were met
   * @param uncontrolled cycles in which the safe action stood in
   * @param saturated cycles in which the action was limited
   */
  public record Episode(
      int number, int steps, double cost, boolean success, int uncontrolled, int saturated) {}

  private final Task task;
  private final int condition;
  private final Controller controller;
  private final int steps;
  private final ArchiveWriter log;
  private final EpisodeJudge judge;
  private final DeploymentMetrics metrics;
  private final TrajectoryRecorder recorder;
  private final ControlLoop loop;

  /**
   * @param plant open
   * @param condition number of the task's condition
   * @param steps of each episode
   * @param log whose last episode is gone on from
   */
  public Deployment(
      Task task,
      Plant plant,
      int condition,
      Controller controller,
      int steps,
      ArchiveWriter log,
      DeploymentMetrics metrics) {
    this.task = task;
    this.condition = condition;
    this.controller = controller;
    this.steps = steps;
    this.log = log;
    this.metrics = metrics;
    judge = new EpisodeJudge(task);
    recorder = new TrajectoryRecorder(steps, task.stateSize(), task.stateSize(), task.inputSize());
    loop = new ControlLoop(plant, new SensorEstimator(task.stateSize()), Clock.virtual(), recorder);
  }

  /** Compiles the control cycle; the body is not touched. */
  public WarmUpReport warmUp() {
    return loop.activate(controller, steps, new WarmUp(WARM_UP_SECONDS));
  }

  /**
   * Runs the next episode and keeps it.
   *
   * @param seed of its start, where the task draws one
   * @throws PlantException if the body did not come to the end of it; nothing of it is kept
   */
  public Episode next(long seed) {
    int number = log.size();
    SplittableRandom random = new SplittableRandom(seed);
    Condition begun = task.condition(condition, random);
    EpisodeStart start = begun.drawStart(random);
    recorder.reset();
    try {
      loop.run(start, controller, steps);
    } catch (PlantException e) {
      metrics.failed();
      throw e;
    }
    Trajectory trajectory = recorder.toTrajectory();
    EpisodeId id = new EpisodeId(0, condition, number, seed);
    log.keep(id, start, trajectory);
    Episode episode = judged(number, id, trajectory);
    metrics.ended(episode, trajectory);
    return episode;
  }

  private Episode judged(int number, EpisodeId id, Trajectory trajectory) {
    int uncontrolled = 0;
    int saturated = 0;
    for (int t = 0; t < trajectory.steps(); t++) {
      switch (trajectory.status(t)) {
        case OK -> {}
        case SATURATED -> saturated++;
        default -> uncontrolled++;
      }
    }
    double cost =
        Arrays.stream(judge.costs(id, trajectory)).filter(Double::isFinite).sum();
    return new Episode(
        number, trajectory.steps(), cost, judge.succeeds(id, trajectory), uncontrolled, saturated);
  }
}
