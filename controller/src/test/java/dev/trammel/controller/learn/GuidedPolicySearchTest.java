package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.learn.LearningResult.Ending;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.task.SettingsException;
import dev.trammel.controller.task.SettingsNode;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.testing.SpringSled;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.EpisodeStore;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Learning one policy that brings a sled on a weakening spring to rest, whole. */
class GuidedPolicySearchTest {

  private static final String NETWORK =
      "network: {hidden: [16], epochs: 60}, states: 3, confirmations: 0";
  private static final String PROCESS = """
      excitation: {episodes: 3}
      step: {kl: 0.3, measure: paired, leastGain: 0.2}
      budget: {iterations: 4}
      model: {type: gaussian-process, points: 60}
      """;
  private static final String LOCAL =
      "budget: {iterations: 6}\nmodel: {type: local, prior: mixture}\nstep: {kl: 0.3, measure: ";
  private static final String ON_POLICY =
      PROCESS + "type: mdgps\nguided: {episodes: 1, explorers: 1, spread: 0.05, " + NETWORK + "}\n";
  private static final String HALF_PLANNED = ON_POLICY + "mpc: {share: 0.5}\n";
  private static final String OFF_POLICY = PROCESS
      + "type: mdgps\nguided: {sampling: off-policy, episodes: 1, explorers: 1, spread: 0.05, "
      + NETWORK + "}\n";
  private static final String REGION = PROCESS
      + "type: mdgps\nguided: {starts: region, episodes: 2, explorers: 1, imagined: 4, spread: 0.05, "
      + NETWORK
      + "}\n";
  private static final String REGION_PLANNED = REGION + "mpc: {share: 0.4}\n";
  private static final String ALL_PLANNED = """
      excitation: {episodes: 3}
      step: {kl: 0.3, measure: laplace}
      budget: {iterations: 4}
      model: {type: gaussian-process, points: 60}
      mpc: {share: 1}
      type: mdgps
      guided:
        {starts: region, episodes: 2, explorers: 1, imagined: 4, spread: 0.05, confirmations: 0,
         states: 3, network: {hidden: [16], epochs: 60}}
      """;
  private static final String BOTH = PROCESS
      + "type: mdgps\nguided: {starts: both, episodes: 1, explorers: 1, imagined: 2, spread: 0.05, "
      + NETWORK
      + "}\n";
  private static final String FITTED_MIXTURE =
      LOCAL + "laplace}\ntype: mdgps\nguided: {prior: mixture, episodes: 2, explorers: 4, "
          + NETWORK + "}\n";
  private static final String FITTED_CONSTANT =
      LOCAL + "monte-carlo}\ntype: mdgps\nguided: {prior: constant, episodes: 2, explorers: 4, "
          + NETWORK + "}\n";
  private static final String BADMM =
      PROCESS + "type: badmm\nguided: {episodes: 1, explorers: 1, spread: 0.05, " + NETWORK + "}\n";
  private static final String BADMM_FITTED =
      LOCAL + "laplace}\ntype: badmm\nguided: {prior: constant, episodes: 2, explorers: 4, "
          + NETWORK + "}\n";

  private final Task task =
      SpringSled.task("region={start: {positionRange: 0.5, positionStd: 0.02, velocityStd: 0.02}}");
  private final List<Iteration> iterations = new ArrayList<>();

  private LearningResult learn(String text, int threads, EpisodeStore store, BooleanSupplier stop) {
    LearningSettings settings =
        LearningSettingsReader.read(SettingsNode.parse(text, "test"), List.of("sled"));
    iterations.clear();
    try (RolloutPool pool =
        new RolloutPool(task, () -> new SpringSled(task.plant().spec()), threads, store, stop)) {
      return new GuidedPolicySearch(
              task, settings, new LqrFlm.Means(Kernels.best(), pool), 7, iterations::add)
          .run();
    }
  }

  private LearningResult learn(String text, int threads) {
    return learn(text, threads, EpisodeStore.none(), () -> false);
  }

