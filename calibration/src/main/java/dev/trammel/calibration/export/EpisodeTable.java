package dev.trammel.calibration.export;

import dev.trammel.calibration.export.Column.Kind;
import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.archive.EpisodeSummary;
import java.io.IOException;
import java.util.List;

/** A row for each episode. */
final class EpisodeTable implements Table {

  private final EpisodeArchive archive;

  EpisodeTable(EpisodeArchive archive) {
    this.archive = archive;
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column("iteration", Kind.WHOLE),
        new Column("condition", Kind.WHOLE),
        new Column("episode", Kind.WHOLE),
        new Column("condition_name", Kind.TEXT),
        new Column("seed", Kind.TEXT),
        new Column("steps", Kind.WHOLE),
        new Column("success", Kind.TEXT),
        new Column("cost", Kind.NUMBER));
  }

  @Override
  public void rows(Sink sink) throws IOException {
    for (EpisodeSummary episode : archive.episodes()) {
      sink.row(List.of(
          episode.id().iteration(),
          episode.id().condition(),
          episode.id().episode(),
          episode.condition(),
          Long.toString(episode.id().seed()),
          episode.steps(),
          Boolean.toString(episode.success()),
          episode.cost()));
    }
  }
}
