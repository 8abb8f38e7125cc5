package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.Findings;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.KeptJudgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.RobotIdentity;
import dev.trammel.controller.robot.RobotModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The calibration that follows from what was known and what a run found. What was not asked stays; so
 * does what was known of what was asked and could not be told.
 *
 * @param calibration what follows
 * @param remarks where it does not agree with what was known
 * @param isNews whether anything that counts is otherwise than before
 */
public record Draft(Calibration calibration, List<Judgement> remarks, boolean isNews) {

  /** Which question's passes count: nobody's word is as good. */
  public static final String CHECKOUT = "checkout";

  public Draft {
    remarks = List.copyOf(remarks);
  }

  /**
   * What follows.
   *
   * @param robot who it is, and by which calibration it worked while it was asked
   * @param before what was known
   */
  public static Draft of(
      BenchRobot robot, Optional<CalibrationFile> before, Findings findings, Asked asked) {
    Optional<Calibration> known = before.map(CalibrationFile::calibration);
    Keeping.Kept kept = Keeping.of(
        robot, known, WholeReadings.of(robot, findings.estimates()), findings.judgements(), asked);
    List<Judgement> said = new ArrayList<>(findings.judgements());
    said.addAll(kept.remarks());
    Calibration calibration = new Calibration(
        subject(robot, known, asked.conditions()),
        asked.origin(),
        kept.estimates(),
        new AskedJoints(robot, asked)
            .after(known.map(Calibration::judgements).orElse(List.of()), said),
        before.map(CalibrationFile::sha256));
    boolean isNews = !told(Optional.of(calibration)).equals(told(known))
        || !counting(Optional.of(calibration)).equals(counting(known));
    return new Draft(calibration, kept.remarks(), isNews);
  }

  /** What is applied. */
  private static SortedMap<Parameter, Estimate> told(Optional<Calibration> calibration) {
    TreeMap<Parameter, Estimate> told = new TreeMap<>();
    calibration.ifPresent(of -> of.estimates().forEach((parameter, estimate) -> {
      if (estimate.identifiable()) {
        told.put(parameter, estimate);
      }
    }));
    return told;
  }

  /** Judgements that speak for or against a promotion. */
  private static Set<String> counting(Optional<Calibration> calibration) {
    return calibration.map(Calibration::judgements).orElse(List.of()).stream()
        .filter(judgement ->
            judgement.verdict() == Verdict.FAIL || judgement.question().equals(CHECKOUT))
        .map(Draft::key)
        .collect(Collectors.toSet());
  }

  private static String key(KeptJudgement judgement) {
    return judgement.question() + " " + judgement.said().subject() + " " + judgement.verdict();
  }

  private static Calibration.Subject subject(
      BenchRobot robot, Optional<Calibration> before, Map<String, String> conditions) {
    Map<String, String> all = new TreeMap<>();
    before.ifPresent(known -> all.putAll(known.subject().conditions()));
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