  private double costOf(Actor actor) {
    GuidedEpisodes episodes;
    try (RolloutPool pool = new RolloutPool(
        task, () -> new SpringSled(task.plant().spec()), 1, EpisodeStore.none(), () -> false)) {
      episodes =
          new GuidedEpisodes(task, GuidedSettings.Starts.REGION, pool, Seeds.ofEvaluation(1));
      return episodes.run(0, 0, 20, actor, Optional.empty()).orElseThrow().stream()
          .mapToDouble(GuidedEpisodes.Lived::cost)
          .average()
          .orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ON_POLICY,
        HALF_PLANNED,
        OFF_POLICY,
        REGION,
        REGION_PLANNED,
        ALL_PLANNED,
        BOTH,
        FITTED_MIXTURE,
        FITTED_CONSTANT,
        BADMM,
        BADMM_FITTED
      })
  void everyWayImprovesOnePolicyWithTeachersWithinTheirBounds(String settings) {
    LearningResult result = learn(settings, 2);

    assertThat(result.ending()).isEqualTo(Ending.BUDGET_SPENT);
    Actor nothing =
        LocalActor.first(task, new LearningSettings.InitialSettings.Zero(), List.of(0.3));
    Actor learned = new PolicyActor(result.policy().orElseThrow(), task, Kernels.best());
    assertThat(costOf(learned)).isLessThan(0.7 * costOf(nothing));
    List<PolicyIteration> accounts = iterations.stream()
        .flatMap(iteration -> iteration.account().stream())
        .filter(account -> !account.teachers().isEmpty())
        .toList();
    assertThat(accounts).isNotEmpty().allSatisfy(account -> {
      assertThat(account.klRealised().mean()).isNotNegative();
      assertThat(account.teachers())
          .allSatisfy(
              teacher -> assertThat(teacher.kl()).isLessThanOrEqualTo(1.01 * account.klBound()));
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {REGION, HALF_PLANNED, REGION_PLANNED, FITTED_MIXTURE, BADMM})
  void oneSeedGivesOnePolicyOnAnyNumberOfThreads(String settings) {
    LearningResult one = learn(settings, 1);
    LearningResult two = learn(settings, 2);

    assertThat(two.trajectoryHash()).isEqualTo(one.trajectoryHash());
    assertThat(two.policy().orElseThrow().bytes())
        .isEqualTo(one.policy().orElseThrow().bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {REGION, BADMM})
  void whatWasKeptIsGoneOnWithToTheSameBits(String settings) {
    LearningResult whole = learn(settings, 1);
    Kept kept = new Kept();
    AtomicInteger asked = new AtomicInteger();
    LearningResult cut = learn(settings, 1, kept, () -> asked.getAndIncrement() >= 9);
    LearningResult resumed = learn(settings, 1, kept, () -> false);

    assertThat(cut.ending()).isEqualTo(Ending.INTERRUPTED);
    assertThat(kept.found).isEqualTo(9);
    assertThat(resumed.trajectoryHash()).isEqualTo(whole.trajectoryHash());
    assertThat(resumed.policy().orElseThrow().bytes())
        .isEqualTo(whole.policy().orElseThrow().bytes());
  }

  /** What plans said is not kept: they are made again at the episodes' states. */
  @Test
  void episodesThatPlansCollectedAreGoneOnWithToTheSameBits() {
    Kept kept = new Kept();
    LearningResult whole = learn(REGION_PLANNED, 1, kept, () -> false);
    LearningResult resumed = learn(REGION_PLANNED, 2, kept, () -> false);

    assertThat(kept.found).isEqualTo(whole.episodes());
    assertThat(resumed.trajectoryHash()).isEqualTo(whole.trajectoryHash());
    assertThat(resumed.policy().orElseThrow().bytes())
        .isEqualTo(whole.policy().orElseThrow().bytes());
  }

  @Test
  void aShareOfNothingChangesNothing() {
    LearningResult without = learn(REGION, 1);
    LearningResult none = learn(REGION + "mpc: {share: 0}\n", 1);
    LearningResult some = learn(REGION_PLANNED, 1);

    assertThat(none.trajectoryHash()).isEqualTo(without.trajectoryHash());
    assertThat(none.policy().orElseThrow().bytes())
        .isEqualTo(without.policy().orElseThrow().bytes());
    assertThat(some.trajectoryHash()).isNotEqualTo(without.trajectoryHash());
    assertThat(some.episodes()).isEqualTo(without.episodes());
  }

  /** Keeps episodes in memory. */
  private static final class Kept implements EpisodeStore {

    private final Map<EpisodeId, Trajectory> episodes = new HashMap<>();
    private int found;

    @Override
    public synchronized Optional<Trajectory> find(EpisodeId id) {
      Optional<Trajectory> kept = Optional.ofNullable(episodes.get(id));
      found += kept.isPresent() ? 1 : 0;
      return kept;
    }

    @Override
    public synchronized void keep(EpisodeId id, EpisodeStart start, Trajectory trajectory) {
      episodes.put(id, trajectory);
    }
  }

  @Test
  void aConfirmedPolicyEndsLearning() {
    LearningResult result = learn(BOTH.replace("confirmations: 0", "confirmations: 5"), 2);

    Iteration last = iterations.get(iterations.size() - 1);
    assertThat(result.ending()).isEqualTo(Ending.CONVERGED);
    // one in each condition, and five in the region
    assertThat(last.confirmations()).isEqualTo(2 + 5);
    assertThat(last.confirmed()).isEqualTo(2 + 5);
    assertThat(result.iteration()).isEqualTo(last.number());
  }

  @Test
  void theBudgetOfEpisodesEndsLearning() {
    LearningResult result = learn(REGION.replace("imagined: 4", "imagined: 4, budget: 12"), 1);

    // six of excitation, three an iteration
    assertThat(result.ending()).isEqualTo(Ending.BUDGET_SPENT);
    assertThat(result.episodes()).isEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: mdgps, guided: {imagined: 3}, model: {type: local}} | algorithm.guided.imagined",
        "{type: mdgps, guided: {starts: region}} | algorithm.guided.starts",
        "{type: badmm, guided: {sampling: on-policy}} | algorithm.guided.sampling",
        "{type: mdgps, initial: {type: run, run: x}} | algorithm.initial.type",
        "{type: mdgps, mpc: {share: 0.5}, model: {type: local}} | algorithm.mpc.share: needs a model",
        "{type: badmm, mpc: {share: 0.5}} | algorithm.mpc.share: has no meaning where multipliers",
        "{type: mdgps, mpc: {share: 0.5}, guided: {sampling: off-policy},"
            + " model: {type: gaussian-process}} | algorithm.mpc.share: has no meaning where teachers",
        "{type: mdgps, mpc: {share: 1}, model: {type: gaussian-process}} | leaves no episode to measure",
        "{type: mdgps, mpc: {share: 0.5, adaptation: {on: true}}, model: {type: gaussian-process}}"
            + " | algorithm.mpc.adaptation.on: plans that teach do not adapt",
        "{type: mdgps, mpc: {share: 0.5, guard: {on: true}}, model: {type: gaussian-process}}"
            + " | algorithm.mpc.guard.on: plans that teach have no guard",
        "{type: mpc-gps, initial: {type: reference}, model: {type: gaussian-process}}"
            + " | algorithm.initial.type: has no meaning for mpc-gps",
        "{type: mdgps, mpc: {share: 2}} | algorithm.mpc.share",
        "{type: gps} | algorithm.type",
        "{type: mdgps, guided: {network: {hidden: [0]}}} | algorithm.guided.network.hidden[0]"
      })
  void whatDoesNotGoTogetherIsRefused(String algorithm, String place) {
    assertThatThrownBy(() -> LearningSettingsReader.read(SpringSled.task("algorithm=" + algorithm)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(place)
        .hasMessageContaining("allowed: ");
  }
}
