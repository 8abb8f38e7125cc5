package dev.trammel.calibration.page;

import dev.trammel.calibration.bench.KeptFile;
import dev.trammel.calibration.bench.RunRecord;
import dev.trammel.controller.report.Fact;
import dev.trammel.controller.report.Report;
import java.util.List;

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
        record.nameplate().device() + ": " + record.command(),
        "Asked on " + Sections.moment(record.made()) + ", and broken off");
    report.facts(List.of(
        Fact.of("robot", record.nameplate().device()),
        new Fact("verdict", "broken off", "nothing follows from it", Fact.Tone.BAD),
        Fact.of("kept", kept.size() + " files")));
    report.section("What is kept").text(why);
    report.table(MotionSection.files(kept));
    if (!kept.isEmpty()) {
      KeptFile last = kept.get(kept.size() - 1);
      last.recording()
          .ifPresent(recording -> report
              .section("The last recording, " + last.name())
              .plots(TimePlots.of(record.nameplate().spec(), recording)));
    }
    return report.html();
  }
}
