package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.HorizonModel;
import dev.trammel.controller.mpc.KnownHorizon;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.Optional;

/** A learned model of the whole body, expanded anew wherever a plan goes. */
final class LearnedReplanning implements ReplanningModel {

  private final Task task;
  private final Condition condition;
  private final LinearGaussianController plan;
  private final LearnedModel model;
  private final HorizonModel horizon;
  private final Optional<TrajectoryBatch> episodes;

  /**
   * @param episodes of the condition near the plan
   */
  LearnedReplanning(
      Task task,
      Condition condition,
      LinearGaussianController plan,
      LearnedModel model,
      Optional<TrajectoryBatch> episodes) {
    this.episodes = episodes;
    this.task = task;
    this.condition = condition;
    this.plan = plan;
    this.model = model;
    horizon = new KnownHorizon(model, task.steps());
  }

  /** What it plans on, wherever a plan goes. */
  LearnedModel model() {
    return model;
  }

  @Override
  public HorizonModel horizon() {
    return horizon;
  }

  @Override
  public Optional<TrajectoryBatch> episodes() {
    return episodes;
  }

  @Override
  public LinearGaussianDynamics alongPlan() {
    Gaussian first = StartDistribution.of(task, condition, plan.nominalState(0));
    return new AlongTrajectory(model, condition.cost(), first).dynamics(plan);
  }
}
