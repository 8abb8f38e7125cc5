package dev.trammel.controller.trajectory;

import dev.trammel.controller.plant.EpisodeStart;
import java.util.Optional;

/**
 * Where a run's episodes are kept. Whoever rolls out asks first: an episode that is there is not
 * run again, so a run that was interrupted continues to the same bits. Thread-safe.
 */
public interface EpisodeStore {

  /**
   * An episode of an earlier, interrupted attempt.
   *
   * @throws java.io.UncheckedIOException if there is one but it cannot be used
   */
  Optional<Trajectory> find(EpisodeId id);

  /**
   * Keeps an episode; when this returns, it survives the process.
   *
   * @param start where it began
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  void keep(EpisodeId id, EpisodeStart start, Trajectory trajectory);

  /** Keeps nothing. */
  static EpisodeStore none() {
    return new EpisodeStore() {
      @Override
      public Optional<Trajectory> find(EpisodeId id) {
        return Optional.empty();
      }

      @Override
      public void keep(EpisodeId id, EpisodeStart start, Trajectory trajectory) {}
    };
  }
}
