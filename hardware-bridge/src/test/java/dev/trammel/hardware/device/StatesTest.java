package dev.trammel.hardware.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Transition;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatesTest {

  private final Cart cart = new Cart();
  private final Rig rig = new Rig(Cart.settings(), cart);

  private Code ask(Transition transition) {
    return rig.code(new Request.Lifecycle(transition));
  }

  private void stop(String user, String text) {
    rig.device.receive(rig.topics.stop(user), text.getBytes(StandardCharsets.UTF_8), true, rig.now);
  }

  /** Brings a device that has just booted into a state. */
  private void reach(DeviceState state) {
    rig.lease();
    if (state != DeviceState.UNCONFIGURED) {
      ask(Transition.CONFIGURE);
    }
    if (state == DeviceState.ACTIVE || state == DeviceState.STOPPING) {
      ask(Transition.ACTIVATE);
    }
    if (state == DeviceState.STOPPING) {
      cart.rate = 1;
      ask(Transition.DEACTIVATE);
    }
    if (state == DeviceState.FAULT) {
      stop("boss", "x");
      rig.live(10_000);
      stop("boss", "");
    }
    assertThat(rig.device.state()).isEqualTo(state);
  }

  @ParameterizedTest
  @EnumSource(DeviceState.class)
  void eachTransitionLeadsWhereThePageSaysAndIsRefusedElsewhere(DeviceState from) {
    Map<Transition, DeviceState> allowed = new EnumMap<>(Transition.class);
    switch (from) {
      case UNCONFIGURED -> allowed.put(Transition.CONFIGURE, DeviceState.INACTIVE);
      case INACTIVE -> {
        allowed.put(Transition.ACTIVATE, DeviceState.ACTIVE);
        allowed.put(Transition.CLEANUP, DeviceState.UNCONFIGURED);
      }
      case ACTIVE -> allowed.put(Transition.DEACTIVATE, DeviceState.STOPPING);
      case FAULT -> allowed.put(Transition.RESET, DeviceState.INACTIVE);
      case STOPPING -> {}
    }
    for (Transition transition : Transition.values()) {
      StatesTest fresh = new StatesTest();
      fresh.reach(from);
      Code code = fresh.ask(transition);
      assertThat(code).isEqualTo(allowed.containsKey(transition) ? Code.OK : Code.STATE);
      assertThat(fresh.rig.device.state()).isEqualTo(allowed.getOrDefault(transition, from));
    }
  }

  @ParameterizedTest
  @EnumSource(DeviceState.class)
  void aStopLeadsToFaultFromEveryStateAndOnlyAResetLeavesIt(DeviceState from) {
    reach(from);
    stop("boss", "stop");
    rig.live(3_000_000);
    assertThat(rig.device.condition().fault()).isEqualTo(Fault.STOPPED);
    assertThat(rig.device.state()).isEqualTo(DeviceState.FAULT);
    assertThat(ask(Transition.RESET)).isEqualTo(Code.STOP);
    stop("boss", "");
    rig.live(100_000);
    assertThat(rig.device.state()).isEqualTo(DeviceState.FAULT);
    assertThat(ask(Transition.RESET)).isEqualTo(Code.OK);
    assertThat(rig.device.condition().fault()).isEqualTo(Fault.NONE);
  }

  @ParameterizedTest
  @EnumSource(
      value = DeviceState.class,
      names = {"UNCONFIGURED", "INACTIVE", "FAULT"})
  void aStopPowersNothingThatWasOff(DeviceState from) {
    reach(from);
    cart.rate = 0.5;
    stop("boss", "stop");
    assertThat(rig.device.state()).isEqualTo(DeviceState.FAULT);
    for (int i = 0; i < 100; i++) {
      rig.pass(1000);
      assertThat(cart.isCutOff).isTrue();
    }
    assertThat(rig.device.condition().fault()).isEqualTo(Fault.STOPPED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop/lab.pc", "stop/a/b", "stop/", "stop", "stop/é ☠"})
  void whateverComesBelowStopStopsUntilItIsTakenBackThere(String below) {
    reach(DeviceState.ACTIVE);
    String topic = "trammel/v1/cart/" + below;
    rig.device.receive(topic, new byte[] {1}, false, rig.now);
    rig.live(3_000_000);
    assertThat(rig.device.condition().fault()).isEqualTo(Fault.STOPPED);
    stop("lab", "");
    assertThat(ask(Transition.RESET)).isEqualTo(Code.STOP);
    rig.device.receive(topic, new byte[0], false, rig.now);
    assertThat(ask(Transition.RESET)).isEqualTo(Code.OK);
    assertThat(rig.device.report().counters().rejected()[0]).isZero();
  }

  @Test
  void aStopStandsUntilEachUserTookItsOwnBack() {
    reach(DeviceState.INACTIVE);
    stop("one", "x");
    stop("two", "x");
    stop("one", "");
    rig.live(10_000);
    assertThat(ask(Transition.RESET)).isEqualTo(Code.STOP);
    stop("two", "");
    assertThat(ask(Transition.RESET)).isEqualTo(Code.OK);
  }

  @Test
  void aStopThatWasThereBeforeTheBootKeepsTheDeviceFromActing() {
    stop("boss", "x");
    rig.pass(10_000);
    rig.lease();
    assertThat(ask(Transition.CONFIGURE)).isEqualTo(Code.STATE);
    assertThat(rig.device.report().stopped()).isTrue();
    assertThat(rig.device.state()).isEqualTo(DeviceState.FAULT);
  }

  @Test
  void stoppingGivesTheSafeActionUntilTheRobotIsAtRest() {
    reach(DeviceState.ACTIVE);
    cart.rate = 0.5;
    ask(Transition.DEACTIVATE);
    rig.pass(100_000);
    assertThat(rig.device.state()).isEqualTo(DeviceState.STOPPING);
    assertThat(cart.effort).isNegative();
    rig.live(1_000_000);
    assertThat(rig.device.state()).isEqualTo(DeviceState.INACTIVE);
    assertThat(cart.rate).isLessThan(0.05);
    assertThat(cart.isCutOff).isTrue();
  }

  @Test
  void stoppingEndsAfterTwoSecondsWhateverMoves() {
    reach(DeviceState.ACTIVE);
    ask(Transition.DEACTIVATE);
    for (int i = 0; i < 1990; i++) {
      cart.rate = 0.06;
      cart.position = 0;
      rig.pass(1000);
    }
    assertThat(rig.device.state()).isEqualTo(DeviceState.STOPPING);
    cart.rate = 0.06;
    rig.pass(10_000);
    assertThat(rig.device.state()).isEqualTo(DeviceState.INACTIVE);
  }

  @Test
  void aRobotBeyondItsLimitsIsNotActivatedNorResetAfterThem() {
    reach(DeviceState.ACTIVE);
    cart.position = 1.01;
    rig.live(100_000);
    assertThat(rig.device.condition().fault()).isEqualTo(Fault.LIMIT);
    assertThat(ask(Transition.RESET)).isEqualTo(Code.STATE);
    cart.position = 0.9;
    rig.live(10_000);
    assertThat(ask(Transition.RESET)).isEqualTo(Code.OK);
    cart.rate = -2.5;
    rig.pass(1000);
    assertThat(rig.ask(new Request.Lifecycle(Transition.ACTIVATE)).code()).isEqualTo(Code.VALUE);
    assertThat(rig.ask(new Request.Lifecycle(Transition.ACTIVATE)).place()).isEqualTo(1);
  }

  @Test
  void theStateIsPublishedEveryPeriodAndAtEveryChange() {
    rig.lease();
    rig.sent.clear();
    rig.live(1_000_000);
    assertThat(rig.bodies(rig.topics.state(), dev.trammel.hardware.wire.Report.State.class))
        .hasSize(20);
    ask(Transition.CONFIGURE);
    assertThat(rig.bodies(rig.topics.state(), dev.trammel.hardware.wire.Report.State.class))
        .hasSize(21)
        .last()
        .extracting(state -> state.condition().state())
        .isEqualTo(DeviceState.INACTIVE);
  }

  @Test
  void activeMeansHoldAtFirst() {
    reach(DeviceState.ACTIVE);
    assertThat(rig.device.condition().activity()).isEqualTo(Activity.HOLD);
  }
}
