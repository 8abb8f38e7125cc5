package dev.trammel.hardware.conformance;

import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.conformance.Verdict.Outcome;
import dev.trammel.hardware.device.Device;
import dev.trammel.hardware.device.DeviceSettings;
import dev.trammel.hardware.device.RobotBody;
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
import java.util.ArrayList;
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

  private static final String NAME = "robot";
  private static final int BOOT = 0xBEEF1234;

  private final LocalBroker broker = LocalBroker.stepped();
  private final Device device;
  private long now;

  /** Of a task's emulated robot. */
  static DeviceInMemory emulated(String task) throws IOException {
    Task read = TaskReader.read(TaskCatalog.shipped().find(task), List.of());
    EmulatedRobot robot = EmulatedRobot.of(read, new EmulatedRobot.Choice(NAME, BOOT, 7, false));
    return new DeviceInMemory(robot.settings(), robot.body(), Mutant.SOUND);
  }

  /** Of a robot that needs little time to compute. */
  static DeviceInMemory plain(Mutant mutant) {
    return new DeviceInMemory(PlainRobot.settings(NAME, BOOT), new PlainRobot(), mutant);
  }

  private DeviceInMemory(DeviceSettings settings, RobotBody body, Mutant mutant) {
    Topics topics = new Topics(NAME);
    LinkAddress address = LinkAddress.parse("mqtt://robot@localhost/" + NAME);
    List<Link> links = new ArrayList<>();
    device = new Device(
        settings,
        body,
        (topic, payload, qos, retained) ->
            links.get(0).publish(mutant.goes(new Message(topic, payload, qos, retained, 0))));
    links.add(broker.open(
        new LinkOptions(address, NAME, null, List.of(topics.allRequests(), topics.allStops())),
        (topic, payload, retained) ->
            receive(mutant, new Message(topic, payload, 1, retained, 0))));
    links.get(0).publish(Message.retained(topics.birth(), settings.birth().encode()));
    links
        .get(0)
        .publish(Message.retained(topics.conn(), new Conn(Conn.Presence.ONLINE, BOOT).encode()));
    device.tick(AHEAD);
  }

  private void receive(Mutant mutant, Message sent) {
    Message message = mutant.comes(sent, device, now + AHEAD);
    device.receive(message.topic(), message.payload(), message.retained(), now + AHEAD);
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
