package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.Findings;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.RobotIdentity;
import dev.trammel.controller.robot.RobotModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The calibration that follows from what was known and what a run found. */
public final class Draft {

  private Draft() {}

  /**
   * What is new takes the place of what was known of the same parameter, or said of the same subject.
   * What was not asked stays; so does what was known of what was asked and could not be told.
   *
   * @param robot who it is, and by which calibration it worked while it was asked
   * @param before what was known
   * @param conditions what a person says of the bench, by name
   */
  public static Calibration of(
      BenchRobot robot,
      Optional<CalibrationFile> before,
      Findings findings,
      Map<String, String> conditions,
      Calibration.Origin origin) {
    TreeMap<Parameter, Estimate> estimates = new TreeMap<>();
    List<Judgement> judgements = new ArrayList<>();
    Set<String> subjects =
        findings.judgements().stream().map(Judgement::subject).collect(Collectors.toSet());
    before.map(CalibrationFile::calibration).ifPresent(known -> {
      estimates.putAll(known.estimates());
      known.judgements().stream()
          .filter(judgement -> !subjects.contains(judgement.subject()))
          .forEach(judgements::add);
    });
    WholeReadings.of(robot, findings.estimates()).forEach((parameter, found) -> {
      if (found.identifiable() || !isKnown(estimates, parameter)) {
        estimates.put(parameter, found);
      }
    });
    judgements.addAll(findings.judgements());
    return new Calibration(
        subject(robot, before, conditions),
        origin,
        estimates,
        judgements,
        before.map(CalibrationFile::sha256));
  }

  private static boolean isKnown(Map<Parameter, Estimate> estimates, Parameter parameter) {
    return Optional.ofNullable(estimates.get(parameter))
        .filter(Estimate::identifiable)
        .isPresent();
  }

  private static Calibration.Subject subject(
      BenchRobot robot, Optional<CalibrationFile> before, Map<String, String> conditions) {
    Map<String, String> all = new TreeMap<>();
    before.ifPresent(known -> all.putAll(known.calibration().subject().conditions()));
    all.putAll(conditions);
    Nameplate nameplate = robot.nameplate();
    RobotModel described = robot.described().robot();
    return new Calibration.Subject(
        nameplate.device(),
        nameplate.boot(),
        nameplate.firmware(),
        RobotIdentity.of(described),
        robot.period(),
        all);
  }
}
