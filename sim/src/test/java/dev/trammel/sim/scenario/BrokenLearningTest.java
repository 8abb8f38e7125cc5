package dev.trammel.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.learn.InitialControllers;
import dev.trammel.controller.learn.LearningResult;
import dev.trammel.controller.learn.LearningSettings;
import dev.trammel.controller.learn.LearningSettingsReader;
import dev.trammel.controller.learn.LqrFlm;
import dev.trammel.controller.learn.RolloutPool;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.EpisodeStore;
import dev.trammel.controller.trajectory.Trajectory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Learning on a body that says nonsense: nothing of it is kept, and nothing breaks. */
class BrokenLearningTest {

  @ParameterizedTest
  @CsvSource({"reading, NaN", "reading, -Infinity", "truth, Infinity", "applied, NaN"})
  void episodesOfAPlantThatSaysNoNumberAreKeptWithoutItAndAreNoSuccess(
      String where, double nonsense) throws IOException {
    Task task = TaskReader.read(
        Sled.file("sled.yaml"), List.of("algorithm.budget={iterations: 2, confirmations: 0}"));
    Queue<Trajectory> kept = new ConcurrentLinkedQueue<>();
    LearningResult result = learn(task, new BrokenPlants(where, nonsense), kept);

    assertThat(result.controllers()).hasSize(2);
    assertThat(kept).isNotEmpty().allSatisfy(episode -> {
      assertThat(episode.status(episode.steps() - 1)).isEqualTo(CycleStatus.INVALID_OBSERVATION);
      for (int t = 0; t <= episode.steps(); t++) {
        assertThat(episode.state(t, 0)).isFinite();
        assertThat(episode.truth(t, 0)).isNotInfinite();
        assertThat(episode.applied(Math.min(t, episode.steps() - 1), 0)).isFinite();
      }
    });
  }

  private static LearningResult learn(Task task, BrokenPlants plants, Queue<Trajectory> kept) {
    LearningSettings settings = LearningSettingsReader.read(task);
    InitialControllers initial =
        new InitialControllers(task, settings.exploration().initial());
    List<LinearGaussianController> controllers = task.conditions().stream()
        .map(condition -> initial.create(settings.initial(), condition))
        .toList();
    EpisodeStore store = new EpisodeStore() {
      @Override
      public Optional<Trajectory> find(EpisodeId id) {
        return Optional.empty();
      }

      @Override
      public void keep(EpisodeId id, EpisodeStart start, Trajectory trajectory) {
        kept.add(trajectory);
      }
    };
    try (RolloutPool pool =
        new RolloutPool(task, () -> plants.create(task.plant()), 1, store, () -> false)) {
      return new LqrFlm(
              task,
              settings,
              controllers,
              new LqrFlm.Means(Kernels.best(), pool),
              1,
              iteration -> {})
          .run();
    }
  }
}
