package dev.trammel.calibration.store;

import dev.trammel.controller.calibration.CalibratedRobot;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationException;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.Quantity.Of;
import dev.trammel.controller.task.PlantSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What speaks against bringing a calibration into force. Its numbers are plausible: it was read. */
final class PromotionCheck {

  private final List<String> objections = new ArrayList<>();

  private PromotionCheck() {}

  /**
   * Looks for objections.
   *
   * @param described the robot that it is of, if anybody knows its description
   * @return a line each; empty if all is well
   */
  static List<String> objections(
      CalibrationFile file, CalibrationStore store, Optional<PlantSettings> described)
      throws IOException {
    PromotionCheck check = new PromotionCheck();
    check.content(file.calibration());
    check.body(file.calibration(), described);
    check.ancestry(file, store);
    check.refuted(file, store);
    return check.objections;
  }

  private void content(Calibration calibration) {
    calibration.judgements().stream()
        .filter(judgement -> judgement.verdict() == Verdict.FAIL)
        .forEach(judgement -> objections.add(judgement.question() + ": "
            + judgement.said().subject() + " failed: " + judgement.said().reason()));
    doubted(calibration);
    if (calibration.estimates().values().stream().noneMatch(Estimate::identifiable)) {
      objections.add(
          "it has no number that the simulator or the robot could use; what was said of the"
              + " robot is kept, and goes with what is found next: ask noise, delay or friction, then"
              + " promote that");
    }
  }

  /** What a question found that failed, also where its failure is no longer there; a line a question. */
  private void doubted(Calibration calibration) {
    Map<String, Set<String>> parts = new TreeMap<>();
    calibration.estimates().forEach((parameter, estimate) -> {
      // nothing applies sums of link parameters
      boolean isApplied = estimate.identifiable() && parameter.quantity().of() != Of.BASE;
      if (isApplied && estimate.source().doubted()) {
        parts
            .computeIfAbsent(estimate.source().question(), question -> new TreeSet<>())
            .add(parameter.toString());
      }
    });
    parts.forEach((question, all) -> objections.add(question + ": " + String.join(", ", all)
        + (all.size() == 1 ? " is" : " are") + " doubted, since " + question
        + " failed when it found that; ask again, until it passes"));
  }

  private void body(Calibration calibration, Optional<PlantSettings> described) {
    if (described.isEmpty()) {
      objections.add("no shipped task describes its robot, so that nobody can say whether such"
          + " bodies can be; name one by --task");
      return;
    }
    try {
      CalibratedRobot.of(described.get().robot(), calibration);
    } catch (CalibrationException e) {
      objections.add(String.valueOf(e.getMessage()));
    }
  }

  /** What was found since would be lost by one that does not go on from the one in force. */
  private void ancestry(CalibrationFile file, CalibrationStore store) throws IOException {
    Optional<CalibrationFile> current = store.current();
    if (current.isEmpty()) {
      return;
    }
    Optional<CalibrationFile> at = Optional.of(file);
    int left = store.names().size();
    while (at.isPresent() && left-- >= 0) {
      if (at.get().sha256().equals(current.get().sha256())) {
        return;
      }
      at = parent(at.get(), store);
    }
    objections.add("it does not go on from the one in force, "
        + current.get().path().getFileName() + ": what that one knows more would be lost");
  }

  /** What a question about this very calibration said stands in the draft that follows it. */
  private void refuted(CalibrationFile file, CalibrationStore store) throws IOException {
    for (String name : store.names()) {
      readable(name, store)
          .map(CalibrationFile::calibration)
          .filter(next -> next.parent().filter(file.sha256()::equals).isPresent()
              && next.estimates().equals(file.calibration().estimates()))
          .ifPresent(this::failures);
    }
  }

  private void failures(Calibration later) {
    later.judgements().stream()
        .filter(judgement -> judgement.verdict() == Verdict.FAIL
            && judgement.question().equals(later.origin().command()))
        .forEach(judgement -> objections.add(judgement.question() + " was asked of it later: "
            + judgement.said().subject() + " failed: "
            + judgement.said().reason()));
  }

  private static Optional<CalibrationFile> parent(CalibrationFile file, CalibrationStore store)
      throws IOException {
    Optional<String> parent = file.calibration().parent();
    return parent.isEmpty() ? Optional.empty() : readable(parent.get(), store);
  }

  /** What is not there, or cannot be read, says nothing of another. */
  private static Optional<CalibrationFile> readable(String which, CalibrationStore store)
      throws IOException {
    try {
      return Optional.of(store.find(which));
    } catch (CalibrationException e) {
      return Optional.empty();
    }
  }
}
