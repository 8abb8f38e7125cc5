package dev.trammel.hardware.kill;

import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.LinkListener;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.mqtt.MqttLinker;
import dev.trammel.hardware.wire.Decoded;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.RunEnd;
import dev.trammel.hardware.wire.RunLog;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Hears all that a device and its controllers say to each other. Thread-safe. */
final class Witness implements LinkListener, AutoCloseable {

  private static final double NANOS = 1e9;
  private static final long MICRO = 1000;

  private final Link link;
  private final List<Seen> states = new ArrayList<>();
  private final Map<MessageType, Order> orders = new EnumMap<>(MessageType.class);
  private final Map<Integer, byte[]> pieces = new TreeMap<>();
  private final List<Long> logs = new ArrayList<>();
  private final List<Long> heard = new ArrayList<>();

  /**
   * A STATE.
   *
   * @param time of the device [µs]
   * @param at when it came here [ns]
   */
  record Seen(Report.State state, long time, long at) {}

  /** What a controller sent, byte for byte. */
  record Order(String topic, byte[] payload, int qos) {}

  Witness(LinkAddress address) {
    LinkOptions options =
        new LinkOptions(address, "witness", null, List.of("trammel/v1/" + address.device() + "/#"));
    link = new MqttLinker(Credentials.standard()).open(options, this);
  }

  @Override
  public synchronized void received(String topic, byte[] payload, boolean retained) {
    long at = System.nanoTime();
    if (!retained && Frame.open(payload) instanceof Frame.Opening.Opened opened) {
      Frame frame = opened.frame();
      if (frame.type().isRequest()) {
        int qos = frame.type().isFast() ? 0 : 1;
        orders.put(frame.type(), new Order(topic, payload, qos));
        if (frame.header().session() != 0) {
          heard.add(at);
        }
      } else if (frame.report() instanceof Decoded.Valid<Report> valid) {
        report(valid.value(), frame.header().time(), at);
      }
    }
    notifyAll();
  }

  private void report(Report report, long time, long at) {
    if (report instanceof Report.State state) {
      states.add(new Seen(state, time, at));
    } else if (report instanceof Report.Log piece) {
      byte[] log = pieces.merge(
          piece.run(),
          new byte[piece.total()],
          (there, made) -> there.length == made.length ? there : made);
      System.arraycopy(piece.content(), 0, log, piece.offset(), piece.content().length);
      if (RunLog.decode(log) instanceof Decoded.Valid<RunLog> whole
          && whole.value().end() == RunEnd.WHOLE) {
        logs.add(at);
        pieces.clear();
      }
    }
  }

  /** Waits for something; false if it does not come in time. */
  synchronized boolean await(double seconds, BooleanSupplier heard) throws InterruptedException {
    long until = System.nanoTime() + (long) (NANOS * seconds);
    while (!heard.getAsBoolean()) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** The newest state that came after an instant. */
  synchronized Optional<Seen> newest(long after) {
    return states.isEmpty() || states.get(states.size() - 1).at() <= after
        ? Optional.empty()
        : Optional.of(states.get(states.size() - 1));
  }

  /** All that came between two instants. */
  synchronized List<Seen> between(long from, long to) {
    return states.stream().filter(seen -> seen.at() > from && seen.at() < to).toList();
  }

  /** How many episodes were done by the robot, and told of whole, between two instants. */
  synchronized long episodes(long from, long to) {
    return logs.stream().filter(at -> at > from && at < to).count();
  }

  /** The last of its kind that a controller sent. */
  synchronized Optional<Order> last(MessageType type) {
    return Optional.ofNullable(orders.get(type));
  }

  /** Says once more what somebody else has said. */
  void repeat(Order order) {
    link.publish(Message.of(order.topic(), order.payload(), order.qos()));
  }

  boolean isConnected() {
    return link.isConnected();
  }

  /**
   * When a controller was last heard by the device's clock, as far as can be told from here [s]:
   * the device's messages come as late as the controller's do there, or later.
   *
   * @param since the device runs [ns]
   * @param until it was killed, or the controller or broker [ns]
   */
  synchronized double lastOrder(long since, long until) {
    long ahead = states.stream()
        .filter(seen -> seen.at() > since)
        .mapToLong(seen -> seen.at() / MICRO - seen.time())
        .min()
        .orElseThrow();
    long last =
        heard.stream().filter(at -> at < until).mapToLong(at -> at).max().orElseThrow();
    return 1e-6 * (last / MICRO - ahead);
  }

  @Override
  public void close() {
    link.close();
  }
}
