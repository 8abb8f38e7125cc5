package dev.trammel.hardware.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Message;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Transition;
import org.junit.jupiter.api.Test;

/** Leases, order and time: section 4. */
class OrderTest {

  private static final Request CONFIGURE = new Request.Lifecycle(Transition.CONFIGURE);

  private final Cart cart = new Cart();
  private final Rig rig = new Rig(Cart.settings(), cart);

  private Code deliver(String user, long session, long sequence, long expiry, Request request) {
    rig.sent.clear();
    rig.deliver(user, new Header(rig.layout(), session, sequence, rig.now, expiry), request);
    return rig.sent.stream().anyMatch(sent -> sent.topic().equals(rig.topics.ack(user)))
        ? rig.lastAck(user, sequence).code()
        : Code.OK;
  }

  private Code deliver(long sequence, Request request) {
    return deliver("lab", rig.session(), sequence, rig.now + Rig.SOON, request);
  }

  private Report.Counters counters() {
    return rig.device.report().counters();
  }

  @Test
  void oneUserAtATimeHoldsTheLease() {
    assertThat(rig.lease("lab")).isEqualTo(Code.OK);
    long first = rig.session();
    assertThat(rig.lease("other")).isEqualTo(Code.HELD);
    assertThat(rig.lease("lab")).isEqualTo(Code.HELD);
    rig.pass(Rig.LEASE);
    assertThat(rig.lease("other")).isEqualTo(Code.OK);
    assertThat(rig.session()).isEqualTo(first + 1);
    assertThat(first >>> 32).isEqualTo(Integer.toUnsignedLong(Cart.BOOT));
  }

  @Test
  void anotherUserCannotUseTheSession() {
    rig.lease("lab");
    assertThat(deliver("other", rig.session(), 1, rig.now + Rig.SOON, CONFIGURE))
        .isEqualTo(Code.SESSION);
    assertThat(deliver("lab", rig.session() - 1, 1, rig.now + Rig.SOON, CONFIGURE))
        .isEqualTo(Code.SESSION);
    assertThat(deliver(1, CONFIGURE)).isEqualTo(Code.OK);
  }

  @Test
  void aSessionIsOverAtTheInstantItsLeaseRunsOut() {
    rig.lease();
    rig.pass(Rig.LEASE - 1);
    assertThat(deliver(1, CONFIGURE)).isEqualTo(Code.OK);
    rig.pass(Rig.LEASE);
    assertThat(deliver(2, new Request.Lifecycle(Transition.ACTIVATE))).isEqualTo(Code.SESSION);
  }

  @Test
  void aLeaseThatRunsOutWhileActiveStopsTheDevice() {
    rig.activate();
    cart.rate = 1;
    rig.pass(Rig.LEASE - 1000);
    assertThat(rig.device.state()).isEqualTo(DeviceState.ACTIVE);
    rig.pass(1000);
    assertThat(rig.device.state()).isEqualTo(DeviceState.STOPPING);
    assertThat(rig.device.condition().fault()).isEqualTo(Fault.LEASE);
  }

  @Test
  void aReleaseWhileActiveStopsTheDevice() {
    rig.activate();
    rig.ask(new Request.Release());
    assertThat(rig.device.condition().fault()).isEqualTo(Fault.LEASE);
    assertThat(rig.device.report().session()).isZero();
  }

  @Test
  void aLeaseOfAnotherBootOrWithAnOldNonceIsRefused() {
    Request other = new Request.Lease(Cart.BOOT + 1, 1, Rig.LEASE, 0);
    assertThat(deliver("lab", 0, 1, Rig.SOON, other)).isEqualTo(Code.SESSION);
    Request good = new Request.Lease(Cart.BOOT, 7, Rig.LEASE, 0);
    assertThat(deliver("lab", 0, 2, Rig.SOON, good)).isEqualTo(Code.OK);
    rig.pass(Rig.LEASE);
    assertThat(deliver("lab", 0, 3, rig.now + Rig.SOON, good)).isEqualTo(Code.SEQUENCE);
    assertThat(rig.lastAck("lab", 3).value()).isEqualTo(7);
  }

  @Test
  void aLeaseThatWasUsedIsNotGrantedAgainAfterAnother() {
    Request first = new Request.Lease(Cart.BOOT, -9, Rig.LEASE, 0);
    Request second = new Request.Lease(Cart.BOOT, -8, Rig.LEASE, 0);
    assertThat(deliver("lab", 0, 1, rig.now + Rig.SOON, first)).isEqualTo(Code.OK);
    rig.pass(Rig.LEASE);
    assertThat(deliver("lab", 0, 2, rig.now + Rig.SOON, second)).isEqualTo(Code.OK);
    rig.pass(Rig.LEASE);
    assertThat(deliver("lab", 0, 1, rig.now + Rig.SOON, first)).isEqualTo(Code.SEQUENCE);
    Request small = new Request.Lease(Cart.BOOT, 5, Rig.LEASE, 0);
    assertThat(deliver("lab", 0, 3, rig.now + Rig.SOON, small)).isEqualTo(Code.SEQUENCE);
  }

  @Test
  void whatIsRepeatedOrOutOfOrderIsRefusedAndWhatIsSkippedIsCounted() {
    rig.lease();
    assertThat(deliver(3, CONFIGURE)).isEqualTo(Code.OK);
    assertThat(deliver(3, CONFIGURE)).isEqualTo(Code.SEQUENCE);
    assertThat(deliver(2, CONFIGURE)).isEqualTo(Code.SEQUENCE);
    assertThat(counters().gaps()).isEqualTo(2);
    assertThat(deliver(10, new Request.Renew())).isEqualTo(Code.OK);
    assertThat(deliver(4, new Request.Lifecycle(Transition.ACTIVATE))).isEqualTo(Code.OK);
    assertThat(counters().gaps()).isEqualTo(11);
    assertThat(counters().rejected()[5]).isEqualTo(2);
  }

