package dev.trammel.controller.learn;

import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest batches, forgetting whole batches beyond a number of episodes. */
final class EpisodeMemory {

  private final int mostEpisodes;
  private final Deque<TrajectoryBatch> batches = new ArrayDeque<>();
  private int episodes;

  EpisodeMemory(int mostEpisodes) {
    this.mostEpisodes = mostEpisodes;
  }

  void add(TrajectoryBatch batch) {
    batches.addLast(batch);
    episodes += batch.size();
    while (batches.size() > 1 && episodes > mostEpisodes) {
      episodes -= batches.removeFirst().size();
    }
  }

  /** Oldest first. */
  List<TrajectoryBatch> batches() {
    return List.copyOf(batches);
  }
}
