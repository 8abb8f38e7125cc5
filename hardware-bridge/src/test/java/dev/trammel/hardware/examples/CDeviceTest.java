package dev.trammel.hardware.examples;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.bench.LinkMeasurement;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.bench.Silence;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.conformance.Conformance;
import dev.trammel.hardware.conformance.Conformance.Plan;
import dev.trammel.hardware.conformance.Verdict;
import dev.trammel.hardware.conformance.Verdict.Outcome;
import dev.trammel.hardware.fixtures.Bench;
import dev.trammel.hardware.fixtures.Ear;
import dev.trammel.hardware.fixtures.MosquittoServer;
import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.MqttLinker;
import dev.trammel.hardware.remote.Motions;
import dev.trammel.hardware.remote.RemoteBench;
import dev.trammel.hardware.remote.RemoteSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The robot's side in C, which was written from the protocol's page alone. */
@Timeout(value = 5, unit = MINUTES)
class CDeviceTest {

  @TempDir
  Path folder;

  private MosquittoServer broker;

  @BeforeEach
  void startBroker() {
    broker = MosquittoServer.open(folder);
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Test
  void itsCorePlaysTheScenesAndKnowsTheVectorsOfThePage() throws Exception {
    assertThat(CDevice.make("check"))
        .contains("all scenes as the page says")
        .contains("vectors as they stand");
  }

  @Test
  void aMillionHostileMessagesAreRefusedEachByItsCause() throws Exception {
    assertThat(CDevice.make("fuzz", "SEED=7", "N=1000000"))
        .startsWith("1000000 messages, 0 accepted");
  }

  @Test
  void nagleIsOff() throws Exception {
    try (CDevice device = CDevice.start(broker.port())) {
      assertThat(device.awaitLine("connected")).endsWith("TCP_NODELAY on");
    }
  }

  @Test
  void saysOnlineThenOfflineAndIsLostIfItIsKilled() throws Exception {
    Ear ear = new Ear();
    try (Link link = listen(ear, "trammel/v1/cartpole/conn")) {
      assertThat(link).isNotNull();
      assertThat(ear.next()).isEqualTo("connected");
      try (CDevice device = CDevice.start(broker.port())) {
        assertThat(ear.next(60_000)).contains("\"online\"");
        assertThat(device.end()).isZero();
        assertThat(ear.next()).contains("\"offline\"");
      }
      try (CDevice device = CDevice.start(broker.port())) {
        assertThat(ear.next()).contains("\"online\"");
        device.kill();
        assertThat(ear.next()).contains("\"lost\"");
      }
    }
  }

  @Test
  void comesBackWhenTheBrokerDoes() throws Exception {
    try (CDevice device = CDevice.start(broker.port())) {
      device.awaitLine("connected");
      broker.kill();
      device.awaitLine("disconnected");
      broker.restart();
      device.awaitLine("connected");
      assertThat(device.end()).isZero();
    }
  }

  @Test
  void conforms() throws Exception {
    List<Verdict> verdicts = new ArrayList<>();
    try (CDevice device = CDevice.start(broker.port())) {
      device.awaitLine("connected");

      Conformance.of(new MqttLinker(new Credentials(folder)))
          .run(
              new Plan(broker.address("lab", "cartpole"), "other", false, name -> true),
              verdicts::add);

      assertThat(device.end()).isZero();
    }
    assertThat(verdicts)
        .hasSize(1 + Conformance.names().size())
        .allMatch(verdict -> verdict.outcome() == Outcome.PASS);
  }

  @Test
  void speaksByTlsWithACertificateOfItsOwnAndNotWithout(@TempDir Path bench) throws Exception {
    Bench secured = new Bench(bench, "robot:cartpole");
    Path its = secured.credentials("cartpole");
    String authority = its.resolve("ca.crt").toString();
    String certificate = its.resolve("cartpole.crt").toString();
    String key = its.resolve("cartpole.key").toString();

    try (MosquittoServer strict = secured.start();
        CDevice known =
            CDevice.start(strict.port(), "--ca", authority, "--cert", certificate, "--key", key);
        CDevice unknown = CDevice.start(strict.port(), "--ca", authority);
        CDevice plain = CDevice.start(strict.port())) {
      assertThat(known.awaitLine("connected")).endsWith("TCP_NODELAY on");
      assertThat(unknown.awaitLine("disconnected")).isNotEmpty();
      assertThat(plain.awaitLine("disconnected")).isNotEmpty();
    }
  }

  @Test
  void aBenchAsksItWhatItIsInRealTime() throws Exception {
    Task cartpole = TaskReader.read(TaskCatalog.shipped().find("cartpole-swingup"), List.of());
    String address = "mqtt://lab@localhost:" + broker.port() + "/cartpole?reset=place&lease=0.5";
    try (CDevice device = CDevice.start(broker.port());
        RemoteBench robot = new RemoteBench(
            cartpole.plant(),
            RemoteSettings.parse(address),
            new MqttLinker(new Credentials(folder)))) {
      device.awaitLine("connected");
      robot.open();

      Recording recording = robot.perform(Motions.bounded(8, 1.5));
      assertThat(recording.isWhole()).isTrue();
      assertThat(Math.abs(recording.applied(3, 0))).isEqualTo(1.5);

      LinkMeasurement link = robot.measureLink(500);
      assertThat(link.loss()).isZero();
      assertThat(link.roundTrips()).hasSize(500);

      Silence silence = robot.fallSilent(Motions.lasting(2, 40));
      assertThat(silence.untilFault()).isEqualTo(0.5, within(silence.bound() + 0.05));
      robot.leaveFault();
      assertThat(robot.listen(10).steps()).isBetween(8, 9);
    }
  }

  private Link listen(Ear ear, String topic) {
    return new MqttLinker(new Credentials(folder))
        .open(new LinkOptions(broker.address("lab", "cartpole"), "ear", null, List.of(topic)), ear);
  }
}
