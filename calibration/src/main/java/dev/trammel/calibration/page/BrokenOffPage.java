package dev.trammel.calibration.page;

import dev.trammel.calibration.bench.KeptFile;
import dev.trammel.calibration.bench.RunRecord;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.report.Fact;
import dev.trammel.controller.report.Figure;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import dev.trammel.controller.report.Report;
import dev.trammel.controller.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** What there is of a run that did not come to its end, as one HTML file. */
public final class BrokenOffPage {

  private BrokenOffPage() {}

  /**
   * Of one run.
   *
   * @param why it has no end
   * @param kept of it, in order
   */
  public static String of(RunRecord record, String why, List<KeptFile> kept) {
    Report report = new Report(
        record.nameplate().device() + ": " + record.command(), "At the bench, " + record.made());
    report.facts(List.of(
        Fact.of("robot", record.nameplate().device()),
        new Fact("verdict", "broken off", "nothing follows from it", Fact.Tone.BAD),
        Fact.of("kept", kept.size() + " files")));
    report.section("What is kept").text(why);
    report.table(new Table(
        List.of("file", "seconds", "readings", "end"),
        kept.stream().map(BrokenOffPage::row).toList()));
    if (!kept.isEmpty()) {
      KeptFile last = kept.get(kept.size() - 1);
      last.recording()
          .ifPresent(recording -> report
              .section("The last recording, " + last.name())
              .plots(plots(record.nameplate().spec(), recording)));
    }
    return report.html();
  }

  private static List<String> row(KeptFile file) {
    return file.recording()
        .map(recording -> List.of(
            file.name(),
            String.format(
                Locale.ROOT, "%.2f", recording.time(recording.steps()) - recording.time(0)),
            String.valueOf(recording.steps() + 1),
            recording.end()))
        .orElse(List.of(file.name(), "–", "–", "–"));
  }

  private static List<Figure> plots(PlantSpec spec, Recording recording) {
    List<Figure> plots = new ArrayList<>();
    for (int i = 0; i < spec.observationSize(); i++) {
      int sensor = i;
      plots.add(plot(
          spec.sensors().get(i),
          recording,
          recording.steps() + 1,
          t -> recording.reading(t, sensor)));
    }
    for (int i = 0; i < spec.actionSize(); i++) {
      int actuator = i;
      plots.add(plot(
          spec.actuators().get(i),
          recording,
          recording.steps(),
          t -> recording.applied(t, actuator)));
    }
    return plots;
  }

  private static Figure plot(
      Channel channel, Recording recording, int rows, IntToDoubleFunction value) {
    double[] times = new double[rows];
    double[] values = new double[rows];
    for (int t = 0; t < rows; t++) {
      times[t] = recording.time(t) - recording.time(0);
      values[t] = value.applyAsDouble(t);
    }
    return new Plot(channel.name(), "time [s]", channel.name() + " [" + channel.unit() + "]")
        .add("", times, values, 0, Mark.LINE)
        .small();
  }
}
