package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.hardware.emulated.DeviceHost;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.fixtures.MosquittoServer;
import dev.trammel.hardware.fixtures.TestBroker;
import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.MqttLinker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Episodes by real brokers, with the device on a thread of its own and on virtual time. */
class BrokersTest {

  @TempDir
  private Path folder;

  private TestBroker start(String broker) {
    return broker.equals("mosquitto") ? MosquittoServer.open(folder) : TestBroker.embedded();
  }

  private MqttLinker linker() {
    return new MqttLinker(new Credentials(folder));
  }

  private RemotePlant plant(Task task, TestBroker broker) {
    RemoteSettings settings =
        RemoteSettings.parse("mqtt://lab@localhost:" + broker.port() + "/robot");
    return new RemotePlant(task.plant(), settings, linker());
  }

  private static Task cartpole() throws IOException {
    return TaskReader.read(TaskCatalog.shipped().find("cartpole-swingup"), List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mosquitto", "embedded"})
  void episodesRunOneAfterAnotherAndForWhoComesNext(String name) throws Exception {
    Task task = cartpole();
    EmulatedRobot robot =
        EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 0xCAFE, 0, true));
    AtomicBoolean over = new AtomicBoolean();
    try (TestBroker broker = start(name);
        DeviceHost host = new DeviceHost(
            robot, linker(), broker.address("robot", "robot"), DeviceHost.Latency.NONE)) {
      Thread device = new Thread(() -> live(host, over));
      device.start();
      for (int i = 0; i < 2; i++) {
        try (RemotePlant plant = plant(task, broker)) {
          plant.open();
          for (int e = 0; e < 3; e++) {
            Trajectory episode = Episodes.run(plant, Episodes.exploring(e));
            assertThat(episode.steps()).isEqualTo(Episodes.STEPS);
          }
        }
      }
      over.set(true);
      device.join();
    }
  }

  private static void live(DeviceHost host, AtomicBoolean over) {
    try {
      host.run(over::get);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aRobotThatIsNotThereIsNamed() throws IOException {
    try (TestBroker broker = start("mosquitto");
        RemotePlant plant = plant(cartpole(), broker)) {
      assertThatThrownBy(plant::open)
          .isInstanceOf(PlantException.class)
          .hasMessageContaining("robot: could not find it at mqtt://localhost:" + broker.port())
          .hasMessageContaining("the broker knows no robot of this name")
          .hasMessageEndingWith("start the robot, or check its name");
    }
  }
}
