package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.calibration.procedure.Shaking.Shaken;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.calibration.RobotIdentity;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Hidden;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A joint whose encoder is known to count backwards and half, but the robot does not know yet. */
class KnownEncoderTest {

  private static final String JOINT = "pivot";
  private static final double SLOPE = -0.5;

  @Test
  void itIsShakenAsItIsItselfAndNotAsItsEncoderReads() throws Exception {
    BenchSession session = session();

    Shaken shaken = new Shaking(session).ask("train-1");

    assertThat(shaken.isWhole()).as(shaken.end()).isTrue();
    double furthest = 0;
    for (int t = 0; t <= shaken.trace().steps(); t++) {
      furthest = Math.max(furthest, Math.abs(shaken.trace().position(t, 0)));
    }
    assertThat(furthest).isBetween(0.2, session.robot().joint(0).upper());
  }

  @Test
  void itIsPushedUpUntilItGoesUp() throws Exception {
    BenchSession session = session();
    JointMotions motions = new JointMotions(session);
    Pushes pushes = new Pushes(session, motions);

    motions.settle();
    pushes.push();

    assertThat(pushes.of(0)).hasSize(1);
    // what the lever is described to rub by
    assertThat(pushes.of(0).get(0).effort()).isCloseTo(0.15, within(0.03));
  }

  @Test
  void oneThatWasMendedSinceDoesNotPassCheckoutWhileItIsKnownToCountBackwards() throws Exception {
    BenchSession mended = session(Hidden.of("friction=1..1", 0));

    assertThat(new Checkout(0.1, false).run(mended).judgements())
        .filteredOn(each -> each.subject().equals("pivot sign"))
        .singleElement()
        .satisfies(each -> assertThat(each.verdict()).isEqualTo(Judgement.Verdict.FAIL))
        .satisfies(each -> assertThat(each.reason())
            .contains("its position rise, but an earlier run found that it counts backwards"));
  }

  private static BenchSession session() throws Exception {
    return session(Hidden.of("sign=-1,gear=0.5,friction=1..1", 0));
  }

  private static BenchSession session(Hidden hidden) throws Exception {
    Task task = TestBench.read("joint-bench");
    EmulatedBench bench = new EmulatedBench(
        EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 1, hidden, true)));
    bench.open();
    TreeMap<Parameter, Estimate> known = new TreeMap<>();
    known.put(new Parameter(JOINT, Quantity.SIGN), said(Math.signum(SLOPE)));
    known.put(new Parameter(JOINT, Quantity.GEAR), said(Math.abs(SLOPE)));
    known.put(new Parameter(JOINT, Quantity.OFFSET), said(0));
    Calibration.Origin origin =
        new Calibration.Origin(Instant.parse("2026-01-31T12:00:00Z"), "test", "test", 0);
    RobotIdentity identity = RobotIdentity.of(task.plant().robot());
    Calibration calibration = new Calibration(
        new Calibration.Subject("robot", "1", "", identity, task.plant().period(), Map.of()),
        origin,
        known,
        List.of(),
        Optional.empty());
    return new DirectSession(
        new BenchRobot(task.plant(), bench.nameplate(), Optional.of(calibration)), bench, 0, 1);
  }

  private static Estimate said(double value) {
    return new Estimate(value, value, value, 1, "said", true)
        .by("test", false)
        .withData("ab".repeat(32));
  }
}
