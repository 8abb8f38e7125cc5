package dev.trammel.hardware.emulated;

import dev.trammel.hardware.device.Device;
import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.mqtt.LinkListener;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.Linker;
import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Conn;
import dev.trammel.hardware.wire.Conn.Presence;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a device's core on a link: hands it what comes, ticks it every millisecond, and publishes
 * what it says. The core lives in the one thread that calls {@link #run}; the link's threads only
 * put messages into a queue.
 *
 * <p>In virtual time nothing ticks but what was granted, as fast as the host can.
 */
public final class DeviceHost implements AutoCloseable {

  private static final long TICK_MICROS = 1000;

  /** More than this many messages wait for nobody: the rest is lost, as in a full socket. */
  private static final int MOST_WAITING = 20_000;

  /** How long it waits for work where nothing is due [µs]. */
  private static final long IDLE_MICROS = 5000;

  /** Longest time to come to rest before the process goes [µs]. */
  private static final long LAST_WORDS = 3_000_000;

  private final Device device;
  private final Birth.Identity identity;
  private final Topics topics;
  private final Link link;
  private final Delay in;
  private final Delay out;
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Deque<Departure> departures = new ArrayDeque<>();
  private final long start = System.nanoTime();
  private final byte[] birth;
  private @Nullable Arrival next;
  private volatile boolean isNew;
  private long time;

  private record Arrival(String topic, byte[] payload, boolean retained, long due) {}

  private record Departure(Message message, long due) {}

  /** How slow the network is, beside what it really is: mean and greatest deviation [ms]. */
  public record Latency(double millis, double jitterMillis) {

    public static final Latency NONE = new Latency(0, 0);
  }

  /** Begins to connect at once. */
  public DeviceHost(EmulatedRobot robot, Linker linker, LinkAddress address, Latency latency) {
    in = new Delay(latency.millis(), latency.jitterMillis(), 1);
    out = new Delay(latency.millis(), latency.jitterMillis(), 2);
    birth = robot.settings().birth().encode();
    identity = robot.settings().birth().identity();
    topics = new Topics(identity.device());
    device = new Device(robot.settings(), robot.body(), this::depart);
    LinkOptions options = new LinkOptions(
        address,
        "trammel-device-" + identity.device(),
        Message.retained(topics.conn(), conn(Presence.LOST)),
        List.of(topics.allRequests(), topics.allStops()));
    link = linker.open(options, new Ear());
  }

  public Device device() {
    return device;
  }

  /** The link, to see whether it is connected. */
  public Link link() {
    return link;
  }

  /**
   * Lives until it is told to end, and then stops safely.
   *
   * @param isOver asked at least every few milliseconds, by this thread
   */
  public void run(BooleanSupplier isOver) throws InterruptedException {
    while (!isOver.getAsBoolean()) {
      turn();
    }
    stopSafely();
  }

  private void stopSafely() throws InterruptedException {
    device.halt(time);
    long patience = now() + LAST_WORDS;
    while (device.state() == DeviceState.STOPPING && now() < patience) {
      if (identity.virtualTime()) {
        time += TICK_MICROS;
        device.tick(time);
      } else {
        turn();
      }
    }
    link.publish(Message.retained(topics.conn(), conn(Presence.OFFLINE)));
  }

  private void turn() throws InterruptedException {
    if (isNew) {
      isNew = false;
      link.publish(Message.retained(topics.birth(), birth));
      link.publish(Message.retained(topics.conn(), conn(Presence.ONLINE)));
    }
    receive();
    boolean moved = identity.virtualTime() ? passVirtual() : passReal();
    depart();
    if (!moved) {
      await();
    }
  }

  private boolean passReal() {
    long now = now();
    if (now - time < TICK_MICROS) {
      return false;
    }
    time = now;
    device.tick(time);
    return true;
  }

  private boolean passVirtual() {
    if (time >= device.granted()) {
      return false;
    }
    time = Math.min(time + TICK_MICROS, device.granted());
    device.tick(time);
    return true;
  }

  private void receive() {
    while (true) {
      if (next == null) {
        next = arrivals.poll();
      }
      if (next == null || next.due() > System.nanoTime()) {
        return;
      }
      if (!identity.virtualTime()) {
        time = Math.max(time, now());
      }
      device.receive(next.topic(), next.payload(), next.retained(), time);
      next = null;
    }
  }

  private void depart(String topic, byte[] payload, int qos, boolean retained) {
    departures.add(new Departure(
        new Message(topic, payload, qos, retained, 0), out.arrival(System.nanoTime())));
    depart();
  }

  /** Publishes what is due; what the link cannot take now is lost. */
  private void depart() {
    while (!departures.isEmpty() && departures.getFirst().due() <= System.nanoTime()) {
      link.publish(departures.removeFirst().message());
    }
  }

  private void await() throws InterruptedException {
    long micros = identity.virtualTime() ? IDLE_MICROS : time + TICK_MICROS - now();
    if (next != null) {
      micros = Math.min(micros, (next.due() - System.nanoTime()) / 1000);
    }
    if (!departures.isEmpty()) {
      micros = Math.min(micros, (departures.getFirst().due() - System.nanoTime()) / 1000);
    }
    if (micros <= 0) {
      return;
    }
    if (next == null) {
      next = arrivals.poll(micros, TimeUnit.MICROSECONDS);
    } else {
      TimeUnit.MICROSECONDS.sleep(micros);
    }
  }

  /** The device's clock in real time: microseconds since it booted. */
  private long now() {
    return (System.nanoTime() - start) / 1000;
  }

  private byte[] conn(Presence presence) {
    return new Conn(presence, identity.boot()).encode();
  }

  /** Leaves the broker. */
  @Override
  public void close() {
    link.close();
  }

  /** Hears of the link, in the link's threads. */
  private final class Ear implements LinkListener {

    @Override
    public void received(String topic, byte[] payload, boolean retained) {
      arrivals.offer(new Arrival(topic, payload, retained, in.arrival(System.nanoTime())));
    }

    @Override
    public void connected() {
      isNew = true;
    }

    @Override
    public void disconnected(LinkException why) {
      // the link tries again by itself; whatever moves stops when its lease runs out
    }
  }
}
