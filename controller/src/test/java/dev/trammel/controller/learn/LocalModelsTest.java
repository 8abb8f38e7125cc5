package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.learn.LivedRun.Lived;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.task.SettingsNode;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.testing.SpringSled;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.EpisodeStore;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run's models are found again in its episodes. */
class LocalModelsTest {

  private static final long SEED = 11;

  private final Task task = SpringSled.task();
  private final List<Iteration> iterations = new ArrayList<>();
  private final List<Lived> lived = new ArrayList<>();
  private final EpisodeStore store = new EpisodeStore() {
    @Override
    public Optional<Trajectory> find(EpisodeId id) {
      return Optional.empty();
    }

    @Override
    public synchronized void keep(EpisodeId id, EpisodeStart start, Trajectory trajectory) {
      lived.add(new Lived(id, trajectory));
    }
  };

  private LivedRun learn(String prior) {
    LearningSettings settings = LearningSettingsReader.read(
        SettingsNode.parse(
            "samples: 6\nexcitation: {episodes: 2}\n"
                + "step: {kl: 0.03}\nbudget: {iterations: 5, confirmations: 2}\n"
                + "model: {type: local, memory: 14, prior: " + prior + "}",
            "test"),
        List.of("sled"));
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

  /** Where the run thought that an update would lead tells its model, to the bit. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "global", "mixture"})
  void modelsFittedAgainExpectWhatTheRunExpected(String prior) {
    LivedRun run = learn(prior);

    int compared = 0;
    for (int i = 0; i + 1 < iterations.size(); i++) {
      List<LinearGaussianDynamics> models = LocalModels.of(run, i, tried(i));
      for (int c = 0; c < models.size(); c++) {
        ConditionIteration next = iterations.get(i + 1).conditions().get(c);
        boolean misled = iterations.get(i).conditions().get(c).verdict() == Verdict.ROLLED_BACK;
        if (!misled && next.update().isPresent()) {
          TrajectoryDistribution expected = TrajectoryDistribution.of(
              Kernels.best(), models.get(c), next.controller().orElseThrow());
          assertSame(expected, next.update().get().expected());
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(2);
  }

  private List<LinearGaussianController> tried(int iteration) {
    return iterations.get(iteration).conditions().stream()
        .map(condition -> condition.controller().orElseThrow())
        .toList();
  }

  private static void assertSame(TrajectoryDistribution one, TrajectoryDistribution other) {
    for (int t = 0; t <= one.steps(); t++) {
      assertThat(one.state(t).mean().data).isEqualTo(other.state(t).mean().data);
      assertThat(one.state(t).covariance().data).isEqualTo(other.state(t).covariance().data);
    }
  }

  @Test
  void anIterationWithoutEpisodesHasNoModels() {
    LivedRun run = learn("global");
    int beyond = iterations.size();
    List<LinearGaussianController> tried = tried(0);

    assertThatThrownBy(() -> LocalModels.of(run, beyond, tried))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("iteration " + beyond + " has those of 0 of 2");
  }
}
