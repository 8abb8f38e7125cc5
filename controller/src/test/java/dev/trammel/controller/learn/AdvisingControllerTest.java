package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.learn.AdvisingController.Companion;
import dev.trammel.controller.learn.AdvisingController.Word;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.MpcPlanner;
import dev.trammel.controller.mpc.TransitionModel;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.testing.SpringSled;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.EpisodeStore;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans for the sled, without its spring, drive it and say what they would do. */
class AdvisingControllerTest {

  private final Task task = SpringSled.task();
  private final Condition condition = task.conditions().get(0);
  private final InputLimits limits = InputLimits.of(task.plant());

  /** A mass alone. */
  private static final class Mass implements LearnedModel {

    private final double period;

    Mass(double period) {
      this.period = period;
    }

    @Override
    public int stateSize() {
      return 2;
    }

    @Override
    public int inputSize() {
      return 1;
    }

    @Override
    public void step(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
      double position = x.data[0] + period * x.data[1];
      next.data[1] = x.data[1] + period * u.data[0];
      next.data[0] = position;
    }

    @Override
    public void linearise(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F) {
      F.setTo(new DMatrixRMaj(2, 3, true, 1, period, 0, 0, 1, period));
    }

    @Override
    public void covariances(DMatrixRMaj[] x, DMatrixRMaj[] u, DMatrixRMaj[] out) {
      throw new UnsupportedOperationException("plans over whole episodes ask for none");
    }
  }

  private AdvisingController controller(Optional<Companion> companion) {
    TransitionModel unused = new Mass(task.plant().period());
    LinearGaussianController hold = new InitialControllers(task, List.of(1.0))
        .create(new LearningSettings.InitialSettings.Zero(), condition);
    MpcPlanner planner = new Planners(task, LearningSettingsReader.replanning(task), Kernels.best())
        .planner(condition, (LearnedModel) unused, condition.cost(), hold);
    return new AdvisingController(planner, hold, limits, task.steps(), companion);
  }

  /** A policy that always does the same. */
  private static Companion company(double input, double price) {
    Controller constant = (estimate, step, out) -> {
      out.requested.data[0] = input;
      return true;
    };
    return new Companion(constant, price);
  }

  private Trajectory drive(AdvisingController controller) {
    long seed = 5;
    EpisodeStart start = condition.drawStart(new SplittableRandom(seed));
    Rollout rollout = new Rollout(new EpisodeId(0, 0, 0, seed), start, controller);
    try (RolloutPool pool = new RolloutPool(
        task, () -> new SpringSled(task.plant().spec()), 1, EpisodeStore.none(), () -> false)) {
      return pool.run(List.of(rollout)).orElseThrow().get(0);
    }
  }

  @Test
  void whatPlansSaidIsFoundAgainAtTheStatesOfTheEpisode() {
    AdvisingController drove = controller(Optional.of(company(0.3, 0.1)));
    Trajectory episode = drive(drove);

    List<Word> said = drove.words(episode);
    List<Word> again = controller(Optional.empty()).words(episode);

    assertThat(said).hasSize(task.steps());
    assertThat(again).hasSameSizeAs(said);
    for (int t = 0; t < task.steps(); t++) {
      assertThat(again.get(t).state().data).isEqualTo(said.get(t).state().data);
      assertThat(again.get(t).input().data).isEqualTo(said.get(t).input().data);
      assertThat(again.get(t).precision().data).isEqualTo(said.get(t).precision().data);
    }
  }

  @Test
  void withoutCompanyItDoesWhatThePlanSays() {
    AdvisingController drove = controller(Optional.empty());
    Trajectory episode = drive(drove);

    for (Word word : drove.words(episode)) {
      assertThat(episode.requested(word.step(), 0)).isEqualTo(word.input().get(0));
    }
  }

  /** The derivative of ½Quu(u − û)² + λ½Quu(u − μ)² vanishes within the limits. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.3, 100})
  void inCompanyItDoesWhatBothTogetherCostLeast(double price) {
    double policy = 0.4;
    AdvisingController drove = controller(Optional.of(company(policy, price)));
    Trajectory episode = drive(drove);

    for (Word word : drove.words(episode)) {
      double u = episode.requested(word.step(), 0);
      double precision = word.precision().get(0);
      assertThat(precision * (u - word.input().get(0)) + price * precision * (u - policy))
          .isCloseTo(0, within(1e-12 * precision * (1 + price)));
    }
  }

  @Test
  void aPolicyWithoutAnActionIsNoCompany() {
    Controller dumb = (estimate, step, out) -> false;
    Companion companion = new Companion(dumb, 1);
    AdvisingController controller = controller(Optional.of(companion));
    StateEstimate estimate = new StateEstimate(2);
    estimate.mean.data[0] = 0.2;
    Action action = new Action(1);

    assertThat(controller.act(estimate, 0, action)).isTrue();
    assertThat(controller.act(estimate, task.steps(), action)).isFalse();
  }
}
