package dev.trammel.hardware.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.hardware.wire.Activation;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.MoveWay;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.RunEnd;
import dev.trammel.hardware.wire.RunLog;
import dev.trammel.hardware.wire.Transition;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the device does while it is active: section 5. */
class ActivitiesTest {

  private static final int STEPS = 6;

  private final Cart cart = new Cart();
  private final Rig rig = new Rig(Cart.settings(), cart);

  @BeforeEach
  void activate() {
    rig.activate();
    rig.live(7000);
  }

  /** u = −x − 2ẋ + 0.1 + noise; in a tube about 0. */
  private static Program affine(double tube, Program.Start start) {
    double[][] noise = new double[STEPS][1];
    noise[2][0] = 0.5;
    return new Program(
        STEPS,
        2,
        1,
        Cart.PERIOD,
        start,
        new Program.Affine(rows(-1, -2), rows(0.1), rows(0, 0), rows(tube, tube)),
        noise);
  }

  private static double[][] rows(double... row) {
    double[][] rows = new double[STEPS][];
    Arrays.fill(rows, row);
    return rows;
  }

  private Code start(Activity activity, int program, int deadline) {
    return rig.code(new Request.Start(activity, program, STEPS, deadline));
  }

  private void run(Activity activity, Program program) {
    rig.upload(1, program);
    Rig.must(rig.code(new Request.Arm(1)));
    Rig.must(start(activity, 1, 0));
  }

  @Test
  void aProgramThatIsHeldToBoundsIsLimitedThereAndItsLogSaysWhatItAskedFor() {
    cart.position = 0.2;
    run(Activity.EPISODE, affine(10, Program.Start.ANYWHERE).within(new double[] {0.05}));
    rig.live(3_000_000);
    for (RunLog.Step step : rig.log().steps()) {
      boolean isBeyond = Math.abs(step.requested()[0]) > 0.05;
      assertThat(step.limited()).isEqualTo(isBeyond);
      assertThat(Math.abs(step.applied()[0])).isLessThanOrEqualTo(0.05);
    }
    assertThat(rig.log().steps().get(2).requested()[0]).isGreaterThan(0.3);
    assertThat(rig.log().steps().get(2).applied()[0]).isEqualTo(0.05);
  }

  @Test
  void beforeALimitOfTheDeviceThereIsTheWholeRangeToBrake() {
    cart.position = 0.6;
    cart.rate = 1.5;
    run(Activity.EPISODE, affine(10, Program.Start.ANYWHERE).within(new double[] {0.05}));
    rig.live(3_000_000);
    assertThat(rig.log().steps())
        .anySatisfy(step -> assertThat(step.applied()[0]).isLessThan(-1));
    assertThat(rig.log().fault()).isEqualTo(Fault.NONE);
  }

  @Test
  void anEpisodeGivesTheProgramsInputsAndSendsWhatHappened() {
    cart.position = 0.2;
    run(Activity.EPISODE, affine(10, Program.Start.ANYWHERE));
    rig.live(3_000_000);
    RunLog log = rig.log();
    assertThat(log.end()).isEqualTo(RunEnd.WHOLE);
    assertThat(log.steps()).hasSize(STEPS);
    for (int t = 0; t < STEPS; t++) {
      RunLog.Step step = log.steps().get(t);
      double noise = t == 2 ? 0.5 : 0;
      double expected = -step.sensors()[0] - 2 * step.sensors()[1] + 0.1 + noise;
      assertThat(step.requested()[0]).isCloseTo(expected, within(1e-12));
      assertThat(step.applied()).isEqualTo(step.requested());
      assertThat(step.time()).isEqualTo((t + 1) * (long) Cart.PERIOD);
    }
    assertThat(log.last().time()).isEqualTo((STEPS + 1) * (long) Cart.PERIOD);
  }

  @Test
  void aRunIsAnsweredTwiceAndEndsInHold() {
    rig.upload(1, affine(10, Program.Start.ANYWHERE));
    rig.ask(new Request.Arm(1));
    long sequence = rig.nextRequest();
    start(Activity.EPISODE, 1, 0);
    assertThat(rig.device.condition().activity()).isEqualTo(Activity.EPISODE);
    rig.live(3_000_000);
    assertThat(rig.answers(sequence)).containsExactly(Code.ACCEPTED, Code.OK);
    assertThat(rig.device.condition().activity()).isEqualTo(Activity.HOLD);
    assertThat(rig.device.report().step()).isEqualTo(STEPS);
    assertThat(rig.device.report().run()).isEqualTo(1);
  }

