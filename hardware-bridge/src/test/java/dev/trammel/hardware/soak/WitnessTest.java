package dev.trammel.hardware.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.MoveWay;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Transition;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That a soak can fail: the witness sees what a flawed device does, and nothing in a sound one. */
class WitnessTest {

  private static final byte[] STOP = "stop".getBytes(StandardCharsets.UTF_8);

  /** An hour of a robot's life in half a minute: all that a witness has rules for. */
  private static Observed lived(Flaw flaw) {
    Observed o = new Observed(flaw);
    o.lease("lab");
    o.go(Transition.CONFIGURE);
    o.go(Transition.ACTIVATE);
    o.live(300_000);
    runEpisode(o);
    streamUntilNothingComes(o);
    misbehave(o);
    streamUntilTheLeaseIsGone(o);
    stopAMove(o);
    return o;
  }

  private static void runEpisode(Observed o) {
    o.upload(6, 2);
    o.send("lab", new Request.Start(Activity.EPISODE, 1, 6, 0));
    o.live(2_500_000);
  }

  private static void startStream(Observed o) {
    o.send("lab", new Request.Start(Activity.STREAM, 0, 50, 1_000_000));
    for (int i = 0; i < 4; i++) {
      o.send("lab", new Request.Setpoint(i, new double[] {i % 2 == 0 ? 2 : -2}));
      o.pass(50_000);
    }
  }

  private static void streamUntilNothingComes(Observed o) {
    startStream(o);
    o.live(500_000);
    recover(o);
  }

  private static void recover(Observed o) {
    o.live(2_500_000);
    o.go(Transition.RESET);
    o.go(Transition.ACTIVATE);
    move(o, MoveWay.PLACE, 0);
  }

  private static void move(Observed o, MoveWay way, double aim) {
    double[] tolerance = {0.1};
    o.send(
        "lab",
        new Request.Move(
            way, 3_000_000, 0.1, new double[] {aim}, new double[1], tolerance, tolerance));
    o.live(200_000);
  }

  private static void misbehave(Observed o) {
    byte[] said = o.send("lab", new Request.Renew());
    o.receive(o.topics.fast("lab"), said, false);
    o.receive(o.topics.fast("lab"), new byte[] {1, 2, 3}, false);
    o.receive(o.topics.fast("lab"), said, true);
    o.send("lab", new Request.Renew(), o.session, 1000, o.now - 1);
    o.send("lab", new Request.Renew(), o.session - 1, 2000, o.now + 1000);
    o.send("evil", new Request.Lease(Observed.BOOT, 7, Observed.LEASE, 0), 0, 1, o.now + 1000);
    o.pass(100_000);
  }

  private static void streamUntilTheLeaseIsGone(Observed o) {
    startStream(o);
    o.send("lab", new Request.Setpoint(9, new double[] {0.5}), o.session, 500, o.now + 900_000);
    o.pass(3_000_000);
    o.lease("lab");
    recover(o);
  }

  private static void stopAMove(Observed o) {
    move(o, MoveWay.SERVO, 0.4);
    o.receive(o.topics.stop("guard"), STOP, true);
    o.live(500_000);
    o.receive(o.topics.stop("guard"), new byte[0], true);
    o.live(300_000);
  }

  @Test
  void aSoundDeviceBreaksNoRule() {
    Observed o = lived(Flaw.NONE);

    assertThat(o.diary.breaches()).isEmpty();
    assertThat(o.device.state()).isEqualTo(DeviceState.FAULT);
    assertThat(o.device.report().run()).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aFlawIsSeen(Flaw flaw) {
    assertThat(lived(flaw).broken()).contains(flaw.breaks());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void aSoundDeviceBreaksNoRuleWhateverIsSent(long seed) {
    Adversary adversary = new Adversary(seed);

    adversary.rage(6_000);

    assertThat(adversary.observed.diary.breaches()).isEmpty();
    // what never moves breaks no rule either
    assertThat(adversary.active).isGreaterThan(600);
  }
}
