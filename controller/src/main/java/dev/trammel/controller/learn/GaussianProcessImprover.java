package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.GaussianProcessModel;
import dev.trammel.controller.dynamics.GaussianProcessSettings;
import dev.trammel.controller.dynamics.TransitionMemory;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.task.StateLayout;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Gaussian process learns every transition of every condition; local models are read off it
 * along the trajectory that is being planned, so that the update can follow the nonlinear dynamics
 * as far as the KL ball reaches.
 */
final class GaussianProcessImprover implements Improver {

  private final Task task;
  private final UpdateMeans means;
  private final GaussianProcessSettings settings;
  private final boolean[] angles;
  private @Nullable GaussianProcessModel model;

  GaussianProcessImprover(Task task, ModelSettings.GaussianProcess settings, UpdateMeans means) {
    this.task = task;
    this.means = means;
    GaussianProcessSettings defaults = GaussianProcessSettings.defaults();
    this.settings = new GaussianProcessSettings(
        settings.points(),
        Math.min(settings.points(), defaults.hyperparameterPoints()),
        defaults.firstIterations(),
        defaults.laterIterations());
    angles = angles(task);
  }

  @Override
  public void learn(List<TrajectoryBatch> memory, long seed) {
    TransitionMemory transitions = TransitionMemory.of(memory);
    model = model == null
        ? GaussianProcessModel.fit(transitions, angles, settings, seed)
        : GaussianProcessModel.fit(transitions, angles, settings, seed, model);
  }

  @Override
  public Fit fit(Experience experience) {
    if (model == null) {
      throw new IllegalStateException("learn must come before fit");
    }
    return ShakenFit.of(task, model, experience, means);
  }

  /** Which entries of the state are angles that turn all the way round. */
  private static boolean[] angles(Task task) {
    StateLayout layout = task.plant().layout();
    boolean[] angles = new boolean[task.stateSize()];
    for (int joint = 0; joint < layout.joints(); joint++) {
      JointType type = task.plant().robot().bodies().get(joint).joint().type();
      int entry = layout.position(joint);
      if (entry != StateLayout.ABSENT && type == JointType.CONTINUOUS) {
        angles[entry] = true;
      }
    }
    return angles;
  }
}