  @Test
  void aRunThatIsAbortedSendsWhatItHas() {
    run(Activity.EPISODE, affine(10, Program.Start.ANYWHERE));
    long sequence = rig.nextRequest() - 1;
    rig.live(140_000);
    assertThat(rig.code(new Request.Lifecycle(Transition.ABORT))).isEqualTo(Code.OK);
    rig.live(2_000_000);
    assertThat(rig.answers(sequence)).containsExactly(Code.ACCEPTED, Code.ENDED);
    assertThat(rig.log().end()).isEqualTo(RunEnd.ABORTED);
    assertThat(rig.log().steps()).hasSize(2);
    assertThat(rig.device.condition().activity()).isEqualTo(Activity.HOLD);
  }

  @Test
  void leavingTheTubeIsAFault() {
    cart.position = 0.05;
    cart.rate = 0.6;
    run(Activity.EPISODE, affine(0.15, Program.Start.ANYWHERE));
    rig.live(3_000_000);
    assertThat(rig.device.condition().fault()).isEqualTo(Fault.TUBE);
    assertThat(rig.log().end()).isEqualTo(RunEnd.FAULT);
    assertThat(rig.log().fault()).isEqualTo(Fault.TUBE);
  }

  @Test
  void aNetworkSeesSensorsAndFeatures() {
    // two hidden units of ReLU see 2x − 0.1 and nothing; u = 0.5 + 3 (h₁ + 1)
    Program.Network network = new Program.Network(
        new Program.Source[] {
          new Program.Source(Program.Origin.FEATURE, 0, 0.1),
          new Program.Source(Program.Origin.NONE, 0, -1)
        },
        Activation.RELU,
        new Program.Whitening(new double[] {0, 0}, new double[] {0.5, 1}),
        new Program.Whitening(new double[] {0.5}, new double[] {3}),
        new Program.Layer[] {
          new Program.Layer(new double[] {1, 0, 0, -1}, new double[] {0, 0}),
          new Program.Layer(new double[] {1, 1}, new double[] {1})
        });
    cart.position = 0.2;
    run(
        Activity.POLICY,
        new Program(STEPS, 2, 1, Cart.PERIOD, Program.Start.ANYWHERE, network, new double[0][]));
    rig.live(3_000_000);
    RunLog.Step step = rig.log().steps().get(0);
    double h = Math.max(0, (2 * step.sensors()[0] - 0.1) / 0.5);
    assertThat(step.requested()[0]).isCloseTo(0.5 + 3 * (h + 1), within(1e-12));
  }

  @Test
  void aProgramIsArmedWhereItBeginsAndDisarmedByWhateverComesBetween() {
    Program.Start start = new Program.Start(new double[] {0.3, 0}, new double[] {0.1, 0});
    rig.upload(1, affine(10, start));
    assertThat(rig.code(new Request.Arm(1))).isEqualTo(Code.START);
    cart.position = 0.25;
    rig.live(1000);
    assertThat(rig.code(new Request.Arm(1))).isEqualTo(Code.OK);
    rig.live(10_000);
    rig.code(new Request.Fetch(1, 0, 1));
    assertThat(rig.code(new Request.Begin(2, affine(1, start).rule().kind(), 1, new byte[32])))
        .isEqualTo(Code.OK);
    assertThat(start(Activity.EPISODE, 1, 0)).isEqualTo(Code.PROGRAM);
    assertThat(rig.code(new Request.Arm(1))).isEqualTo(Code.OK);
    assertThat(start(Activity.POLICY, 1, 0)).isEqualTo(Code.PROGRAM);
    assertThat(rig.code(new Request.Start(Activity.EPISODE, 1, STEPS + 1, 0)))
        .isEqualTo(Code.VALUE);
    assertThat(start(Activity.EPISODE, 1, 0)).isEqualTo(Code.ACCEPTED);
  }

  @Test
  void aStreamActsOnTheNewestCommandAndFaultsWithoutOne() {
    Rig.must(start(Activity.STREAM, 0, 150_000));
    rig.live(500_000);
    assertThat(rig.device.state()).isEqualTo(DeviceState.ACTIVE);
    rig.send("lab", new Request.Setpoint(0, new double[] {0.25}), rig.now + 120_000);
    rig.pass(60_000);
    assertThat(cart.effort).isEqualTo(0.25);
    rig.send("lab", new Request.Setpoint(1, new double[] {-0.25}), rig.now + 80_000);
    rig.pass(50_000);
    assertThat(cart.effort).isEqualTo(-0.25);
    rig.pass(30_000);
    assertThat(rig.device.condition().fault()).isEqualTo(Fault.LATE);
  }

