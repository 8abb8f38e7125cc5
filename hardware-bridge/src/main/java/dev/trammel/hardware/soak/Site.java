package dev.trammel.hardware.soak;

import dev.trammel.hardware.fault.FaultProxy;
import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.MqttLinker;
import java.util.List;

/** A broker, and a bad network for each who speaks over it. */
final class Site implements AutoCloseable {

  /** Who runs episodes. */
  static final List<String> USERS = List.of("ada", "bob");

  private final SoakBroker broker;
  private final FaultProxy robot;
  private final List<FaultProxy> users;
  private final MqttLinker linker = new MqttLinker(Credentials.standard());

  Site(SoakBroker broker, long seed) {
    this.broker = broker;
    robot = FaultProxy.start(broker.port(), seed);
    users = USERS.stream().map(user -> FaultProxy.start(broker.port(), seed)).toList();
  }

  SoakBroker broker() {
    return broker;
  }

  MqttLinker linker() {
    return linker;
  }

  /** Before the robot. */
  FaultProxy robot() {
    return robot;
  }

  /** Before a user. */
  FaultProxy user(int number) {
    return users.get(number);
  }

  /** Any of them: the robot's first. */
  FaultProxy proxy(int number) {
    return number == 0 ? robot : users.get(number - 1);
  }

  int proxies() {
    return 1 + users.size();
  }

  @Override
  public void close() {
    robot.close();
    users.forEach(FaultProxy::close);
    broker.close();
  }
}
