package dev.trammel.calibration.command;

import dev.trammel.calibration.bench.Draft;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.KeptJudgement;
import dev.trammel.controller.linalg.UsageException;
import java.util.List;
import java.util.Optional;

/**
 * Whether a robot may be moved by what follows its sensors. With one sign that is wrong its own servo
 * runs away on the way to where a motion begins, whatever the motion keeps to.
 */
final class CheckoutGate {

  private static final String ANYWAY = "; to move it all the same, ask with --unchecked";

  private CheckoutGate() {}

  /**
   * Refuses where checkout did not pass; where nobody asked it, of a robot that is not emulated.
   *
   * @param known of the robot
   * @return a remark, of an emulated robot that nobody has checked out
   * @throws UsageException that says what to do
   */
  static Optional<String> pass(Nameplate nameplate, Optional<Calibration> known) {
    List<KeptJudgement> said = known.map(Calibration::judgements).orElse(List.of()).stream()
        .filter(judgement -> judgement.question().equals(Draft.CHECKOUT))
        .toList();
    Optional<KeptJudgement> open =
        said.stream().filter(judgement -> judgement.verdict() != Verdict.PASS).findFirst();
    if (open.isPresent()) {
      throw new UsageException("nothing has moved: checkout of " + nameplate.device() + " said "
          + open.get().verdict() + " of " + open.get().said().subject() + ": "
          + open.get().said().reason() + "; mend that and ask checkout again" + ANYWAY);
    }
    if (!said.isEmpty()) {
      return Optional.empty();
    }
    if (!nameplate.emulated()) {
      throw new UsageException("nothing has moved: checkout of " + nameplate.device()
          + " was not asked, and one wrong sign would have it run away: ask checkout first"
          + ANYWAY);
    }
    return Optional.of("checkout of " + nameplate.device()
        + " was not asked: with one wrong sign it runs away, which a robot that is not emulated is"
        + " kept from");
  }
}
