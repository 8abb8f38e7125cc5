package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.report.Numbers;
import java.util.Set;

/** What is said where a new answer and an older one do not agree. */
final class RemarkText {

  private static final int DIGITS = 4;

  /** What stays as it is as long as nobody touches the robot. */
  private static final Set<Quantity> LASTING =
      Set.of(Quantity.SIGN, Quantity.GEAR, Quantity.STRENGTH);

  private final BenchRobot robot;

  RemarkText(BenchRobot robot) {
    this.robot = robot;
  }

  /** The new one is kept. */
  Judgement changed(Parameter parameter, Estimate old, Estimate is) {
    String subject = parameter + " change";
    String both = said(parameter, is) + ", where " + old.source().question() + " said "
        + said(parameter, old) + " before; the new number is kept";
    return LASTING.contains(parameter.quantity())
        ? Judgement.notIdentifiable(
            subject,
            both + ", but nothing changes that by itself: see what was done to the robot, then ask"
                + " again")
        : Judgement.pass(subject, both);
  }

  /** Links of two answers that do not agree, of which one is kept. */
  Judgement links(LinkChoice.Both both, boolean isNewer) {
    String question = both.old().source().question();
    String reason = both.parameter() + " is " + said(both.parameter(), both.is()) + ", but "
        + question + " said " + said(both.parameter(), both.old());
    return isNewer
        ? Judgement.pass("links change", reason + " before; all new ones are kept")
        : Judgement.notIdentifiable(
            "links change",
            reason + ", and most of its masses and inertias are narrower: they all stay; if the"
                + " robot has changed, ask " + question + " again");
  }

  /** The older one is narrower, and stays. */
  Judgement disagree(Parameter parameter, Estimate old, Estimate is) {
    return Judgement.notIdentifiable(
        parameter + " change",
        said(parameter, is) + ", but " + old.source().question() + " said "
            + said(parameter, old) + ", which is narrower and stays; if the robot has changed, ask "
            + old.source().question() + " again");
  }

  /** The new one is of a question that failed, and the older one stays. */
  Judgement doubted(Parameter parameter, Estimate old, Estimate is) {
    return Judgement.notIdentifiable(
        parameter + " change",
        said(parameter, is) + " is doubted, since the question failed; what "
            + old.source().question() + " said stays: " + said(parameter, old));
  }

  private String said(Parameter parameter, Estimate estimate) {
    return (Numbers.significant(estimate.value(), DIGITS) + " ± "
            + Numbers.significant(estimate.half(), 2) + " " + robot.unit(parameter))
        .strip();
  }
}
