package dev.trammel.hardware.examples;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

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

  private Link listen(Ear ear, String topic) {
    return new MqttLinker(new Credentials(folder))
        .open(new LinkOptions(broker.address("lab", "cartpole"), "ear", null, List.of(topic)), ear);
  }
}
