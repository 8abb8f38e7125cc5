package dev.trammel.calibration.store;

import dev.trammel.calibration.bench.Draft;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.KeptJudgement;
import dev.trammel.controller.task.PlantSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a robot's signs, limits and watchdog were found to be right, of all joints. */
final class CheckedOut {

  private CheckedOut() {}

  /**
   * What is missing; what failed is an objection anyway.
   *
   * @param described which joints are driven, if anybody knows
   */
  static List<String> objections(Calibration calibration, Optional<PlantSettings> described) {
    List<KeptJudgement> said = calibration.judgements().stream()
        .filter(judgement -> judgement.question().equals(Draft.CHECKOUT))
        .toList();
    if (said.isEmpty()) {
      return List.of("checkout was not asked: nobody knows whether signs, limits and the watchdog"
          + " are right");
    }
    List<String> objections = new ArrayList<>();
    said.stream()
        .filter(judgement -> judgement.verdict() == Verdict.NOT_IDENTIFIABLE)
        .forEach(judgement -> objections.add("checkout: " + judgement.said().subject()
            + " is not identifiable: " + judgement.said().reason()));
    List<String> left = described.map(CheckedOut::driven).orElse(List.of()).stream()
        .filter(joint -> said.stream().noneMatch(judgement -> isLimit(judgement, joint)))
        .toList();
    if (!left.isEmpty()) {
      objections.add("checkout was not asked of the limits of " + String.join(", ", left));
    }
    return objections;
  }

  private static List<String> driven(PlantSettings described) {
    return described.actuators().stream()
        .map(
            actuator -> described.robot().bodies().get(actuator.joint()).joint().name())
        .toList();
  }

  private static boolean isLimit(KeptJudgement judgement, String joint) {
    return judgement.said().subject().equals(joint + " upper limit");
  }
}