  @Test
  void aRecordThatIsRefusedForItsContentCannotActLater() {
    rig.lease();
    assertThat(deliver(1, new Request.Lifecycle(Transition.ACTIVATE))).isEqualTo(Code.STATE);
    assertThat(deliver(2, CONFIGURE)).isEqualTo(Code.OK);
    assertThat(deliver(1, new Request.Lifecycle(Transition.ACTIVATE))).isEqualTo(Code.SEQUENCE);
    assertThat(rig.device.state()).isEqualTo(DeviceState.INACTIVE);
  }

  @Test
  void aRecordActsBeforeItExpiresAndNotAfter() {
    rig.lease();
    rig.pass(1000);
    long session = rig.session();
    assertThat(deliver("lab", session, 1, rig.now, CONFIGURE)).isEqualTo(Code.EXPIRED);
    assertThat(deliver("lab", session, 1, rig.now + 5_000_001, CONFIGURE)).isEqualTo(Code.AHEAD);
    assertThat(deliver("lab", session, 1, rig.now + 1, CONFIGURE)).isEqualTo(Code.OK);
    assertThat(counters().rejected()[6]).isEqualTo(2);
  }

  @Test
  void anotherLayoutOrTopicIsRefused() {
    rig.lease();
    Header header = new Header(rig.layout() + 1, rig.session(), 1, rig.now, rig.now + 1000);
    rig.deliver("lab", header, CONFIGURE);
    assertThat(rig.lastAck("lab", 1).code()).isEqualTo(Code.LAYOUT);
    Header good = new Header(rig.layout(), rig.session(), 2, rig.now, rig.now + 1000);
    byte[] bytes = new Message(good, CONFIGURE).encode();
    rig.device.receive(rig.topics.fast("lab"), bytes, false, rig.now);
    assertThat(rig.lastAck("lab", 2).code()).isEqualTo(Code.TYPE);
  }

  @Test
  void whatIsRetainedOrMalformedIsCountedAndNotAnswered() {
    rig.lease();
    rig.sent.clear();
    Header header = new Header(rig.layout(), rig.session(), 1, rig.now, rig.now + 1000);
    byte[] bytes = new Message(header, CONFIGURE).encode();
    rig.device.receive(rig.topics.request("lab"), bytes, true, rig.now);
    bytes[50] ^= 1;
    rig.device.receive(rig.topics.request("lab"), bytes, false, rig.now);
    rig.device.receive(rig.topics.request("lab"), new byte[0], false, rig.now);
    assertThat(rig.acks("lab", 1)).isEmpty();
    assertThat(counters().rejected()[0]).isEqualTo(3);
  }

  @Test
  void threeMalformedRecordsOfTheHolderWithinASecondAreAFault() {
    rig.activate();
    for (int i = 0; i < 5; i++) {
      rig.device.receive(rig.topics.request("other"), new byte[60], false, rig.now);
    }
    for (int i = 0; i < 4; i++) {
      rig.device.receive(rig.topics.fast("lab"), new byte[60], false, rig.now);
      rig.live(501_000);
    }
    assertThat(rig.device.state()).isEqualTo(DeviceState.ACTIVE);
    rig.device.receive(rig.topics.fast("lab"), new byte[60], false, rig.now);
    rig.device.receive(rig.topics.fast("lab"), new byte[60], false, rig.now);
    assertThat(rig.device.condition().fault()).isEqualTo(Fault.GARBLED);
  }

  @Test
  void whatWasMalformedBeforeTheDeviceWasActiveDoesNotCount() {
    rig.activate();
    Rig.must(rig.code(new Request.Lifecycle(Transition.DEACTIVATE)));
    rig.live(10_000);
    rig.device.receive(rig.topics.fast("lab"), new byte[60], false, rig.now);
    rig.device.receive(rig.topics.fast("lab"), new byte[60], false, rig.now);
    Rig.must(rig.code(new Request.Lifecycle(Transition.ACTIVATE)));
    rig.device.receive(rig.topics.fast("lab"), new byte[60], false, rig.now);
    rig.device.receive(rig.topics.fast("lab"), new byte[60], false, rig.now);
    assertThat(rig.device.state()).isEqualTo(DeviceState.ACTIVE);
    rig.device.receive(rig.topics.fast("lab"), new byte[60], false, rig.now);
    assertThat(rig.device.condition().fault()).isEqualTo(Fault.GARBLED);
  }

  @Test
  void aPingIsAnsweredWithTheDevicesClockWithoutALease() {
    rig.pass(5000);
    deliver("other", 0, 9, 0, new Request.Ping());
    assertThat(rig.bodies(rig.topics.pong("other"), Report.Pong.class))
        .containsExactly(new Report.Pong(9, 5000, 5000));
  }

  @Test
  void everyRecordRaisesExactlyOneCounter() {
    rig.lease();
    deliver(1, CONFIGURE);
    deliver(1, CONFIGURE);
    deliver(2, CONFIGURE);
    deliver("lab", 0, 5, 0, new Request.Ping());
    rig.device.receive(rig.topics.fast("lab"), new byte[9], false, rig.now);
    Report.Counters counters = counters();
    assertThat(counters.accepted()).isEqualTo(3);
    assertThat(counters.rejected()).containsExactly(1, 0, 0, 0, 0, 1, 0, 1, 0, 0);
  }
}
