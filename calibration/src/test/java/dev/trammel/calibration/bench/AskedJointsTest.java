package dev.trammel.calibration.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.KeptJudgement;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AskedJointsTest {

  @Test
  void whatCheckoutSaysOfAJointsCablesNowHoldsForJointsThatItWasNotAskedOfToo() throws IOException {
    AskedJoints second = new AskedJoints(
        DescribedRobot.arm().robot(),
        new Asked(
            new Calibration.Origin(Instant.EPOCH, "test", "checkout", 0), List.of(1), Map.of()));
    List<KeptJudgement> before = List.of(
        second.kept(Judgement.fail("joint1 motor", "swapped")),
        second.kept(Judgement.fail("joint3 encoder", "dead")),
        second.kept(Judgement.fail("joint1 upper limit", "it stopped")));

    List<KeptJudgement> after = second.after(
        before,
        List.of(
            Judgement.pass("joint1 sign", "as described"),
            Judgement.pass("joint2 sign", "as described")));

    assertThat(after)
        .extracting(each -> each.said().subject())
        .containsExactly("joint3 encoder", "joint1 upper limit", "joint1 sign", "joint2 sign");
  }
}
