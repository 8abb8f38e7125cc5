package dev.trammel.controller.learn;

import dev.trammel.controller.control.Clock;
import dev.trammel.controller.control.ControlLoop;
import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.SensorEstimator;
import dev.trammel.controller.control.WarmUp;
import dev.trammel.controller.control.WarmUpReport;
import dev.trammel.controller.plant.Bodies;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryRecorder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thread's body, control loop and recorder. Used by that thread alone. The loop is compiled
 * before its first episode.
 */
final class RolloutWorker {

  /** Most seconds for compiling the control cycle. */
  private static final double WARM_UP_SECONDS = 2;

  private final Task task;
  private final Bodies plants;
  private final TrajectoryRecorder recorder;
  private @Nullable Plant plant;
  private @Nullable ControlLoop loop;
  private @Nullable WarmUpReport warmUp;

  RolloutWorker(Task task, Bodies plants) {
    this.task = task;
    this.plants = plants;
    int n = task.stateSize();
    recorder = new TrajectoryRecorder(task.steps(), n, n, task.inputSize());
  }

  Trajectory run(Rollout rollout) {
    recorder.reset();
    loop(rollout.rehearsed()).run(rollout.start(), rollout.controller(), task.steps());
    return recorder.toTrajectory();
  }

  void close() {
    if (plant != null) {
      plant.close();
    }
  }

  /** What compiling the loop took; nothing if no episode was run yet. */
  Optional<WarmUpReport> warmUp() {
    return Optional.ofNullable(warmUp);
  }

  private ControlLoop loop(Controller rehearsed) {
    if (loop == null) {
      plant = plants.next();
      plant.open();
      plants.opened(plant);
      Clock clock =
          plants.keepTime() ? Clock.virtual() : Clock.paced(task.plant().period());
      loop = new ControlLoop(plant, new SensorEstimator(task.stateSize()), clock, recorder);
      warmUp = loop.activate(rehearsed, task.steps(), new WarmUp(WARM_UP_SECONDS));
    }
    return loop;
  }
}
