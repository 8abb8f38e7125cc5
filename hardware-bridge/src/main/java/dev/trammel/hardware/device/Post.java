package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Event;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Message;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Topics;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts what the device says into records, and on the right topics. */
final class Post {

  /** Refusals are told people at most so often; each is answered to its sender anyhow [µs]. */
  private static final long BETWEEN_COMPLAINTS = 100_000;

  /** What is remembered of whom was answered is bounded: the oldest begin anew. */
  private static final int MOST_TOPICS = 1000;

  private final Topics topics;
  private final int layout;
  private final Outbox outbox;
  private final Map<String, Long> sequences = new LinkedHashMap<>();
  private long lastComplaint = -BETWEEN_COMPLAINTS;

  Post(Topics topics, int layout, Outbox outbox) {
    this.topics = topics;
    this.layout = layout;
    this.outbox = outbox;
  }

  void state(Report.State state, long now) {
    send(topics.state(), state, state.session(), now, 0);
  }

  void pong(String user, Header ping, long session, long now) {
    send(topics.pong(user), new Report.Pong(ping.sequence(), ping.time(), now), session, now, 0);
  }

  /** Answers a request. */
  void answer(String user, int type, long sequence, Answer answer, long session, long now) {
    Report.Ack ack =
        new Report.Ack(sequence, type, answer.code(), Frame.MINOR, answer.place(), answer.value());
    send(topics.ack(user), ack, session, now, 1);
  }

  void log(String user, Report.Log piece, long session, long now) {
    send(topics.log(user), piece, session, now, 1);
  }

  /** Tells people something. */
  void event(Event.Kind kind, String text, long now) {
    outbox.send(topics.event(), new Event(kind, now / 1e6, text).encode(), 1, false);
  }

  /** Tells people of a refusal, unless it told them of one just now. */
  void complain(String user, String why, long now) {
    if (now - lastComplaint >= BETWEEN_COMPLAINTS) {
      lastComplaint = now;
      event(Event.Kind.REFUSAL, user + ": " + why, now);
    }
  }

  private void send(String topic, Report report, long session, long now, int qos) {
    Long last = sequences.remove(topic);
    if (sequences.size() >= MOST_TOPICS) {
      sequences.remove(sequences.keySet().iterator().next());
    }
    long sequence = last == null ? 1 : last + 1;
    sequences.put(topic, sequence);
    Header header = new Header(layout, session, sequence, now, 0);
    outbox.send(topic, new Message(header, report).encode(), qos, false);
  }
}
