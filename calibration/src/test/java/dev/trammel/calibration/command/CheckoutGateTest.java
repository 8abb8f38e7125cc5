package dev.trammel.calibration.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.calibration.bench.SimulatedRobot;
import dev.trammel.calibration.procedure.OtherNameplate;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Calibrations;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.KeptJudgement;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckoutGateTest {

  private static final Judgement SOUND = Judgement.pass("pivot sign", "as described");

  private PlantSettings lever;
  private Nameplate emulated;

  @BeforeEach
  void lever() throws IOException {
    lever =
        TaskReader.read(TaskCatalog.shipped().find("joint-bench"), List.of()).plant();
    emulated = OtherNameplate.named(SimulatedRobot.nameplate(lever), "arm1");
  }

  private Optional<Calibration> known(String question, Judgement... judgements) {
    Calibrations calibration = Calibrations.of(lever.robot());
    for (Judgement judgement : judgements) {
      calibration.with(new KeptJudgement(question, Optional.of("pivot"), judgement));
    }
    return Optional.of(calibration.build());
  }

  @Test
  void whatPassedCheckoutMayMove() {
    Optional<Calibration> known = known("checkout", SOUND);

    assertThat(CheckoutGate.pass(emulated, known)).isEmpty();
    assertThat(CheckoutGate.pass(OtherNameplate.ofHardware(emulated), known)).isEmpty();
  }

  @Test
  void oneWrongSignKeepsEveryRobotStill() {
    Optional<Calibration> known =
        known("checkout", SOUND, Judgement.fail("pivot sign", "turns the wrong way"));

    assertThatThrownBy(() -> CheckoutGate.pass(emulated, known))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "nothing has moved: checkout of arm1 said fail of pivot sign: turns the wrong way;"
                + " mend that and ask checkout again; to move it all the same, ask with --unchecked");
  }

  @Test
  void whatCheckoutCouldNotTellKeepsItStillAsWell() {
    Optional<Calibration> known =
        known("checkout", SOUND, Judgement.notIdentifiable("pivot sign", "it did not move"));

    assertThatThrownBy(() -> CheckoutGate.pass(emulated, known))
        .hasMessageContaining("not identifiable of pivot sign");
  }

  @Test
  void ofAnEmulatedRobotThatNobodyCheckedOutThereIsARemark() {
    assertThat(CheckoutGate.pass(emulated, Optional.empty()).orElseThrow())
        .startsWith("checkout of arm1 was not asked");
    assertThat(CheckoutGate.pass(emulated, known("delay", Judgement.fail("pivot delay", "late"))))
        .isPresent();
  }

  @Test
  void aRobotThatCanBreakIsKeptStillUntilCheckoutWasAsked() {
    assertThatThrownBy(
            () -> CheckoutGate.pass(OtherNameplate.ofHardware(emulated), Optional.empty()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("ask checkout first");
  }
}
