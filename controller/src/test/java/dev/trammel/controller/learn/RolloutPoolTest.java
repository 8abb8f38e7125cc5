package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.Bodies;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.testing.SpringSled;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.EpisodeStore;
import dev.trammel.controller.trajectory.Trajectories;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutPoolTest {

  private static final int EPISODES = 13;

  private final Task task = SpringSled.task();

  /** Remembers everything. */
  private static final class Memory implements EpisodeStore {

    final Map<EpisodeId, Trajectory> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<Trajectory> find(EpisodeId id) {
      return Optional.ofNullable(kept.get(id));
    }

    @Override
    public void keep(EpisodeId id, EpisodeStart start, Trajectory trajectory) {
      kept.put(id, trajectory);
    }
  }

  private Plant sled() {
    return new SpringSled(task.plant().spec());
  }

  private List<Rollout> rollouts() {
    LinearGaussianController controller = RandomControllers.of(3, task.steps(), 2, 1);
    EpisodeDraw draw =
        new EpisodeDraw(Seeds.ofLearning(1), 0, 0, task.conditions().get(0));
    Exploration noise = new Exploration(0);
    List<Rollout> rollouts = new ArrayList<>();
    for (int e = 0; e < EPISODES; e++) {
      rollouts.add(e % 2 == 1 ? draw.noisy(e, controller, noise) : draw.quiet(e, controller));
    }
    return rollouts;
  }

  private Optional<List<Trajectory>> run(int threads, EpisodeStore store, BooleanSupplier stop) {
    try (RolloutPool pool = new RolloutPool(task, this::sled, threads, store, stop)) {
      return pool.run(rollouts());
    }
  }

  private static String hash(List<Trajectory> episodes) {
    return Trajectories.hash(episodes.toArray(new Trajectory[0]));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 20})
  void anyNumberOfThreadsGivesTheSameEpisodesInTheirOrder(int threads) {
    List<Trajectory> episodes = run(threads, EpisodeStore.none(), () -> false).orElseThrow();

    List<String> each = rollouts().stream().map(this::alone).toList();
    assertThat(episodes).hasSize(EPISODES);
    assertThat(episodes.stream().map(episode -> hash(List.of(episode)))).isEqualTo(each);
    assertThat(each).doesNotHaveDuplicates();
  }

  private String alone(Rollout rollout) {
    try (RolloutPool pool =
        new RolloutPool(task, this::sled, 1, EpisodeStore.none(), () -> false)) {
      return hash(pool.run(List.of(rollout)).orElseThrow());
    }
  }

  @Test
  void whatTheStoreHasIsNotRunAgainAndWhatItLacksIsKept() {
    Memory memory = new Memory();
    EpisodeId known = rollouts().get(4).id();
    Trajectory earlier = Trajectories.random(1, task.steps(), 2, 2, 1);
    memory.kept.put(known, earlier);

    List<Trajectory> episodes = run(2, memory, () -> false).orElseThrow();

    assertThat(episodes.get(4)).isSameAs(earlier);
    assertThat(memory.kept).hasSize(EPISODES).containsValues(episodes.toArray(new Trajectory[0]));
  }

  @Test
  void noEpisodeBeginsAfterItWasToldToStop() {
    Memory memory = new Memory();
    AtomicInteger asked = new AtomicInteger();

    Optional<List<Trajectory>> done = run(1, memory, () -> asked.getAndIncrement() == 5);

    assertThat(done).isEmpty();
    assertThat(memory.kept).hasSize(5);
    // those five are found again
    assertThat(hash(run(2, memory, () -> false).orElseThrow()))
        .isEqualTo(hash(run(1, EpisodeStore.none(), () -> false).orElseThrow()));
  }

  @Test
  void aFailureStopsTheOtherThreadsAndComesOutAsItIs() {
    AtomicInteger begun = new AtomicInteger();
    Bodies breaking = () -> new Breaking(sled(), begun);
    try (RolloutPool pool = new RolloutPool(task, breaking, 1, EpisodeStore.none(), () -> false)) {
      assertThatThrownBy(() -> pool.run(rollouts()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the belt broke");
    }
    assertThat(begun).hasValue(3);
  }

  @Test
  void aBodyThatThereIsOneOfRunsAllEpisodesOnOneThread() {
    Map<String, String> openedAndClosed = new ConcurrentHashMap<>();
    Bodies one = Bodies.single(() -> new Noting(sled(), openedAndClosed), true, body -> {});
    try (RolloutPool pool = new RolloutPool(task, one, 3, EpisodeStore.none(), () -> false)) {
      String together = hash(pool.run(rollouts()).orElseThrow());

      assertThat(pool.threads()).isEqualTo(3);
      assertThat(together)
          .isEqualTo(hash(run(3, EpisodeStore.none(), () -> false).orElseThrow()));
    }

    assertThat(openedAndClosed).hasSize(1);
  }

  @Test
  void aBodyThatDoesNotKeepTimeIsCommandedOncePerPeriod() {
    List<Long> commanded = new ArrayList<>();
    Bodies hardware = Bodies.single(() -> new Timed(sled(), commanded), false, body -> {});
    try (RolloutPool pool = new RolloutPool(task, hardware, 1, EpisodeStore.none(), () -> false)) {
      pool.run(rollouts().subList(0, 1));
    }

    // the last one is the safe action after the episode
    assertThat(commanded).hasSize(task.steps() + 1);
    double least = (task.steps() - 1) * task.plant().period();
    assertThat(1e-9 * (commanded.get(task.steps()) - commanded.get(0))).isGreaterThan(least);
  }

  @Test
  void everyBodyIsOpenedAndClosedOnItsOwnThread() {
    Map<String, String> openedAndClosed = new ConcurrentHashMap<>();
    Bodies noting = () -> new Noting(sled(), openedAndClosed);
    try (RolloutPool pool = new RolloutPool(task, noting, 3, EpisodeStore.none(), () -> false)) {
      pool.run(rollouts());
    }

    assertThat(openedAndClosed)
        .allSatisfy((opened, closed) -> assertThat(closed).isEqualTo(opened));
    assertThat(openedAndClosed).isNotEmpty();
  }

  /** Notes when it is commanded. */
  private static final class Timed extends PlantWrapper {

    private final List<Long> commanded;

    Timed(Plant inner, List<Long> commanded) {
      super(inner);
      this.commanded = commanded;
    }

    @Override
    public void apply(Action action) {
      commanded.add(System.nanoTime());
      super.apply(action);
    }
  }

  /** Breaks at the third episode. */
  private static final class Breaking extends PlantWrapper {

    private final AtomicInteger begun;

    Breaking(Plant inner, AtomicInteger begun) {
      super(inner);
      this.begun = begun;
    }

    @Override
    public void reset(EpisodeStart start) {
      if (begun.incrementAndGet() == 3) {
        throw new IllegalStateException("the belt broke");
      }
      super.reset(start);
    }
  }

  /** Notes on which threads it is opened and closed. */
  private static final class Noting extends PlantWrapper {

    private final Map<String, String> openedAndClosed;
    private String opened = "never";

    Noting(Plant inner, Map<String, String> openedAndClosed) {
      super(inner);
      this.openedAndClosed = openedAndClosed;
    }

    @Override
    public void open() {
      opened = Thread.currentThread().getName();
      openedAndClosed.put(opened, "nobody");
      super.open();
    }

    @Override
    public void close() {
      openedAndClosed.put(opened, Thread.currentThread().getName());
      super.close();
    }
  }
}
