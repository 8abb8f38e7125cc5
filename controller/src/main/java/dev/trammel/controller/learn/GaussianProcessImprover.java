package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.GaussianProcessModel;
import dev.trammel.controller.dynamics.GaussianProcessPredictor;
import dev.trammel.controller.dynamics.GaussianProcessSettings;
import dev.trammel.controller.dynamics.GaussianProcessSettings.PointChoice;
import dev.trammel.controller.dynamics.TransitionMemory;
import dev.trammel.controller.learn.LearningSettings.EntryBounds;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.task.StateLayout;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * One Gaussian process learns every transition of every condition; local models are read off it
 * along the trajectory that is being planned, so that the update can follow the nonlinear dynamics
 * as far as the KL ball reaches. Several conditions share features, linear mean and hyperparameters;
 * each one's predictions rest on points of its own choice, mostly its own newest.
 */
final class GaussianProcessImprover implements Improver {

  private final Task task;
  private final UpdateMeans means;
  private final boolean several;
  private final GaussianProcessSettings settings;
  private final GaussianProcessSettings shared;
  private final boolean kinematics;
  private final int[] entries;
  private final boolean[] angles;
  private final double[] lower;
  private final double[] upper;
  private @Nullable GaussianProcessModel model;
  private List<TrajectoryBatch> memory = List.of();
  private long seed;

  /**
   * @param several whether there is more than one local model, each on points of its own
   */
  GaussianProcessImprover(
      Task task, ModelSettings.GaussianProcess settings, UpdateMeans means, boolean several) {
    this.task = task;
    this.means = means;
    this.several = several;
    GaussianProcessSettings defaults = GaussianProcessSettings.defaults();
    int few = Math.min(settings.points(), defaults.hyperparameterPoints());
    shared = new GaussianProcessSettings(
        few, PointChoice.RANDOM, few, defaults.firstIterations(), defaults.laterIterations());
    this.settings = new GaussianProcessSettings(
        settings.points(),
        PointChoice.NEWEST,
        few,
        defaults.firstIterations(),
        several ? 0 : defaults.laterIterations());
    kinematics = settings.kinematics();
    entries = kinematics
        ? JointEntries.of(task.plant())
        : IntStream.range(0, task.stateSize()).toArray();
    angles = angles(task);
    lower = new double[task.stateSize()];
    upper = new double[task.stateSize()];
    Arrays.fill(lower, Double.NEGATIVE_INFINITY);
    Arrays.fill(upper, Double.POSITIVE_INFINITY);
    List<String> names =
        task.plant().spec().sensors().stream().map(Channel::name).toList();
    for (EntryBounds bounds : settings.within()) {
      lower[names.indexOf(bounds.entry())] = bounds.lower();
      upper[names.indexOf(bounds.entry())] = bounds.upper();
    }
  }

  @Override
  public void learn(List<TrajectoryBatch> memory, long seed) {
    this.memory = memory;
    this.seed = seed;
    GaussianProcessSettings used = several ? shared : settings;
    model = model == null
        ? GaussianProcessModel.fit(transitions(memory), angles, used, seed)
        : GaussianProcessModel.fit(transitions(memory), angles, used, seed, model);
  }

  @Override
  public Fit fit(Experience experience) {
    GaussianProcessModel own = several
        ? GaussianProcessModel.fit(
            transitions(ownLast(experience)), angles, settings, seed, learned())
        : learned();
    Gaussian first = StartDistribution.of(
        task, experience.condition(), StartDistribution.mean(experience.batch()));
    return ShakenFit.of(
        toPlanOn(own), experience.condition().cost(), experience.controller(), first, means);
  }

  /** A model of everything that was learned. May be called from any thread. */
  LearnedModel everywhere() {
    return toPlanOn(learned());
  }

  /**
   * A model that rests mostly on what happened near a path. May be called from any thread.
   *
   * @param path states of n×1; not modified
   */
  LearnedModel along(DMatrixRMaj[] path) {
    DMatrixRMaj[] learnedPath = new DMatrixRMaj[path.length];
    for (int t = 0; t < path.length; t++) {
      learnedPath[t] = new DMatrixRMaj(entries.length, 1);
      for (int k = 0; k < entries.length; k++) {
        learnedPath[t].data[k] = path[t].data[entries[k]];
      }
    }
    TransitionMemory ordered = transitions(memory).alongLast(learnedPath, settings.maxPoints());
    return toPlanOn(GaussianProcessModel.fit(ordered, angles, settings, seed, learned()));
  }

  private LearnedModel toPlanOn(GaussianProcessModel fitted) {
    return toPlanOn(fitted, kinematics, task);
  }

  /**
   * A process as a model to plan on.
   *
   * @param kinematics whether it is of the joints alone, and the rest follows from them
   */
  static LearnedModel toPlanOn(GaussianProcessModel process, boolean kinematics, Task task) {
    GaussianProcessPredictor predictor = process.predictor();
    return kinematics
        ? new KinematicTransition(predictor, task.plant())
        : new LearnedTransition(predictor);
  }

  private GaussianProcessModel learned() {
    if (model == null) {
      throw new IllegalStateException("learn must come before fit");
    }
    return model;
  }

  private TransitionMemory transitions(List<TrajectoryBatch> batches) {
    TransitionMemory inside = TransitionMemory.of(batches).within(lower, upper);
    if (inside.size() == 0) {
      throw new UsageException("algorithm.model.within: no transition of the episodes so far lies"
          + " within, allowed: bounds that they meet");
    }
    return inside.ofEntries(entries);
  }

  /** The memory with the condition's own batches last, as if they were the newest. */
  private List<TrajectoryBatch> ownLast(Experience experience) {
    int conditions = task.conditions().size();
    int condition = task.conditions().indexOf(experience.condition());
    List<TrajectoryBatch> others = new ArrayList<>();
    List<TrajectoryBatch> own = new ArrayList<>();
    for (int b = 0; b < memory.size(); b++) {
      // what is forgotten is forgotten at the beginning, so that rounds are whole at the end
      int fromEnd = memory.size() - 1 - b;
      boolean isOwn = conditions - 1 - fromEnd % conditions == condition;
      (isOwn ? own : others).add(memory.get(b));
    }
    others.addAll(own);
    return others;
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
