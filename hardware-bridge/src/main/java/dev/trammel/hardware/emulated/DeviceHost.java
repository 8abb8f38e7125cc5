package dev.trammel.hardware.emulated;

import dev.trammel.hardware.device.Device;
import dev.trammel.hardware.device.DeviceSettings;
import dev.trammel.hardware.device.RobotBody;
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
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

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

  /** So many messages at most are handled in a row where time waits for nothing. */
  private static final int MOST_IN_A_ROW = 64;

  /** How long it waits for work where nothing is due [ns]. */
  private static final long IDLE_NANOS = 5_000_000;

  /** Longest time to come to rest before the process goes [µs]. */
  private static final long LAST_WORDS = 3_000_000;

  private final Device device;
  private final CoreObserver observer;
  private final Birth.Identity identity;
  private final Topics topics;
  private final Link link;
  private final RobotBody body;
  private final Watchdog watchdog;
  private final LongSupplier nanos;
  private final Delay in;
  private final Delay stopsIn;
  private final Arrivals arrivals;
  private final Departures departures;
  private final long start;
  private final byte[] birth;
  private volatile boolean isNew;
  private long time;
  private long lastTick;

  /** How slow the network is, beside what it really is: mean and greatest deviation [ms]. */
  public record Latency(double millis, double jitterMillis) {

    public static final Latency NONE = new Latency(0, 0);
  }

  /**
   * A machine to run a core on.
   *
   * @param observer looks on
   * @param watchdog how late it lets leases run out
   */
  public record Machine(
      DeviceSettings settings, RobotBody body, CoreObserver observer, Watchdog watchdog) {

    /** With a watchdog that is in time. */
    public Machine(DeviceSettings settings, RobotBody body, CoreObserver observer) {
      this(settings, body, observer, Watchdog.PUNCTUAL);
    }
  }

  /** Begins to connect at once. */
  public DeviceHost(EmulatedRobot robot, Linker linker, LinkAddress address, Latency latency) {
    this(
        new Machine(robot.settings(), robot.body(), CoreObserver.NOBODY, robot.watchdog()),
        linker,
        address,
        latency);
  }

  /** Begins to connect at once. */
  public DeviceHost(Machine machine, Linker linker, LinkAddress address, Latency latency) {
    this(machine, linker, address, latency, System::nanoTime);
  }

  /** On a clock of its owner's [ns]. */
  DeviceHost(
      Machine machine, Linker linker, LinkAddress address, Latency latency, LongSupplier nanos) {
    observer = machine.observer();
    body = machine.body();
    watchdog = machine.watchdog();
    this.nanos = nanos;
    start = nanos.getAsLong();
    in = new Delay(latency.millis(), latency.jitterMillis(), 1);
    departures = new Departures(new Delay(latency.millis(), latency.jitterMillis(), 2));
    stopsIn = new Delay(latency.millis(), latency.jitterMillis(), 3);
    birth = machine.settings().birth().encode();
    identity = machine.settings().birth().identity();
    topics = new Topics(identity.device());
    arrivals = new Arrivals(MOST_WAITING, topic -> topics.stopper(topic).isPresent());
    device = new Device(machine.settings(), machine.body(), this::depart);
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
    try {
      while (!isOver.getAsBoolean()) {
        if (!turn()) {
          await();
        }
      }
      stopSafely();
    } finally {
      body.cutOff();
    }
  }

  private void stopSafely() throws InterruptedException {
    observer.halts(time);
    device.halt(time);
    long patience = now() + LAST_WORDS;
    while (device.state() == DeviceState.STOPPING && now() < patience) {
      if (identity.virtualTime()) {
        time += TICK_MICROS;
        tick();
      } else if (!turn()) {
        await();
      }
    }
    link.publish(Message.retained(topics.conn(), conn(Presence.OFFLINE)));
  }

  /**
   * Hands over what came, but no longer than until the next tick is due, and ticks if it is.
   *
   * @return whether time passed in the device
   */
  boolean turn() {
    if (isNew) {
      isNew = false;
      introduce();
    }
    receive();
    boolean moved = identity.virtualTime() ? passVirtual() : passReal();
    depart();
    return moved;
  }

  /** What the link does not take now is said again, or nobody would find the robot. */
  private void introduce() {
    if (!link.publish(Message.retained(topics.birth(), birth))
        || !link.publish(Message.retained(topics.conn(), conn(Presence.ONLINE)))) {
      isNew = true;
    }
  }

  private void tick() {
    observer.ticks(time);
    device.tick(time);
  }

  private boolean passReal() {
    if (!isTickDue()) {
      return false;
    }
    time = now();
    lastTick = time;
    tick();
    return true;
  }

  private boolean isTickDue() {
    return now() - lastTick >= TICK_MICROS;
  }

  private boolean passVirtual() {
    if (time >= device.granted()) {
      return false;
    }
    time = Math.min(time + TICK_MICROS, device.granted());
    tick();
    return true;
  }

  /** One message at least, or nothing would ever be heard by a device that ticks slowly. */
  private void receive() {
    int dropped = arrivals.dropped();
    if (dropped > 0) {
      device.missed(dropped, time);
    }
    for (int i = 0; i == 0 || mayHandleMore(i); i++) {
      Arrivals.Arrival next = arrivals.take(nanos.getAsLong());
      if (next == null) {
        return;
      }
      if (identity.virtualTime()) {
        device.worldPasses(now());
      } else {
        time = now();
      }
      observer.comes(next.topic(), next.payload(), next.retained(), time);
      device.receive(next.topic(), watchdog.hear(next.payload()), next.retained(), time);
    }
  }

  private boolean mayHandleMore(int handled) {
    return identity.virtualTime() ? handled < MOST_IN_A_ROW : !isTickDue();
  }

  private void depart(String topic, byte[] payload, int qos, boolean retained) {
    observer.goes(topic, payload);
    departures.add(new Message(topic, payload, qos, retained, 0), nanos.getAsLong());
    depart();
  }

  private void depart() {
    departures.publishTo(link, nanos.getAsLong());
  }

  private void await() throws InterruptedException {
    long longest = identity.virtualTime() ? IDLE_NANOS : 1000 * (lastTick + TICK_MICROS - now());
    arrivals.await(nanos.getAsLong(), departures.untilNext(nanos.getAsLong(), longest));
  }

  /** The device's clock in real time: microseconds since it booted. */
  private long now() {
    return (nanos.getAsLong() - start) / 1000;
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
      Delay way = topics.stopper(topic).isPresent() ? stopsIn : in;
      arrivals.put(new Arrivals.Arrival(topic, payload, retained, way.arrival(nanos.getAsLong())));
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
