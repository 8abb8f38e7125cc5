package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.learn.ConditionIteration.Update;
import dev.trammel.controller.learn.LearningResult.Ending;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.Tube;
import dev.trammel.controller.task.SettingsNode;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.testing.SpringSled;
import dev.trammel.controller.trajectory.EpisodeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Learning to bring a sled on a weakening spring to rest, whole. */
class LqrFlmTest {

  private static final String LOCAL =
      "samples: 6\nbudget: {iterations: 6, confirmations: 0}\nmodel: {type: local, prior: ";
  private static final String PROCESS = """
      samples: 2
      excitation: {episodes: 3}
      step: {kl: 0.3, measure: paired, leastGain: 0.2}
      budget: {iterations: 4, confirmations: 0}
      model: {type: gaussian-process, points: 60}
      """;

  private final Task task = SpringSled.task();
  private final List<Iteration> iterations = new ArrayList<>();

  private List<LinearGaussianController> initial(LearningSettings settings) {
    InitialControllers controllers =
        new InitialControllers(task, settings.exploration().initial());
    return task.conditions().stream()
        .map(condition -> controllers.create(settings.initial(), condition))
        .toList();
  }

  private LearningResult learn(String text, int threads, BooleanSupplier stop) {
    LearningSettings settings =
        LearningSettingsReader.read(SettingsNode.parse(text, "test"), List.of("sled"));
    iterations.clear();
    try (RolloutPool pool = new RolloutPool(
        task, () -> new SpringSled(task.plant().spec()), threads, EpisodeStore.none(), stop)) {
      return new LqrFlm(
              task,
              settings,
              initial(settings),
              new LqrFlm.Means(Kernels.best(), pool),
              7,
              iterations::add)
          .run();
    }
  }

