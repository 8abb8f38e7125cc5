package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.trajectory.Trajectories;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodeMemoryTest {

  private static TrajectoryBatch batch(int size) {
    List<Trajectory> episodes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      episodes.add(Trajectories.random(i, 2, 1, 1, 1));
    }
    return new TrajectoryBatch(episodes);
  }

  @Test
  void theOldestBatchesAreForgottenWhole() {
    EpisodeMemory memory = new EpisodeMemory(6);
    TrajectoryBatch a = batch(3);
    TrajectoryBatch b = batch(3);
    TrajectoryBatch c = batch(1);
    memory.add(a);
    memory.add(b);
    assertThat(memory.batches()).containsExactly(a, b);

    memory.add(c);

    assertThat(memory.batches()).containsExactly(b, c);
  }

  @Test
  void theNewestBatchStaysEvenIfItIsTooLarge() {
    EpisodeMemory memory = new EpisodeMemory(2);
    TrajectoryBatch large = batch(5);
    memory.add(batch(2));
    memory.add(large);

    assertThat(memory.batches()).containsExactly(large);
  }

  @Test
  void whatWasAskedForDoesNotChangeLater() {
    EpisodeMemory memory = new EpisodeMemory(1);
    TrajectoryBatch first = batch(1);
    memory.add(first);
    List<TrajectoryBatch> before = memory.batches();
    memory.add(batch(1));

    assertThat(before).containsExactly(first);
  }
}
