package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.cli.Main;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.testing.ChildJvm;
import dev.trammel.hardware.emulated.DeviceHost;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.fixtures.MosquittoServer;
import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.MqttLinker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle is learned and held by processes of 256 MB, on an emulated robot behind mosquitto. */
class RunOnRobotTest {

  private static final Pattern START = Pattern.compile(
      "(?s)\nPASS  start      birth seen after ([0-9.]+) s, INACTIVE after ([0-9.]+)"
          + " s from the start of this process\nPASS  body .*"
          + "\nPASS  warm-up    ([0-9.]+) s, before anything may be armed: the control cycle"
          + "\nPASS  cycle .*\nEpisode 0: ");

  @TempDir
  private Path folder;

  private String trammel(int code, String... arguments) throws Exception {
    Path said = folder.resolve("said.txt");
    Process process = new ProcessBuilder(ChildJvm.line(Main.class, arguments))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
    int ended = process.waitFor();
    assertThat(ended).as(Files.readString(said)).isEqualTo(code);
    return Files.readString(said);
  }

  @Test
  void theWayToInactiveAndTheWarmUpAreToldApartBeforeTheFirstEpisode() throws Exception {
    EmulatedRobot robot = EmulatedRobot.of(
        TaskReader.read(TaskCatalog.shipped().find("cartpole-swingup"), List.of()),
        new EmulatedRobot.Choice("robot", 0xCAFE, 0, true));
    MqttLinker linker = new MqttLinker(new Credentials(folder));
    AtomicBoolean over = new AtomicBoolean();
    try (MosquittoServer broker = MosquittoServer.open(folder);
        DeviceHost host = new DeviceHost(
            robot, linker, broker.address("robot", "robot"), DeviceHost.Latency.NONE)) {
      Thread device = new Thread(() -> live(host, over));
      device.start();
      String address = "mqtt://lab@localhost:" + broker.port() + "/robot";
      String budget = "algorithm.budget={iterations: 1, confirmations: 0}";
      trammel(3, "train", "cartpole-swingup", "--plant", address, "--set", budget, "--out", "run");
      trammel(0, "bundle", "run", "--out", "a.trammel");

      String said = trammel(3, "run", "a.trammel", "--plant", address, "--episodes", "1");
      assertThat(trammel(2, "run", "a.trammel", "--episodes", "1"))
          .contains("a robot moves only where the command names it, by --plant");

      over.set(true);
      device.join();
      Matcher start = START.matcher(said);
      assertThat(start.find()).as(said).isTrue();
      assertThat(Double.parseDouble(start.group(1)))
          .isPositive()
          .isLessThanOrEqualTo(Double.parseDouble(start.group(2)));
      assertThat(Double.parseDouble(start.group(3))).isPositive();
    }
  }

  private static void live(DeviceHost host, AtomicBoolean over) {
    try {
      host.run(over::get);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
