package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.bench.Silence;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.emulated.DeviceHost;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.fixtures.MosquittoServer;
import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.MqttLinker;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bench over a real broker, on virtual time. */
class BenchOnMosquittoTest {

  @TempDir
  private Path folder;

  private MqttLinker linker() {
    return new MqttLinker(new Credentials(folder));
  }

  @Test
  void aJointIsAskedOnVirtualTime() throws Exception {
    Task task = TaskReader.read(TaskCatalog.shipped().find("joint-bench"), List.of());
    EmulatedRobot joint =
        EmulatedRobot.of(task, new EmulatedRobot.Choice("joint", 0xCAFE, 0, true));
    AtomicBoolean over = new AtomicBoolean();
    try (MosquittoServer broker = MosquittoServer.open(folder);
        DeviceHost host = new DeviceHost(
            joint, linker(), broker.address("joint", "joint"), DeviceHost.Latency.NONE)) {
      Thread device = new Thread(() -> live(host, over));
      device.start();
      try (RemoteBench robot = new RemoteBench(
          task.plant(),
          RemoteSettings.parse("mqtt://lab@localhost:" + broker.port() + "/joint"),
          linker())) {
        robot.open();
        ask(robot);
      }
      over.set(true);
      device.join();
    }
  }

  private static void ask(RemoteBench robot) {
    double period = robot.spec().period();
    Recording still = robot.listen(250);
    assertThat(still.steps()).isEqualTo(249);
    assertThat(still.time(249) - still.time(0)).isEqualTo(249 * period, within(1e-9));

    Recording pushed = robot.perform(Motions.of(2, Optional.empty(), 0.2, 500, 0.1));
    assertThat(pushed.isWhole()).isTrue();
    assertThat(pushed.requested(0, 0)).isEqualTo(0.2);
    assertThat(pushed.applied(0, 0)).isEqualTo(0.1);

    Silence silence = robot.fallSilent(Motions.of(2, Optional.empty(), 0.1, 1000, 0.1));
    assertThat(silence.untilFault()).isEqualTo(1, within(0.0011));
    robot.leaveFault();
    assertThat(robot.perform(Motions.of(2, Optional.empty(), 0.1, 100, 0.1)).isWhole())
        .isTrue();
  }

  private static void live(DeviceHost host, AtomicBoolean over) {
    try {
      host.run(over::get);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
