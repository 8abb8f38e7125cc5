package dev.trammel.controller.learn;

import dev.trammel.controller.control.Clock;
import dev.trammel.controller.control.ControlLoop;
import dev.trammel.controller.control.SensorEstimator;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryRecorder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One thread's body, control loop and recorder. Used by that thread alone. */
final class RolloutWorker {

  private final Task task;
  private final Supplier<Plant> plants;
  private final TrajectoryRecorder recorder;
  private @Nullable Plant plant;
  private @Nullable ControlLoop loop;

  RolloutWorker(Task task, Supplier<Plant> plants) {
    this.task = task;
    this.plants = plants;
    int n = task.stateSize();
    recorder = new TrajectoryRecorder(task.steps(), n, n, task.inputSize());
  }

  Trajectory run(Rollout rollout) {
    recorder.reset();
    loop().run(rollout.start(), rollout.controller(), task.steps());
    return recorder.toTrajectory();
  }

  void close() {
    if (plant != null) {
      plant.close();
    }
  }

  private ControlLoop loop() {
    if (loop == null) {
      plant = plants.get();
      plant.open();
      loop =
          new ControlLoop(plant, new SensorEstimator(task.stateSize()), Clock.virtual(), recorder);
    }
    return loop;
  }
}
