package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.report.Numbers;

/** What is said where a new answer and an older one do not agree. */
final class RemarkText {

  private static final int DIGITS = 4;

  private final BenchRobot robot;

  RemarkText(BenchRobot robot) {
    this.robot = robot;
  }

  /** The new one is kept. */
  Judgement changed(Parameter parameter, Estimate old, Estimate is) {
    return Judgement.pass(
        parameter + " change",
        said(parameter, is) + ", where " + old.source().question() + " said " + said(parameter, old)
            + " before; the new number is kept");
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
