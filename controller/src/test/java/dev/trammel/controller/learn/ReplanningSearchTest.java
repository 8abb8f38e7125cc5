package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.learn.LearningResult.Ending;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.SettingsException;
import dev.trammel.controller.task.SettingsNode;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.testing.SpringSled;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.EpisodeStore;
import dev.trammel.controller.trajectory.Trajectories;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** Model predictive control brings a sled on a weakening spring to rest, whole. */
class ReplanningSearchTest {

  private static final long SEED = 7;
  private static final String PROCESS = """
      type: mpc-gps
      excitation: {kp: 1, kd: 1}
      budget: {iterations: 3, confirmations: 0}
      model: {type: gaussian-process, points: 60}
      """;

  private final Task task = SpringSled.task();
  private LearningSettings settings = settings(PROCESS);
  private final List<Iteration> iterations = new ArrayList<>();
  private final Map<EpisodeId, Trajectory> kept = new HashMap<>();
  private final EpisodeStore store = new EpisodeStore() {
    @Override
    public Optional<Trajectory> find(EpisodeId id) {
      return Optional.empty();
    }

    @Override
    public synchronized void keep(EpisodeId id, EpisodeStart start, Trajectory trajectory) {
      kept.put(id, trajectory);
    }
  };

  private static LearningSettings settings(String text) {
    return LearningSettingsReader.read(SettingsNode.parse(text, "test"), List.of("sled"));
  }

  private RolloutPool pool(int threads) {
    return new RolloutPool(
        task, () -> new SpringSled(task.plant().spec()), threads, store, () -> false);
  }

  private LearningResult learn(int threads) {
    iterations.clear();
    try (RolloutPool pool = pool(threads)) {
      return new ReplanningSearch(
              task, settings, new LqrFlm.Means(Kernels.best(), pool), SEED, iterations::add)
          .run();
    }
  }

  @Test
  void oneEpisodeOfExcitationIsEnoughToPlanOn() {
    LearningResult result = learn(1);

    assertThat(result.ending()).isEqualTo(Ending.BUDGET_SPENT);
    assertThat(result.episodes()).isEqualTo((1 + 3) * task.conditions().size());
    Trajectory excited = Objects.requireNonNull(kept.get(id(0, 0)));
    Trajectory last =
        iterations.get(2).conditions().get(0).batch().trajectories().get(0);
    Condition condition = task.conditions().get(0);
    assertThat(EpisodeCost.of(condition.cost(), last))
        .isLessThan(0.5 * EpisodeCost.of(condition.cost(), excited));
  }

  private EpisodeId id(int iteration, int episode) {
    long seed = Seeds.ofLearning(SEED).episode(iteration, 0, episode);
    return new EpisodeId(iteration, 0, episode, seed);
  }

  @Test
  void oneSeedGivesOneResultOnAnyNumberOfThreads() {
    LearningResult one = learn(1);
    LearningResult two = learn(2);

    assertThat(two.trajectoryHash()).isEqualTo(one.trajectoryHash());
  }

  @Test
  void inputsAreJoltedOnceAfterTheFirstSuccessAndNothingIsTakenBefore() {
    String confirmed = PROCESS.replace("confirmations: 0}", "confirmations: 1}");
    settings = settings(confirmed + "mpc: {jolts: 2}\n");
    LearningResult result = learn(1);
    int first = 0;
    while (iterations.get(first).conditions().stream().anyMatch(c -> c.successes() == 0)) {
      first++;
    }

    assertThat(iterations.get(first).confirmations()).isZero();
    assertThat(kept).containsKeys(joltOf(first, 0), joltOf(first, 1));
    assertThat(result.iteration()).isGreaterThan(first);
    int more = iterations.stream().mapToInt(Iteration::confirmations).sum();
    assertThat(kept).hasSize((1 + iterations.size() + 2) * task.conditions().size() + more);
  }

  private EpisodeId joltOf(int iteration, int number) {
    return id(iteration, (iteration == 0 ? 2 : 1) + number);
  }

  /** What `evaluate` does with a run: models are fitted to its episodes again. */
  @Test
  void whatWasKnownBeforeAnIterationIsFoundAgainInTheEpisodes() {
    learn(1);
    ConditionIteration last = iterations.get(2).conditions().get(0);
    List<LinearGaussianController> plans = iterations.get(2).conditions().stream()
        .map(condition -> condition.controller().orElseThrow())
        .toList();
    List<Trajectory> before = kept.entrySet().stream()
        .filter(entry -> entry.getKey().iteration() < 2)
        .sorted(Comparator.comparingInt(
                (Map.Entry<EpisodeId, Trajectory> entry) -> entry.getKey().iteration())
            .thenComparingInt(entry -> entry.getKey().episode())
            .thenComparingInt(entry -> entry.getKey().condition()))
        .map(Map.Entry::getValue)
        .toList();

    LearnedModels models = LearnedModels.before(2, task, settings, Kernels.best(), before, SEED);
    Replanning replanning = new Replanning(
        task, settings.replanning().orElseThrow(), Kernels.best(), models.toPlanOn(plans), plans);
    EpisodeId id = id(2, 0);
    Rollout again = new Rollout(
        id,
        task.conditions().get(0).drawStart(new SplittableRandom(id.seed())),
        replanning.controller(0));
    try (RolloutPool pool = pool(1)) {
      Trajectory[] lived = pool.run(List.of(again)).orElseThrow().toArray(new Trajectory[0]);
      assertThat(Trajectories.hash(lived))
          .isEqualTo(Trajectories.hash(last.batch().trajectories().toArray(new Trajectory[0])));
    }
  }

  @Test
  void modelsAlongATrajectoryCannotBeReplannedOn() {
    assertThatThrownBy(() -> LearningSettingsReader.read(SpringSled.task("algorithm.type=mpc-gps")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("algorithm.type: needs a model of everything")
        .hasMessageContaining("gaussian-process");
  }

  @Test
  void theOtherEpisodesAreThePlansOwnFeedback() {
    LearningSettings never = settings(PROCESS + "mpc: {share: 0}\n");
    iterations.clear();
    try (RolloutPool pool = pool(1)) {
      new ReplanningSearch(
              task, never, new LqrFlm.Means(Kernels.best(), pool), SEED, iterations::add)
          .run();
    }
    ConditionIteration last = iterations.get(2).conditions().get(0);
    LinearGaussianController plan = last.controller().orElseThrow();
    Trajectory lived = last.batch().trajectories().get(0);
    DMatrixRMaj x = new DMatrixRMaj(task.stateSize(), 1);
    for (int t = 0; t < lived.steps(); t++) {
      lived.copyState(t, x.data, 0);
      DMatrixRMaj u = plan.offset(t);
      CommonOps_DDRM.multAdd(plan.gain(t), x, u);
      assertThat(lived.requested(t, 0)).isCloseTo(u.get(0), within(1e-9));
    }
  }
}
