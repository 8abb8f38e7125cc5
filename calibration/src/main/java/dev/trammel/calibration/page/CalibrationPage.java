package dev.trammel.calibration.page;

import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.KeptJudgement;
import dev.trammel.controller.report.Report;
import dev.trammel.controller.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A whole calibration as one HTML file to show to others. The same file makes the same bytes. */
public final class CalibrationPage {

  private CalibrationPage() {}

  /** @param before the one that it goes on from */
  public static String of(CalibrationFile file, Optional<CalibrationFile> before) {
    Calibration calibration = file.calibration();
    Calibration.Subject subject = calibration.subject();
    Report report = new Report(
        subject.device() + ": calibration " + file.shortHash(),
        "Made by " + calibration.origin().command() + " on "
            + Sections.moment(calibration.origin().made()));
    Sections.verdicts(
        report, calibration.judgements().stream().map(KeptJudgement::said).toList());
    Sections.parameters(
        report,
        calibration.estimates(),
        before.map(CalibrationFile::calibration),
        subject.robot()::unit);
    report.section("Which one it is");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("SHA-256", file.sha256()));
    rows.add(List.of("goes on from", calibration.parent().orElse("none")));
    rows.add(List.of(
        "robot",
        subject.device() + ", boot " + subject.boot() + ", firmware " + subject.firmware()));
    rows.add(List.of("description of the robot", subject.robot().sha256()));
    subject.conditions().forEach((name, value) -> rows.add(List.of("condition " + name, value)));
    rows.add(List.of("made", calibration.origin().made().toString()));
    rows.add(List.of("Trammel", calibration.origin().software()));
    report.table(new Table(List.of("what", "is"), rows));
    return report.html();
  }
}
