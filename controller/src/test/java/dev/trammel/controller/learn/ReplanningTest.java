package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.learn.LivedRun.Lived;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.FittedHorizon;
import dev.trammel.controller.mpc.MpcController;
import dev.trammel.controller.mpc.MpcPlanner;
import dev.trammel.controller.mpc.MpcSettings;
import dev.trammel.controller.mpc.PlanBudget;
import dev.trammel.controller.mpc.PlanTerms;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.task.SettingsException;
import dev.trammel.controller.task.SettingsNode;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.testing.SpringSled;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.EpisodeStore;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replanning on the models that a run of the sled fitted along its trajectories. */
class ReplanningTest {

  private static final long SEED = 3;
  private static final String LEARNING =
      "samples: 8\nbudget: {iterations: 3, confirmations: 0}\nmodel: {type: local, prior: global}\n";

  private final Task task = SpringSled.task();
  private final List<Iteration> iterations = new ArrayList<>();
  private final List<Lived> lived = new ArrayList<>();

  private static LearningSettings settings(String text) {
    return LearningSettingsReader.read(SettingsNode.parse(text, "test"), List.of("sled"));
  }

  private LivedRun learn() {
    LearningSettings settings = settings(LEARNING);
    EpisodeStore store = new EpisodeStore() {
      @Override
      public Optional<Trajectory> find(EpisodeId id) {
        return Optional.empty();
      }

      @Override
      public synchronized void keep(EpisodeId id, EpisodeStart start, Trajectory trajectory) {
        lived.add(new Lived(id, trajectory));
      }
    };
    InitialControllers controllers =
        new InitialControllers(task, settings.exploration().initial());
    List<LinearGaussianController> initial = task.conditions().stream()
        .map(condition -> controllers.create(settings.initial(), condition))
        .toList();
    try (RolloutPool pool =
        new RolloutPool(task, () -> new SpringSled(task.plant().spec()), 1, store, () -> false)) {
      LqrFlm.Means means = new LqrFlm.Means(Kernels.best(), pool);
      new LqrFlm(task, settings, initial, means, SEED, iterations::add).run();
    }
    return new LivedRun(task, settings, Kernels.best(), SEED, lived);
  }

  private List<LinearGaussianController> tried() {
    return iterations.get(2).conditions().stream()
        .map(condition -> condition.controller().orElseThrow())
        .toList();
  }

  private ReplanningSettings replanning(String mpc) {
    return LearningSettingsReader.replanning(
        SpringSled.task("algorithm.mpc.iterations=1", "algorithm.mpc.halvings=0", mpc));
  }

  @Test
  void onFittedModelsItIsThePlannerOfThoseModels() {
    LivedRun run = learn();
    LinearGaussianDynamics model = LocalModels.of(run, 2, tried()).get(1);
    MpcController controller = new Replanning(
            task,
            replanning("algorithm.mpc.horizon=0"),
            Kernels.best(),
            LocalModels.toPlanOn(run, 2, tried()),
            tried())
        .controller(1);
    MpcPlanner direct = new MpcPlanner(
        Kernels.best(),
        new FittedHorizon(model),
        PlanTerms.of(task.conditions().get(1).cost(), task.steps()).near(tried().get(1), 0),
        InputLimits.of(task.plant()),
        MpcSettings.ofHorizon(task.steps()),
        PlanBudget.none());
    StateEstimate estimate = new StateEstimate(2);
    Action action = new Action(1);
    estimate.mean.setTo(model.initial.mean());
    for (int t = 0; t < task.steps(); t++) {
      assertThat(controller.act(estimate, t, action)).isTrue();
      assertThat(direct.plan(t, estimate.mean)).isTrue();
      assertThat(action.requested.get(0)).isCloseTo(direct.current().input(t).get(0), within(1e-9));
      DMatrixRMaj next = new DMatrixRMaj(2, 1);
      new FittedHorizon(model).step(t, estimate.mean, action.requested, next);
      estimate.mean.setTo(next);
    }
  }

  /** The principle of optimality: what the horizon does not see is in its end. */
  @Test
  void aShortHorizonActsAsALongOne() {
    LivedRun run = learn();
    List<ReplanningModel> models = LocalModels.toPlanOn(run, 2, tried());
    MpcController whole = new Replanning(
            task, replanning("algorithm.mpc.horizon=0"), Kernels.best(), models, tried())
        .controller(0);
    MpcController receding = new Replanning(
            task, replanning("algorithm.mpc.horizon=6"), Kernels.best(), models, tried())
        .controller(0);
    StateEstimate estimate = new StateEstimate(2);
    Action one = new Action(1);
    Action other = new Action(1);
    for (int t = 10; t < task.steps(); t++) {
      estimate.mean.set(0, 0, 0.01 * (t % 3));
      estimate.mean.set(1, 0, -0.02);
      assertThat(whole.act(estimate, t, one)).isTrue();
      assertThat(receding.act(estimate, t, other)).isTrue();
      assertThat(other.requested.get(0)).isCloseTo(one.requested.get(0), within(1e-6));
    }
  }

  @Test
  void oneControllerGoesThroughASecondEpisodeAsThroughTheFirst() {
    LivedRun run = learn();
    MpcController controller = new Replanning(
            task,
            replanning("algorithm.mpc.adaptation.on=true"),
            Kernels.best(),
            LocalModels.toPlanOn(run, 2, tried()),
            tried())
        .controller(0);

    assertThat(episode(controller)).isEqualTo(episode(controller));
  }

  @ParameterizedTest
  @ValueSource(strings = {"adaptation", "guard"})
  void plansThatTeachAreOfTheModelAsItWasLearned(String section) {
    Task watched = SpringSled.task("algorithm.mpc." + section + ".on=true");
    Replanning replanning = new Replanning(
        watched, LearningSettingsReader.replanning(watched), Kernels.best(), List.of(), List.of());

    assertThatThrownBy(() -> new ReplanningTeacher(replanning, Optional.empty(), SEED))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("algorithm.mpc." + section + ".on: plans that teach ");
  }

  private List<Double> episode(MpcController controller) {
    List<Double> inputs = new ArrayList<>();
    StateEstimate estimate = new StateEstimate(2);
    Action action = new Action(1);
    estimate.mean.set(0, 0, 0.5);
    for (int t = 0; t < task.steps(); t++) {
      assertThat(controller.act(estimate, t, action)).isTrue();
      action.applied.setTo(action.requested);
      inputs.add(action.requested.get(0));
      estimate.mean.set(0, 0, estimate.mean.get(0) + 0.05 * estimate.mean.get(1));
      estimate.mean.set(1, 0, estimate.mean.get(1) + 0.05 * (action.applied.get(0) - 1));
    }
    return inputs;
  }
}
