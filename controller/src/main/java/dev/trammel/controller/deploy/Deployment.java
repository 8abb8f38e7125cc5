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
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Runs one controller on one open body, episode by episode; each is on the disk before the next one
 * begins, as long as that takes them. For one thread.
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

  /**
   * What is to be done.
   *
   * @param condition number of the task's condition
   * @param steps of each episode
   */
  public record Work(Task task, int condition, Controller controller, int steps) {}

  private final Task task;
  private final int condition;
  private final Controller controller;
  private final int steps;
  private final ArchiveWriter log;
  private final EpisodeJudge judge;
  private final DeploymentMetrics metrics;
  private final TrajectoryRecorder recorder;
  private final ControlLoop loop;
  private int next;
  private Optional<String> logFailure = Optional.empty();

  /**
   * @param plant open
   * @param clock by which its cycles begin, where the plant does not run whole episodes by itself
   * @param log whose last episode is gone on from
   */
  public Deployment(
      Work work, Plant plant, Clock clock, ArchiveWriter log, DeploymentMetrics metrics) {
    task = work.task();
    condition = work.condition();
    controller = work.controller();
    steps = work.steps();
    this.log = log;
    this.metrics = metrics;
    next = log.size();
    judge = new EpisodeJudge(task);
    recorder = new TrajectoryRecorder(steps, task.stateSize(), task.stateSize(), task.inputSize());
    loop = new ControlLoop(plant, new SensorEstimator(task.stateSize()), clock, recorder);
  }

  /** Compiles the control cycle; the body is not touched. */
  public WarmUpReport warmUp() {
    return loop.activate(controller, steps, new WarmUp(WARM_UP_SECONDS));
  }

  /**
   * Runs the next episode and keeps it. Where the log takes no more the robot goes on without: a disk
   * that is full is no reason to leave a robot without its controller.
   *
   * @param seed of its start, where the task draws one
   * @param stop asked before each cycle that runs here: true ends the episode with the safe action
   * @throws PlantException if the body did not come to the end of it, or was stopped; what was
   *     recorded of it is kept
   */
  public Episode next(long seed, BooleanSupplier stop) {
    int number = next++;
    SplittableRandom random = new SplittableRandom(seed);
    Condition begun = task.condition(condition, random);
    EpisodeStart start = begun.drawStart(random);
    EpisodeId id = new EpisodeId(0, condition, number, seed);
    recorder.reset();
    try {
      loop.run(start, controller, steps, stop);
    } catch (PlantException e) {
      if (!stop.getAsBoolean()) {
        metrics.failed();
      }
      if (recorder.hasEnded() && recorder.steps() > 0) {
        keep(id, start, recorder.toTrajectory());
      }
      throw e;
    }
    Trajectory trajectory = recorder.toTrajectory();
    keep(id, start, trajectory);
    Episode episode = judged(number, id, trajectory);
    metrics.ended(episode, trajectory);
    return episode;
  }

  /** Why the log takes no more; nothing while it is complete. */
  public Optional<String> logFailure() {
    return logFailure;
  }

  private void keep(EpisodeId id, EpisodeStart start, Trajectory trajectory) {
    if (logFailure.isPresent()) {
      return;
    }
    try {
      log.keep(id, start, trajectory);
    } catch (UncheckedIOException e) {
      Throwable cause = e.getCause();
      logFailure = Optional.of(String.valueOf(cause == null ? e.getMessage() : cause.getMessage()));
      metrics.logFailed();
    }
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
