package dev.trammel.controller.run;

import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.archive.EpisodeSummary;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.EpisodeStore;
import dev.trammel.controller.trajectory.Trajectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run has no further episode: what was learned so far is all there is to look at. */
final class EndOfEpisodes extends RuntimeException {

  private static final long serialVersionUID = 1;

  private EndOfEpisodes() {
    super("no further episode", null, false, false);
  }

  /**
   * A store that ends the work of whoever asks for an episode that is not there.
   *
   * @param archive null if there is no episode at all
   */
  static EpisodeStore of(@Nullable EpisodeArchive archive) {
    return new EpisodeStore() {
      // an archive is read by one thread at a time
      @Override
      public synchronized Optional<Trajectory> find(EpisodeId id) {
        if (archive == null) {
          throw new EndOfEpisodes();
        }
        return Optional.of(read(archive, archive.find(id).orElseThrow(EndOfEpisodes::new)));
      }

      @Override
      public void keep(EpisodeId id, EpisodeStart start, Trajectory trajectory) {
        throw new IllegalStateException("an episode was run while looking at a run");
      }
    };
  }

  private static Trajectory read(EpisodeArchive archive, EpisodeSummary episode) {
    try {
      return archive.read(episode);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
