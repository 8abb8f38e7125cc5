package dev.trammel.calibration.store;

import dev.trammel.calibration.bench.Draft;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.KeptJudgement;
import dev.trammel.controller.task.PlantSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    Set<String> subjects =
        said.stream().map(judgement -> judgement.said().subject()).collect(Collectors.toSet());
    List<String> left = wanted(described.map(CheckedOut::driven).orElse(List.of())).stream()
        .filter(subject -> !subjects.contains(subject))
        .toList();
    if (!left.isEmpty()) {
      objections.add("checkout said nothing of " + String.join(", ", left) + ": ask it of the whole"
          + " robot");
    }
    return objections;
  }

  /** What a whole checkout speaks of. */
  private static List<String> wanted(List<String> driven) {
    List<String> wanted = new ArrayList<>();
    for (String joint : driven) {
      for (String subject : List.of(" sign", " lower limit", " upper limit")) {
        wanted.add(joint + subject);
      }
    }
    wanted.add("watchdog");
    return wanted;
  }

  private static List<String> driven(PlantSettings described) {
    return described.actuators().stream()
        .map(
            actuator -> described.robot().bodies().get(actuator.joint()).joint().name())
        .toList();
  }
}