  @Test
  void aStreamThatNobodyCommandsFaultsAfterASecond() {
    Rig.must(start(Activity.STREAM, 0, 150_000));
    rig.live(940_000);
    assertThat(rig.device.state()).isEqualTo(DeviceState.ACTIVE);
    rig.live(110_000);
    assertThat(rig.device.condition().fault()).isEqualTo(Fault.LATE);
  }

  @Test
  void aCommandThatWouldActForLongerThanTheDeadlineIsRefused() {
    Rig.must(start(Activity.STREAM, 0, 150_000));
    long sequence = rig.send("lab", new Request.Setpoint(0, new double[1]), rig.now + 150_001);
    assertThat(rig.lastAck("lab", sequence).code()).isEqualTo(Code.AHEAD);
    sequence = rig.send("lab", new Request.Setpoint(0, new double[2]), rig.now + 100_000);
    assertThat(rig.lastAck("lab", sequence).code()).isEqualTo(Code.VALUE);
  }

  private void plan(int first, int steps, double offset) {
    double[][] gains = new double[steps][];
    double[][] offsets = new double[steps][];
    Arrays.fill(gains, new double[] {-1, 0});
    Arrays.fill(offsets, new double[] {offset});
    rig.send("lab", new Request.Horizon(first, 2, gains, offsets));
  }

  @Test
  void aHorizonIsFollowedUntilANewerOneCoversTheStep() {
    Rig.must(start(Activity.HORIZON, 0, 100_000));
    plan(0, 4, 0.1);
    plan(2, 4, 0.2);
    rig.live(2_000_000);
    RunLog log = rig.log();
    assertThat(log.end()).isEqualTo(RunEnd.WHOLE);
    for (int t = 0; t < STEPS; t++) {
      RunLog.Step step = log.steps().get(t);
      double expected = (t < 2 ? 0.1 : 0.2) - step.sensors()[0];
      assertThat(step.requested()[0]).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void aHorizonThatEndsIsAFaultAndOneThatComesTooLateIsRefused() {
    Rig.must(start(Activity.HORIZON, 0, 100_000));
    plan(0, 4, 0.1);
    rig.live(160_000);
    long late = rig.send("lab", new Request.Horizon(0, 2, new double[][] {{0, 0}}, rows(0)));
    assertThat(rig.lastAck("lab", late).code()).isEqualTo(Code.EXPIRED);
    rig.live(200_000);
    assertThat(rig.device.condition().fault()).isEqualTo(Fault.LATE);
    assertThat(rig.log().steps()).hasSize(4);
  }

  @Test
  void whatWasPlacedStaysUntilTheFirstStep() {
    Rig.must(rig.code(new Request.Move(
        MoveWay.PLACE,
        1_000_000,
        0,
        new double[] {0.3},
        new double[] {0.5},
        new double[] {0.01},
        new double[] {0.01})));
    rig.live(1_000_000);
    run(Activity.EPISODE, affine(10, Program.Start.ANYWHERE));
    rig.live(1_000_000);
    assertThat(rig.log().steps().get(0).sensors()).containsExactly(0.3, 0.5);
    assertThat(rig.log().steps().get(1).sensors()[0]).isGreaterThan(0.31);
  }

  @Test
  void whateverTheControllerDoesOnlyTheKeptLogCanBeFetched() {
    run(Activity.EPISODE, affine(10, Program.Start.ANYWHERE));
    assertThat(rig.code(new Request.Fetch(1, 0, 100))).isEqualTo(Code.STATE);
    rig.live(2_000_000);
    byte[] whole = rig.log().encode();
    rig.sent.clear();
    assertThat(rig.code(new Request.Fetch(1, 30, 50))).isEqualTo(Code.OK);
    rig.live(10_000);
    List<Report.Log> pieces = rig.bodies(rig.topics.log("lab"), Report.Log.class);
    assertThat(pieces).hasSize(1);
    assertThat(pieces.get(0).content()).isEqualTo(Arrays.copyOfRange(whole, 30, 80));
    assertThat(rig.code(new Request.Fetch(2, 0, 1))).isEqualTo(Code.VALUE);
    assertThat(rig.code(new Request.Fetch(1, whole.length, 1))).isEqualTo(Code.VALUE);
  }
}
