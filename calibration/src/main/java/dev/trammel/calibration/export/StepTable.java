package dev.trammel.calibration.export;

import dev.trammel.calibration.export.Column.Kind;
import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.archive.EpisodeJudge;
import dev.trammel.controller.archive.EpisodeSummary;
import dev.trammel.controller.archive.StepLayout;
import dev.trammel.controller.trajectory.Trajectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A row for each step of each episode, and one for its end, which has no action and no status. */
final class StepTable implements Table {

  private final EpisodeArchive archive;
  private final EpisodeJudge judge;

  StepTable(EpisodeArchive archive, EpisodeJudge judge) {
    this.archive = archive;
    this.judge = judge;
  }

  @Override
  public List<Column> columns() {
    StepLayout layout = archive.header().layout();
    List<Column> columns = new ArrayList<>();
    for (String name : List.of("iteration", "condition", "episode", "step")) {
      columns.add(new Column(name, Kind.WHOLE));
    }
    columns.add(new Column("time", Kind.NUMBER));
    add(columns, "state.", layout.state());
    add(columns, "truth.", layout.truth());
    add(columns, "requested.", layout.input());
    add(columns, "applied.", layout.input());
    columns.add(new Column("status", Kind.TEXT));
    columns.add(new Column("cost", Kind.NUMBER));
    return columns;
  }

  private static void add(List<Column> columns, String group, List<String> names) {
    names.forEach(
        name -> columns.add(new Column(group + StepLayout.withoutUnit(name), Kind.NUMBER)));
  }

  @Override
  public void rows(Sink sink) throws IOException {
    for (EpisodeSummary episode : archive.episodes()) {
      Trajectory trajectory = archive.read(episode);
      double[] costs = judge.costs(episode.id(), trajectory);
      for (int t = 0; t <= trajectory.steps(); t++) {
        sink.row(row(episode, trajectory, t, costs[t]));
      }
    }
  }

  private List<@Nullable Object> row(
      EpisodeSummary episode, Trajectory trajectory, int t, double cost) {
    boolean end = t == trajectory.steps();
    List<@Nullable Object> row = new ArrayList<>();
    row.add(episode.id().iteration());
    row.add(episode.id().condition());
    row.add(episode.id().episode());
    row.add(t);
    row.add(t * archive.header().period());
    for (int i = 0; i < trajectory.stateSize(); i++) {
      row.add(trajectory.state(t, i));
    }
    for (int i = 0; i < trajectory.truthSize(); i++) {
      row.add(trajectory.truth(t, i));
    }
    int inputs = archive.header().layout().input().size();
    for (int i = 0; i < inputs; i++) {
      row.add(end ? null : trajectory.requested(t, i));
    }
    for (int i = 0; i < inputs; i++) {
      row.add(end ? null : trajectory.applied(t, i));
    }
    row.add(end ? null : trajectory.status(t).name().toLowerCase(Locale.ROOT));
    row.add(cost);
    return row;
  }
}