  private List<Update> updates(int condition) {
    return iterations.stream()
        .flatMap(iteration -> iteration.conditions().get(condition).update().stream())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {LOCAL + "none}", LOCAL + "global}", LOCAL + "mixture}", PROCESS})
  void everyModelImprovesEveryConditionWithinItsBound(String settings) {
    LearningResult result = learn(settings, 2, () -> false);

    assertThat(result.ending()).isEqualTo(Ending.BUDGET_SPENT);
    for (int c = 0; c < 2; c++) {
      int condition = c;
      double first = iterations.get(0).conditions().get(c).cost().mean();
      double least = iterations.stream()
          .mapToDouble(iteration -> iteration.conditions().get(condition).cost().mean())
          .min()
          .orElseThrow();
      assertThat(least).isLessThan(0.6 * first);
      assertThat(updates(c)).isNotEmpty();
      assertThat(updates(c)).allSatisfy(update -> {
        assertThat(update.kl()).isPositive().isLessThan(1.01 * update.klBound());
        assertThat(update.predictedImprovement()).isPositive();
        assertThat(update.klRealised().mean()).isNotNegative();
      });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {LOCAL + "mixture}", PROCESS})
  void oneSeedGivesOneHashOnAnyNumberOfThreads(String settings) {
    LearningResult one = learn(settings, 1, () -> false);
    LearningResult two = learn(settings, 2, () -> false);

    assertThat(two.trajectoryHash()).isEqualTo(one.trajectoryHash());
    assertThat(two.episodes()).isEqualTo(one.episodes());
    assertThat(two.controllers().get(1).gain(5).data)
        .isEqualTo(one.controllers().get(1).gain(5).data);
  }

  @ParameterizedTest
  @ValueSource(strings = {LOCAL + "mixture}", PROCESS})
  void everyControllerThatWasTriedKnowsATubeThatHoldsItsOwnEpisodes(String settings) {
    LearningResult result = learn(settings, 2, () -> false);

    assertThat(result.controllers()).allSatisfy(best -> assertThat(best.tube()).isPresent());
    for (Iteration iteration : iterations) {
      for (ConditionIteration tried : iteration.conditions()) {
        Tube tube = tried.controller().orElseThrow().tube().orElseThrow();
        for (int t = 0; t <= task.steps(); t++) {
          for (int i = 0; i < task.stateSize(); i++) {
            double away = Math.abs(tried.batch().get(0).state(t, i) - tube.centre(t).data[i]);
            assertThat(1.5 * away).isLessThanOrEqualTo(tube.radius(t).data[i]);
          }
        }
      }
    }
  }

  @Test
  void lessThanOneEpisodeOfAHundredOfAnUnchangedBodyLeavesTheTube() {
    LearningResult result = learn(PROCESS, 2, () -> false);

    assertThat(evaluated(result, 1).endedEarly()).isLessThan(6);
    // the same on a spring that is four times as strong
    assertThat(evaluated(result, 4).endedEarly()).isGreaterThan(300);
  }

  /** Of 300 episodes in each of two conditions. */
  private Evaluation evaluated(LearningResult result, double stiffness) {
    EvaluationPlan plan = EvaluationPlan.tubed(task, result.controllers(), 300);
    try (RolloutPool pool = new RolloutPool(
        task,
        () -> new SpringSled(task.plant().spec(), stiffness),
        2,
        EpisodeStore.none(),
        () -> false)) {
      return Evaluation.run(plan, 5, pool).orElseThrow();
    }
  }

  @Test
  void excitationAndConfirmationsCountAsExperience() {
    LearningResult result = learn(PROCESS, 1, () -> false);

    int episodes = 2 * (3 + 4 * 2);
    assertThat(result.episodes()).isEqualTo(episodes);
    assertThat(result.totalSeconds()).isEqualTo(episodes * task.duration());
    assertThat(result.experienceSeconds()).isLessThanOrEqualTo(result.totalSeconds());
  }

  @Test
  void confirmedControllersEndLearning() {
    String confirming = PROCESS.replace("iterations: 4, confirmations: 0", "confirmations: 3");

    LearningResult result = learn(confirming, 2, () -> false);

    assertThat(result.ending()).isEqualTo(Ending.CONVERGED);
    Iteration last = iterations.get(iterations.size() - 1);
    assertThat(last.solved()).isTrue();
    assertThat(last.confirmations()).isEqualTo(2 * 3);
    assertThat(last.confirmed()).isEqualTo(2 * 3);
    assertThat(result.iteration()).isEqualTo(last.number());
  }

  @Test
  void theBudgetOfSecondsEndsLearningAfterTheIterationThatSpendsIt() {
    // 1.5 s an episode: 4.5 s of excitation and 3 s an iteration
    String brief = PROCESS.replace("iterations: 4", "seconds: 9");

    LearningResult result = learn(brief, 1, () -> false);

    assertThat(result.ending()).isEqualTo(Ending.BUDGET_SPENT);
    assertThat(iterations).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 6, 9, 20})
  void anInterruptedRunSaysSoAndKeepsWhatItHas(int episodes) {
    AtomicInteger asked = new AtomicInteger();

    LearningResult result = learn(PROCESS, 1, () -> asked.getAndIncrement() >= episodes);

    assertThat(result.ending()).isEqualTo(Ending.INTERRUPTED);
    assertThat(result.controllers()).hasSize(2);
    // six of excitation, four an iteration
    assertThat(iterations).hasSize(Math.max(0, (episodes - 6) / 4));
  }

  @Test
  void aFitThatEpisodesDoNotDetermineIsNotedAndNotThrown() {
    String hopeless = "samples: 2\nbudget: {iterations: 2, confirmations: 0}\nmodel: {prior: none}";

    LearningResult result = learn(hopeless, 1, () -> false);

    assertThat(result.ending()).isEqualTo(Ending.BUDGET_SPENT);
    assertThat(iterations.get(1).conditions().get(0).note())
        .contains("use more trajectories or a prior");
  }
}
