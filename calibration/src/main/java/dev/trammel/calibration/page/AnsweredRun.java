package dev.trammel.calibration.page;

import dev.trammel.calibration.bench.KeptFile;
import dev.trammel.calibration.bench.RunRecord;
import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.Findings;
import dev.trammel.controller.calibration.CalibrationFile;
import java.util.List;
import java.util.Optional;

/**
 * A run that came to its end, with all that a page shows of it.
 *
 * @param robot that was asked
 * @param question what was asked, in a few sentences
 * @param before what was known when it began
 * @param kept raw data, in order
 * @param dataSha256 of the raw data
 */
public record AnsweredRun(
    BenchRobot robot,
    String question,
    RunRecord record,
    Findings findings,
    Optional<CalibrationFile> before,
    List<KeptFile> kept,
    String dataSha256) {

  public AnsweredRun {
    kept = List.copyOf(kept);
  }
}
