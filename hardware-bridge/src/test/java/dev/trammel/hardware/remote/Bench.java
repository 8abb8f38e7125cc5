package dev.trammel.hardware.remote;

import dev.trammel.controller.task.BodyChange;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.device.Device;
import dev.trammel.hardware.device.DeviceSettings;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.LocalBroker;
import dev.trammel.hardware.mqtt.LocalLink;
import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Conn;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An emulated robot, a broker in memory and a wire with faults, in one thread that owns their time:
 * whoever waits lets it pass. The device's clock is far ahead of the local one.
 */
final class Bench implements Pace, AutoCloseable {

  static final long AHEAD = 2_000_000L;
  static final long TICK = 500;

  final Task task;
  final LocalBroker broker = LocalBroker.stepped();
  final FaultyWire wire = new FaultyWire(this, broker);
  final RemoteSettings settings;
  final Topics topics = new Topics("robot");
  final List<Runnable> beats = new ArrayList<>();
  EmulatedRobot robot;
  Device device;
  LocalLink deviceLink;
  boolean deviceIsAlive = true;
  Optional<BodyChange> change = Optional.empty();

  /** What a robot says of itself from the next boot on. */
  boolean isEmulated = true;

  int minor = Frame.MINOR;

  String calibration = Birth.Robot.UNCALIBRATED;

  private final boolean virtualTime;
  private long now;
  private long deviceTime;

  /** So much of virtual time passes before each record is taken in [µs]. */
  long leap;

  private long leapt;

  private long renewed;

  Bench(String taskName, boolean virtualTime, String query) throws IOException {
    task = TaskReader.read(TaskCatalog.shipped().find(taskName), List.of());
    this.virtualTime = virtualTime;
    settings = RemoteSettings.parse("mqtt://lab@local/robot" + query);
    boot(0xCAFE);
  }

  /** The robot starts anew, with all its state forgotten. */
  void boot(int boot) {
    robot = EmulatedRobot.of(body(), new EmulatedRobot.Choice("robot", boot, 0, virtualTime));
    deviceTime = virtualTime ? 0 : now + AHEAD;
    device = new Device(
        settings(robot),
        robot.body(),
        (topic, payload, qos, retained) ->
            deviceLink.publish(new Message(topic, payload, qos, retained, 0)));
    deviceLink = broker.open(
        new LinkOptions(
            LinkAddress.parse("mqtt://robot@local/robot"),
            "robot",
            Message.retained(topics.conn(), new Conn(Conn.Presence.LOST, boot).encode()),
            List.of(topics.allRequests(), topics.allStops())),
        this::hand);
    deviceLink.publish(Message.retained(topics.birth(), device.birth().encode()));
    deviceLink.publish(
        Message.retained(topics.conn(), new Conn(Conn.Presence.ONLINE, boot).encode()));
    device.tick(deviceTime);
  }

  /** The task of the robot, as it turned out. */
  private Task body() {
    PlantSettings told = task.plant();
    return change
        .map(other -> task.with(
            task.description(),
            told.varied(other.of(told.robot()), told.world(), told.sensors()),
            task.conditions()))
        .orElse(task);
  }

  private DeviceSettings settings(EmulatedRobot robot) {
    DeviceSettings made = robot.settings();
    Birth birth = made.birth();
    Birth.Identity is = birth.identity();
    Birth.Identity said =
        new Birth.Identity(is.device(), is.boot(), is.firmware(), isEmulated, is.virtualTime());
    return new DeviceSettings(
        new Birth(minor, said, calibrated(birth.robot()), birth.offer()),
        made.restRates(),
        made.acceleration());
  }

  private Birth.Robot calibrated(Birth.Robot is) {
    return new Birth.Robot(
        is.spec(),
        is.sensorRates(),
        is.inputRates(),
        is.features(),
        is.joints(),
        is.servo(),
        calibration);
  }

  /** From now on the lease of a user is renewed by magic: what a robot without a watchdog is like. */
  void forgetWatchdog() {
    beats.add(this::renew);
  }

  private void renew() {
    if (deviceTime - renewed > 100_000 && device.report().session() != 0) {
      renewed = deviceTime;
      Header header = new Header(
          device.birth().layout().crc(),
          device.report().session(),
          1_000_000 + renewed,
          now,
          deviceTime + 1_000_000);
      byte[] record = new dev.trammel.hardware.wire.Message(header, new Request.Renew()).encode();
      device.receive(topics.of(MessageType.RENEW, "lab"), record, false, deviceTime);
    }
  }

  private void hand(String topic, byte[] payload, boolean retained) {
    if (deviceIsAlive) {
      leapt += leap;
      device.receive(topic, payload, retained, deviceTime + leapt);
    }
  }

  /** The plant that a controller has of it. */
  RemotePlant plant() {
    return new RemotePlant(task.plant(), settings, wire, this);
  }

  Session session() {
    return new Session(settings, wire, this);
  }

  @Override
  public long micros() {
    return now;
  }

  long deviceTime() {
    return deviceTime;
  }

  @Override
  public void pause(Object monitor, long atMost) {
    pass(Math.min(TICK, atMost));
  }

  /** Lets time pass. */
  void pass(long micros) {
    for (long until = now + micros; now < until; ) {
      now += Math.min(TICK, until - now);
      wire.deliver();
      broker.deliver();
      moveDevice();
      broker.deliver();
      List.copyOf(beats).forEach(Runnable::run);
    }
  }

  /** Lets time pass in which this process stands still, and what comes in is not read. */
  void standStill(long micros) {
    for (long until = now + micros; now < until; now += TICK) {
      moveDevice();
    }
  }

  private void moveDevice() {
    if (!deviceIsAlive) {
      return;
    }
    if (!virtualTime) {
      deviceTime = now + AHEAD;
      device.tick(deviceTime);
      return;
    }
    while (deviceTime < device.granted()) {
      deviceTime = Math.min(deviceTime + TICK, device.granted());
      device.tick(deviceTime);
    }
  }

  /** Does something once, at a local time [µs]. */
  void at(long micros, Runnable work) {
    beats.add(new Runnable() {

      @Override
      public void run() {
        if (now >= micros) {
          beats.remove(this);
          work.run();
        }
      }
    });
  }

  @Override
  public Beat beat(Runnable work) {
    beats.add(work);
    return () -> beats.remove(work);
  }

  @Override
  public void close() {
    broker.close();
  }
}
