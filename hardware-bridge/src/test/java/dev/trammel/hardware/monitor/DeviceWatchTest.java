package dev.trammel.hardware.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.LocalBroker;
import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Conn;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Event;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A watch hears a device over a broker in memory; the device is these tests. */
class DeviceWatchTest {

  private static final long MILLI = 1_000_000;
  private static final LinkAddress ADDRESS = LinkAddress.parse("mqtt://lab@localhost/cart");

  private final Topics topics = new Topics("cart");
  private final AtomicLong nanos = new AtomicLong(1);
  private final LocalBroker broker = LocalBroker.stepped();
  private final List<byte[]> heard = new ArrayList<>();
  private final DeviceWatch watch = new DeviceWatch(topics, "lab", 100, nanos::get);
  private final MonitorScreen screen = new MonitorScreen(ADDRESS.toString());
  private int layout;
  private Link device;
  private Link link;

  @BeforeEach
  void connect() {
    device = broker.open(
        new LinkOptions(ADDRESS.withUser("cart"), "cart", null, List.of(topics.allRequests())),
        (topic, payload, retained) -> heard.add(payload));
    link = broker.open(new LinkOptions(ADDRESS, "lab", null, watch.subscriptions()), watch);
    broker.deliver();
  }

  private void say(Message message) {
    device.publish(message);
    broker.deliver();
  }

  private void announce() {
    PlantSpec spec = new PlantSpec(
        "cart",
        List.of(Channel.unlimited("slide", "m")),
        List.of(new Channel("slide", "N", -1, 1)),
        0.05,
        new SafeAction.Zero());
    Birth birth = new Birth(
        0,
        new Birth.Identity("cart", 0x12ab, "test 1", true, false),
        new Birth.Robot(
            spec, List.of(""), List.of(10.0), List.of(), List.of("slide"), List.of(), "none"),
        new Birth.Offer(Set.of(Activity.EPISODE), Set.of(), new Birth.Most(10, 1000, 100, 1)));
    layout = birth.layout().crc();
    say(Message.retained(topics.birth(), birth.encode()));
    say(Message.retained(topics.conn(), new Conn(Conn.Presence.ONLINE, 0x12ab).encode()));
  }

  private void state(long sequence, DeviceState state, Fault fault) {
    Report.State report = new Report.State(
        7,
        new Report.Condition(
            state, state == DeviceState.ACTIVE ? Activity.EPISODE : Activity.NONE, fault),
        false,
        false,
        0x12ab_0000_0003L,
        2,
        new Report.Counters(41, 1, new long[] {0, 0, 0, 0, 0, 2, 5, 0, 0, 0}),
        new double[] {0.25},
        new double[] {3},
        new double[] {1});
    record(topics.state(), sequence, report);
  }

  private void record(String topic, long sequence, Report report) {
    Header header = new Header(layout, 0, sequence, 0, 0);
    say(Message.of(topic, new dev.trammel.hardware.wire.Message(header, report).encode(), 0));
  }

  @Test
  void aDeviceThatWasNeverHeardOfIsToldAsSuch() {
    assertThat(screen.lines(watch.view()))
        .contains(
            "mqtt://lab@localhost:1883/cart: not heard of yet", "state      not heard of yet");
  }

  @Test
  void whatADeviceSaysStandsOnTheScreen() {
    announce();
    state(1, DeviceState.ACTIVE, Fault.NONE);
    say(Message.of(
        topics.event(), new Event(Event.Kind.STATE, 1.5, "hold to episode").encode(), 1));

    assertThat(screen.lines(watch.view()))
        .contains(
            "mqtt://lab@localhost:1883/cart: online, boot 12ab, test 1, emulated, real time,"
                + " calibration none",
            "state      ACTIVE episode, run 2 step 7, lease 3 of boot 12ab",
            "requests   41 accepted, 1 skipped, refused: 2 sequence, 5 expired",
            "sensors    slide 0.25",
            "requested  slide 3",
            "applied    slide 1",
            "event      1.500 s  hold to episode");
  }

  @Test
  void aFaultIsNamed() {
    announce();
    state(1, DeviceState.FAULT, Fault.LIMIT);

    assertThat(screen.state(watch.view())).startsWith("FAULT LIMIT, ");
  }

  @Test
  void readingsAreCountedTimedAndMissed() {
    announce();
    for (int i = 0; i < 60; i++) {
      nanos.addAndGet(50 * MILLI);
      if (i % 10 != 9) {
        state(i + 1, DeviceState.INACTIVE, Fault.NONE);
      }
    }
    nanos.addAndGet(20 * MILLI);

    DeviceView view = watch.view();
    assertThat(view.rate()).isCloseTo(18, within(0.51));
    assertThat(view.lost()).isEqualTo(5);
    assertThat(view.age()).isCloseTo(0.070, within(1e-9));
  }

  @Test
  void aPingIsAllThatAWatchSends() {
    watch.ping(link);
    broker.deliver();
    assertThat(heard).as("before the layout is known").isEmpty();

    announce();
    for (int i = 0; i < 3; i++) {
      watch.ping(link);
      broker.deliver();
    }

    assertThat(heard)
        .hasSize(3)
        .allSatisfy(packet -> assertThat(
                ((Frame.Opening.Opened) Frame.open(packet)).frame().type())
            .isEqualTo(MessageType.PING));
  }

  @Test
  void roundTripsAreThoseOfItsOwnPings() {
    announce();
    watch.ping(link);
    nanos.addAndGet(3 * MILLI);
    record(topics.pong("lab"), 1, new Report.Pong(100, 0, 0));
    record(topics.pong("lab"), 2, new Report.Pong(7, 0, 0));
    watch.ping(link);
    nanos.addAndGet(2_000 * MILLI);
    watch.ping(link);

    assertThat(watch.view().median()).isCloseTo(0.003, within(1e-12));
    assertThat(watch.view().pings()).as("unanswered").isEqualTo(1);
  }

  @Test
  void nonsenseIsCountedAndEndsNothing() {
    say(Message.of(topics.state(), new byte[] {1, 2, 3}, 0));
    say(Message.of(topics.birth(), new byte[] {'{'}, 1));
    say(Message.of(topics.event(), new byte[0], 1));

    assertThat(watch.view().disbelieved()).containsExactly(Map.entry(Code.MALFORMED, 3L));
    assertThat(screen.lines(watch.view()))
        .contains("not taken  what came here as the device's: 3 malformed");
  }
}
