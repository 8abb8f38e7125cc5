package dev.trammel.controller.run;

import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.EpisodeStore;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.Optional;

/** A run has no further episode: what was learned so far is all there is to look at. */
final class EndOfEpisodes extends RuntimeException {

  private static final long serialVersionUID = 1;

  private EndOfEpisodes() {
    super("no further episode", null, false, false);
  }

  /** A store that ends the work of whoever asks for an episode that is not there. */
  static EpisodeStore instead(EpisodeStore store) {
    return new EpisodeStore() {
      @Override
      public Optional<Trajectory> find(EpisodeId id) {
        Optional<Trajectory> found = store.find(id);
        if (found.isEmpty()) {
          throw new EndOfEpisodes();
        }
        return found;
      }

      @Override
      public void keep(EpisodeId id, Trajectory trajectory) {
        throw new IllegalStateException("an episode was run while looking at a run");
      }
    };
  }
}
