package dev.trammel.hardware.wire;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What must be true of a message before a controller believes that its device said it: the
 * counterpart of what a device asks of requests, in the same order and under the same names. A
 * record must be whole, of this version, on the topic of its type, of the layout and boot of the
 * device's birth, of no lease that is over, and must not have come before; a STATE must be newer
 * than the last one. Whatever else comes is counted by its cause, and otherwise as if it had never
 * come. Not thread-safe.
 */
public final class ReportGate {

  /** So many answers or pieces of a log may overtake each other. */
  private static final int MOST_OVERTAKING = 1024;

  private final Topics topics;
  private final Map<String, MessageType> types;
  private final Map<MessageType, SequenceWindow> sequences = new EnumMap<>(MessageType.class);
  private final Map<Code, Long> refused = new EnumMap<>(Code.class);
  private Optional<Birth> birth = Optional.empty();
  private long newestSession;

  /** A record that may be believed. */
  public record Admitted(Header header, Report report) {}

  /** @param user to whom it speaks */
  public ReportGate(Topics topics, String user) {
    this.topics = topics;
    types = new HashMap<>(Map.of(
        topics.state(), MessageType.STATE,
        topics.ack(user), MessageType.ACK,
        topics.log(user), MessageType.LOG,
        topics.pong(user), MessageType.PONG));
    forget();
  }

  private void forget() {
    newestSession = 0;
    types
        .values()
        .forEach(type -> sequences.put(
            type, new SequenceWindow(type == MessageType.STATE ? 1 : MOST_OVERTAKING)));
  }

  /** The newest birth that was understood. */
  public Optional<Birth> birth() {
    return birth;
  }

  /** Reads a birth; one of another boot begins everything anew. */
  public Decoded<Birth> birth(byte[] payload) {
    Decoded<Birth> said = Birth.decode(payload);
    if (said instanceof Decoded.Valid<Birth> valid
        && !valid.value().identity().device().equals(topics.device())) {
      said = Decoded.refused(
          Code.VALUE, 0, "it is that of " + valid.value().identity().device());
    }
    if (said instanceof Decoded.Valid<Birth> valid) {
      if (birth.filter(known -> boot(known) == boot(valid.value())).isEmpty()) {
        forget();
      }
      birth = Optional.of(valid.value());
    }
    return counted(said);
  }

  private static int boot(Birth birth) {
    return birth.identity().boot();
  }

  /** Reads a word on whether the device is there. */
  public Decoded<Conn> conn(byte[] payload) {
    return counted(Conn.decode(payload));
  }

  /** Counts what is not understood, whatever it was to be. */
  public <T> Decoded<T> counted(Decoded<T> said) {
    if (said instanceof Decoded.Refused<T>) {
      refuse(Code.MALFORMED);
    }
    return said;
  }

  /** Takes a record; empty if it must not be believed. */
  public Optional<Admitted> admit(String topic, byte[] payload, boolean retained) {
    Frame.Opening opening =
        retained ? new Frame.Opening.Malformed("a retained record") : Frame.open(payload);
    if (opening instanceof Frame.Opening.Malformed) {
      return refuse(Code.MALFORMED);
    }
    if (opening instanceof Frame.Opening.Foreign foreign) {
      return refuse(foreign.code());
    }
    Frame frame = ((Frame.Opening.Opened) opening).frame();
    Code code = check(topic, frame);
    if (code != Code.OK) {
      return refuse(code);
    }
    newestSession = newer(newestSession, frame.header().session());
    return frame.report() instanceof Decoded.Valid<Report> valid
        ? Optional.of(new Admitted(frame.header(), valid.value()))
        : refuse(Code.VALUE);
  }

  private Code check(String topic, Frame frame) {
    Header header = frame.header();
    if (frame.type() != types.get(topic)) {
      return Code.TYPE;
    }
    if (birth.isEmpty() || header.layout() != birth.get().layout().crc()) {
      return Code.LAYOUT;
    }
    if (!isOfThisBoot(header.session())) {
      return Code.SESSION;
    }
    return window(frame.type()).take(header.sequence()) ? Code.OK : Code.SEQUENCE;
  }

  /** Sessions grow: the number of a lease that is over does not come again. */
  private boolean isOfThisBoot(long session) {
    return session == 0
        || session >>> Integer.SIZE == Integer.toUnsignedLong(boot(birth.orElseThrow()))
            && Long.compareUnsigned(session, newestSession) >= 0;
  }

  private static long newer(long a, long b) {
    return Long.compareUnsigned(a, b) > 0 ? a : b;
  }

  private SequenceWindow window(MessageType type) {
    return Objects.requireNonNull(sequences.get(type));
  }

  private Optional<Admitted> refuse(Code code) {
    refused.merge(code, 1L, Long::sum);
    return Optional.empty();
  }

  /** How many messages were refused, by cause; without those that never were. */
  public Map<Code, Long> refused() {
    return new EnumMap<>(refused);
  }
}
