package dev.trammel.controller.archive;

import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.trajectory.EpisodeId;
import java.util.Comparator;

/**
 * An episode of an archive, without its steps.
 *
 * @param id which one
 * @param condition name of its condition
 * @param start where it began
 * @param steps T
 * @param success whether it met its condition's criterion
 * @param cost of all its steps; NaN where it is not a number
 * @param begin of the episode on the archive's time axis [ns]
 */
public record EpisodeSummary(
    EpisodeId id,
    String condition,
    EpisodeStart start,
    int steps,
    boolean success,
    double cost,
    long begin) {

  /** By iteration, condition and episode: the order of a run's episodes, on however many threads. */
  public static final Comparator<EpisodeSummary> ORDER = Comparator.comparingInt(
          (EpisodeSummary episode) -> episode.id.iteration())
      .thenComparingInt(episode -> episode.id.condition())
      .thenComparingInt(episode -> episode.id.episode());
}
