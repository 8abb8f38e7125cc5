package dev.trammel.hardware.conformance;

import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.conformance.Verdict.Outcome;
import dev.trammel.hardware.device.Device;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.LocalBroker;
import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.wire.Conn;
import dev.trammel.hardware.wire.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The device's core with an emulated robot and a broker in memory, whose time the test owns. */
final class DeviceInMemory implements Pace {

  /** How much of time passes whenever the prober waits [µs]. */
  private static final long TICK = 1000;

  /** The device's clock began elsewhere [µs]. */
  private static final long AHEAD = 987_654_321;

  private final LocalBroker broker = LocalBroker.stepped();
  private final Device device;
  private long now;

  /** Stands between the device and its broker. */
  interface Fault {

    /** What the device gets instead. */
    default Message comes(Topics topics, Message message) {
      return message;
    }

    /** What it says instead. */
    default Message goes(Topics topics, Message message) {
      return message;
    }
  }

  DeviceInMemory(String task, Fault fault) throws IOException {
    Task read = TaskReader.read(TaskCatalog.shipped().find(task), List.of());
    EmulatedRobot robot =
        EmulatedRobot.of(read, new EmulatedRobot.Choice("robot", 0xBEEF1234, 7, false));
    Topics topics = new Topics("robot");
    LinkAddress address = LinkAddress.parse("mqtt://robot@localhost/robot");
    List<Link> links = new java.util.ArrayList<>();
    device = new Device(
        robot.settings(),
        robot.body(),
        (topic, payload, qos, retained) -> links
            .get(0)
            .publish(fault.goes(topics, new Message(topic, payload, qos, retained, 0))));
    links.add(broker.open(
        new LinkOptions(address, "robot", null, List.of(topics.allRequests(), topics.allStops())),
        (topic, payload, retained) -> {
          Message message = fault.comes(topics, new Message(topic, payload, 1, retained, 0));
          device.receive(message.topic(), message.payload(), message.retained(), now + AHEAD);
        }));
    links
        .get(0)
        .publish(Message.retained(topics.birth(), robot.settings().birth().encode()));
    int boot = robot.settings().birth().identity().boot();
    links
        .get(0)
        .publish(Message.retained(topics.conn(), new Conn(Conn.Presence.ONLINE, boot).encode()));
    device.tick(AHEAD);
  }

  @Override
  public long micros() {
    return now;
  }

  @Override
  public void pause(Object monitor) {
    now += TICK;
    broker.deliver();
    device.tick(now + AHEAD);
    broker.deliver();
  }

  /** Tries it. */
  List<Verdict> tried(Predicate<String> chosen) throws LinkException {
    LinkAddress address = LinkAddress.parse("mqtt://lab@localhost/robot");
    Conformance conformance = new Conformance(broker, this);
    return conformance.run(new Conformance.Plan(address, "intruder", false, chosen), verdict -> {});
  }

  /** The checks that did not pass, and why. */
  static Map<String, String> failed(List<Verdict> verdicts) {
    return verdicts.stream()
        .filter(verdict -> verdict.outcome() != Outcome.PASS)
        .collect(Collectors.toMap(Verdict::check, v -> v.outcome() + ": " + v.why()));
  }
}
