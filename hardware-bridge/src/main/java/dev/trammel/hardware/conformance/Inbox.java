package dev.trammel.hardware.conformance;

import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.mqtt.LinkListener;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Body;
import dev.trammel.hardware.wire.Conn;
import dev.trammel.hardware.wire.Decoded;
import dev.trammel.hardware.wire.Event;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a device said to one user. Its own monitor guards it, and is notified of every message.
 */
final class Inbox implements LinkListener {

  private static final int MOST_COMPLAINTS = 20;
  private static final String REFUSED = "the broker refused: ";

  /**
   * A record of the device.
   *
   * @param came by the prober's clock [µs]
   */
  record Heard<B extends Body>(Header header, B body, long came) {}

  private final Topics topics;
  private final String user;
  private final Pace pace;
  private final List<Heard<Report.Ack>> acks = new ArrayList<>();
  private final List<Heard<Report.Pong>> pongs = new ArrayList<>();
  private final List<Heard<Report.Log>> logs = new ArrayList<>();
  private final List<Heard<Report.State>> states = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private @Nullable Decoded<Birth> birth;
  private @Nullable Decoded<Conn> conn;

  Inbox(Topics topics, String user, Pace pace) {
    this.topics = topics;
    this.user = user;
    this.pace = pace;
  }

  @Override
  public synchronized void received(String topic, byte[] payload, boolean retained) {
    long came = pace.micros();
    if (topic.equals(topics.birth())) {
      birth = Birth.decode(payload);
    } else if (topic.equals(topics.conn())) {
      conn = Conn.decode(payload);
    } else if (topic.equals(topics.event())) {
      event(payload);
    } else if (retained) {
      complain(topic + " came retained");
    } else {
      record(topic, payload, came);
    }
    notifyAll();
  }

  @Override
  public synchronized void refused(LinkException why) {
    complain(REFUSED + why.getMessage());
    notifyAll();
  }

  private void event(byte[] payload) {
    if (Event.decode(payload) instanceof Decoded.Valid<Event> valid) {
      events.add(valid.value());
    } else {
      complain("an event is not what section 6 says");
    }
  }

  private void record(String topic, byte[] payload, long came) {
    Frame.Opening opening = Frame.open(payload);
    if (!(opening instanceof Frame.Opening.Opened opened)) {
      complain("no record on " + topic + ": " + opening);
      return;
    }
    Decoded<Report> report = opened.frame().report();
    if (report instanceof Decoded.Refused<Report> refused) {
      complain("a record on " + topic + ": " + refused.refusal().why());
      return;
    }
    file(topic, opened.frame().header(), ((Decoded.Valid<Report>) report).value(), came);
  }

  private void file(String topic, Header header, Report report, long came) {
    if (report instanceof Report.Ack ack && topic.equals(topics.ack(user))) {
      acks.add(new Heard<>(header, ack, came));
    } else if (report instanceof Report.Pong pong && topic.equals(topics.pong(user))) {
      pongs.add(new Heard<>(header, pong, came));
    } else if (report instanceof Report.Log log && topic.equals(topics.log(user))) {
      logs.add(new Heard<>(header, log, came));
    } else if (report instanceof Report.State state && topic.equals(topics.state())) {
      states.add(new Heard<>(header, state, came));
    } else {
      complain(report.type() + " came on " + topic);
    }
  }

  private void complain(String what) {
    if (complaints.size() < MOST_COMPLAINTS) {
      complaints.add(what);
    }
  }

  synchronized Optional<Decoded<Birth>> birth() {
    return Optional.ofNullable(birth);
  }

  synchronized Optional<Decoded<Conn>> conn() {
    return Optional.ofNullable(conn);
  }

  synchronized List<Heard<Report.Ack>> acks() {
    return List.copyOf(acks);
  }

  synchronized List<Heard<Report.Pong>> pongs() {
    return List.copyOf(pongs);
  }

  synchronized List<Heard<Report.Log>> logs() {
    return List.copyOf(logs);
  }

  synchronized List<Heard<Report.State>> states() {
    return List.copyOf(states);
  }

  synchronized List<Event> events() {
    return List.copyOf(events);
  }

  /** What the device said that the page does not allow. */
  synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Whether the broker refused what was sent. */
  synchronized boolean wasRefused() {
    return complaints.stream().anyMatch(complaint -> complaint.startsWith(REFUSED));
  }

  /** Forgets records; a new check begins. */
  synchronized void forget() {
    acks.clear();
    pongs.clear();
    logs.clear();
    states.clear();
    events.clear();
    complaints.clear();
  }
}
