package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.GaussianProcessModel;
import dev.trammel.controller.dynamics.GaussianProcessPredictor;
import dev.trammel.controller.dynamics.GaussianProcessSettings;
import dev.trammel.controller.dynamics.TransitionMemory;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.task.StateLayout;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.List;
import java.util.stream.IntStream;
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
  private final boolean kinematics;
  private final int[] entries;
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
    kinematics = settings.kinematics();
    entries = kinematics
        ? JointEntries.of(task.plant())
        : IntStream.range(0, task.stateSize()).toArray();
    angles = angles(task);
  }

  @Override
  public void learn(List<TrajectoryBatch> memory, long seed) {
    TransitionMemory transitions = TransitionMemory.of(memory).ofEntries(entries);
    model = model == null
        ? GaussianProcessModel.fit(transitions, angles, settings, seed)
        : GaussianProcessModel.fit(transitions, angles, settings, seed, model);
  }

  @Override
  public Fit fit(Experience experience) {
    if (model == null) {
      throw new IllegalStateException("learn must come before fit");
    }
    GaussianProcessPredictor predictor = model.predictor();
    LearnedModel learned = kinematics
        ? new KinematicTransition(predictor, task.plant())
        : new LearnedTransition(predictor);
    return ShakenFit.of(task, learned, experience, means);
  }

  /** Which of the learned entries are angles that turn all the way round. */
  private boolean[] angles(Task task) {
    StateLayout layout = task.plant().layout();
    boolean[] all = new boolean[task.stateSize()];
    for (int joint = 0; joint < layout.joints(); joint++) {
      JointType type = task.plant().robot().bodies().get(joint).joint().type();
      int entry = layout.position(joint);
      if (entry != StateLayout.ABSENT && type == JointType.CONTINUOUS) {
        all[entry] = true;
      }
    }
    boolean[] learned = new boolean[entries.length];
    for (int k = 0; k < entries.length; k++) {
      learned[k] = all[entries[k]];
    }
    return learned;
  }
}
