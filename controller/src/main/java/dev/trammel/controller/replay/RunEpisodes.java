package dev.trammel.controller.replay;

import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.archive.EpisodeSummary;
import dev.trammel.controller.run.RunException;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectory;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The episodes of a run, in the order of iteration, condition and episode. */
final class RunEpisodes {

  private static final Comparator<EpisodeId> ORDER = Comparator.comparingInt(EpisodeId::iteration)
      .thenComparingInt(EpisodeId::condition)
      .thenComparingInt(EpisodeId::episode);

  private final Map<EpisodeId, Trajectory> episodes;

  private RunEpisodes(Map<EpisodeId, Trajectory> episodes) {
    this.episodes = episodes;
  }

  static RunEpisodes of(RunFolder folder) throws IOException {
    Map<EpisodeId, Trajectory> episodes = new TreeMap<>(ORDER);
    try (EpisodeArchive archive = folder.archives().learning().orElse(null)) {
      if (archive != null) {
        for (EpisodeSummary episode : archive.episodes()) {
          episodes.put(episode.id(), archive.read(episode));
        }
      }
    }
    if (episodes.isEmpty()) {
      throw new RunException("run " + folder.path() + " has no episodes yet");
    }
    return new RunEpisodes(episodes);
  }

  List<EpisodeId> ids() {
    return List.copyOf(Collections.unmodifiableMap(episodes).keySet());
  }

  Trajectory get(EpisodeId id) {
    Trajectory trajectory = episodes.get(id);
    if (trajectory == null) {
      throw new IllegalArgumentException("no episode " + id);
    }
    return trajectory;
  }
}
