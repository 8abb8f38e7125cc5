package dev.trammel.sim.plants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.control.Clock;
import dev.trammel.controller.control.ControlLoop;
import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.SensorEstimator;
import dev.trammel.controller.dynamics.AdaptationSettings;
import dev.trammel.controller.dynamics.RegressorScale;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.AdaptingHorizon;
import dev.trammel.controller.mpc.BalancedCost;
import dev.trammel.controller.mpc.KnownHorizon;
import dev.trammel.controller.mpc.KnownModelReplanning;
import dev.trammel.controller.mpc.ModelWatch;
import dev.trammel.controller.mpc.MpcController;
import dev.trammel.controller.mpc.MpcPlanner;
import dev.trammel.controller.mpc.MpcSettings;
import dev.trammel.controller.mpc.PlanBudget;
import dev.trammel.controller.mpc.PlanTerms;
import dev.trammel.controller.mpc.RigidBodyTransition;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.BodyChange;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.trajectory.TrajectoryRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The arm carries 1 kg more than anybody knows. */
class UnknownLoadTest {

  private final Task task;
  private final PlantSettings loaded;

  UnknownLoadTest() throws IOException {
    task = TaskReader.read(Path.of(System.getProperty("trammel.tasks")).resolve("arm-reach.yaml"));
    loaded = BodyChange.changed(
        task.plant(),
        List.of(BodyChange.parse("mass:tool0:1kg"), BodyChange.parse("damping:joint3:x2")));
  }

  /** By the equations of motion, in the steps of the physics: its gravity compensation is fooled. */
  @Test
  void theBodyMovesAsTheEquationsOfTheChangedRobotSay() {
    Condition condition = task.conditions().get(0);
    double[] q = condition.positions();
    double[] qDot = {0, 0, 0.2, 0, 0, 0, 0};
    double[] tau = new double[7];
    double[] acceleration = new double[7];
    DMatrixRMaj state = new DMatrixRMaj(26, 1);
    try (JBulletPlant plant = new JBulletPlant(loaded)) {
      plant.open();
      plant.reset(new EpisodeStart(q, qDot, 1));
      plant.apply(new Action(7));
      plant.truth(state);
    }
    RigidBodyDynamics known =
        new RigidBodyDynamics(task.plant().robot(), task.plant().world().gravity());
    RigidBodyDynamics real =
        new RigidBodyDynamics(loaded.robot(), loaded.world().gravity());
    for (int k = 0; k < 50; k++) {
      known.gravityForces(q, tau);
      real.forwardDynamics(q, qDot, tau, acceleration);
      for (int j = 0; j < 7; j++) {
        qDot[j] += 0.001 * acceleration[j];
        q[j] += 0.001 * qDot[j];
      }
    }
    assertThat(Arrays.stream(qDot).map(Math::abs).sum()).isGreaterThan(0.5);
    for (int j = 0; j < 7; j++) {
      assertThat(state.get(7 + j)).isCloseTo(qDot[j], within(0.02 * (0.05 + Math.abs(qDot[j]))));
    }
  }

  @Test
  void adaptationBringsTheToolNearerToTheGoal() {
    LinearGaussianController plan =
        KnownModelReplanning.of(Kernels.best(), task).plan(0);
    for (long seed = 0; seed < 2; seed++) {
      double without = endOfEpisode(controller(plan, false), seed);
      double with = endOfEpisode(controller(plan, true), seed);

      assertThat(with).isLessThan(0.2 * without);
    }
  }

  private Controller controller(LinearGaussianController plan, boolean adapts) {
    AdaptingHorizon model = new AdaptingHorizon(
        new KnownHorizon(new RigidBodyTransition(task.plant()), task.steps()),
        new DMatrixRMaj[] {sensorNoise()},
        scale(plan),
        adapts ? AdaptationSettings.defaults() : AdaptationSettings.none());
    InputLimits limits = InputLimits.of(task.plant());
    BalancedCost cost = new BalancedCost(task.conditions().get(0).cost(), model, limits);
    MpcPlanner planner = new MpcPlanner(
        Kernels.best(),
        model,
        PlanTerms.of(adapts ? cost : task.conditions().get(0).cost(), task.steps())
            .near(plan, 0),
        limits,
        MpcSettings.ofHorizon(25),
        PlanBudget.none());
    ModelWatch watch = ModelWatch.learning(model);
    return MpcController.inCycle(
        planner, PlanBudget.none(), plan, limits, adapts ? watch.telling(cost) : watch);
  }

  /** Of the difference of two readings. */
  private DMatrixRMaj sensorNoise() {
    DMatrixRMaj W = new DMatrixRMaj(26, 26);
    for (int i = 0; i < 26; i++) {
      double noise = task.plant().sensors().get(i).errors().noise();
      W.set(i, i, 2 * noise * noise);
    }
    return W;
  }

  /** In rad, rad/s, m and m/s about the middle of the plan, and in 10 N·m. */
  private static RegressorScale scale(LinearGaussianController plan) {
    double[] centre = new double[33];
    double[] spread = new double[33];
    Arrays.fill(spread, 1);
    DMatrixRMaj middle = plan.nominalState(plan.steps() / 2);
    System.arraycopy(middle.data, 0, centre, 0, 26);
    Arrays.fill(spread, 26, 33, 10);
    return new RegressorScale(26, centre, spread);
  }

  private double endOfEpisode(Controller controller, long seed) {
    Condition condition = task.conditions().get(0);
    TrajectoryRecorder recorder = new TrajectoryRecorder(task.steps(), 26, 26, 7);
    try (JBulletPlant plant = new JBulletPlant(loaded)) {
      plant.open();
      new ControlLoop(plant, new SensorEstimator(26), Clock.virtual(), recorder)
          .run(condition.drawStart(new SplittableRandom(seed)), controller, task.steps());
    }
    return condition.success().lastMeasure(recorder.toTrajectory());
  }
}
