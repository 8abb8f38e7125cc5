package dev.trammel.controller.learn;

import dev.trammel.controller.learn.AdvisingController.Word;
import dev.trammel.controller.learn.Situation.Planned;
import dev.trammel.controller.linalg.PositiveDefinite;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.MpcPlanner;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.SensorModel;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Teachers that collect episodes themselves, planning again in every control cycle (Zhang, Kahn,
 * Levine and Abbeel, "Learning deep control policies for autonomous aerial vehicles with MPC-guided
 * policy search", 2016). A plan minimises what the teacher of the episode's start does,
 *
 * <pre>  Σ ℓ(t, x, u) − η log π̄(u|x),</pre>
 *
 * <p>with the multiplier η at which that teacher meets its bound: the price of leaving the policy
 * is the same in both, and so are the units of what they say, u ~ N(û, η Quu⁻¹). Immutable.
 */
final class Replanner {

  private final Task task;
  private final Teaching teaching;
  private final Planners planners;
  private final double[] leastDeviations;

  /**
   * A teacher that is to act in an episode.
   *
   * @param controller for one thread
   * @param eta price of leaving the policy [units of cost / nat]
   * @param leastDeviations m standard deviations that it keeps exploring with
   */
  record Ready(AdvisingController controller, double eta, double[] leastDeviations) {

    /** What it said in the episode that it acted in, with the precisions of N(û, η Quu⁻¹). */
    Planned planned(Trajectory episode) {
      return new Planned(
          episode, controller.words(episode).stream().map(this::asTeacher).toList());
    }

    private Word asTeacher(Word word) {
      DMatrixRMaj covariance =
          PositiveDefinite.of(word.precision(), "the plan's curvature").inverse();
      CommonOps_DDRM.scale(eta, covariance);
      DMatrixRMaj precision = PositiveDefinite.of(
              Controllers.raised(covariance, leastDeviations), "a plan's covariance")
          .inverse();
      return new Word(word.step(), word.state(), word.input(), precision);
    }
  }

  /**
   * @param teaching has learned when it is asked
   * @param leastDeviations m standard deviations that every teacher keeps exploring with
   */
  Replanner(Task task, Teaching teaching, Planners planners, double[] leastDeviations) {
    this.task = task;
    this.teaching = teaching;
    this.planners = planners;
    this.leastDeviations = leastDeviations.clone();
  }

  /**
   * A teacher for an episode; nothing where none does better within the bound. May be called from
   * any thread, but not for one condition at once.
   *
   * @param now what acts
   * @param nats bound on the divergence from it over an episode
   */
  Optional<Ready> at(Condition condition, EpisodeStart start, Actor now, double nats) {
    DMatrixRMaj x = new DMatrixRMaj(task.stateSize(), 1);
    new SensorModel(task.plant()).read(start.positions(), start.velocities(), x);
    Situation situation = new Situation(condition, x, List.of(), 0, List.of());
    return teaching.reflect(situation, now, Optional.empty()).teach(nats).flatMap(this::ready);
  }

  private Optional<Ready> ready(Teacher teacher) {
    Condition condition = teacher.situation().condition();
    LinearGaussianController plan = teacher.proposal().controller();
    double eta = teacher.proposal().eta();
    return teaching.toPlanOn(plan).map(model -> {
      MpcPlanner planner = planners.planner(
          condition, model, new ProximalCost(condition.cost(), teacher.reference(), eta), plan);
      InputLimits limits = InputLimits.of(task.plant());
      return new Ready(
          new AdvisingController(planner, plan, limits, task.steps(), Optional.empty()),
          eta,
          leastDeviations);
    });
  }
}
