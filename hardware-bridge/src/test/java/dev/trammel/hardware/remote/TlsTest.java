package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.mpc.KnownModelReplanning;
import dev.trammel.controller.policy.Activation;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.PolicyController;
import dev.trammel.controller.task.PolicyObservation;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.emulated.DeviceHost;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.fixtures.Bench;
import dev.trammel.hardware.fixtures.MosquittoServer;
import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.MqttLinker;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mosquitto as it is shipped: TLS, certificates and the access list; each side has only its own. The
 * robot has hidden parameters.
 */
class TlsTest {

  private static final int HIDDEN_SEED = 7;

  @TempDir
  private Path folder;

  @Test
  void everyModeWorksByCertificatesAndTheShippedAccessList() throws Exception {
    Task task = TaskReader.read(TaskCatalog.shipped().find("cartpole-swingup"), List.of());
    EmulatedRobot robot =
        EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 0xCAFE, HIDDEN_SEED, true));
    Bench bench = new Bench(folder, "robot", "lab");
    AtomicBoolean over = new AtomicBoolean();
    try (MosquittoServer broker = bench.start();
        DeviceHost host = new DeviceHost(
            robot,
            new MqttLinker(new Credentials(bench.credentials("robot"))),
            new LinkAddress(true, "robot", "localhost", broker.port(), "robot"),
            DeviceHost.Latency.NONE)) {
      Thread device = new Thread(() -> live(host, over));
      device.start();
      RemoteSettings settings =
          RemoteSettings.parse("mqtts://lab@localhost:" + broker.port() + "/robot");
      try (RemotePlant plant = new RemotePlant(
          task.plant(), settings, new MqttLinker(new Credentials(bench.credentials("lab"))))) {
        plant.open();
        for (Controller controller : controllers(task)) {
          assertThat(Episodes.run(plant, controller).steps()).isEqualTo(Episodes.STEPS);
        }
        assertThat(plant.vitals()).containsEntry("disbelieved_total", 0.0);
      }
      over.set(true);
      device.join();
    }
  }

  /** Episode, policy, stream, horizon. */
  private static List<Controller> controllers(Task task) {
    PolicyObservation whole = PolicyObservation.ofState(task.plant(), List.of());
    MlpPolicy policy = MlpPolicy.random(4, List.of(8, 5), 1, Activation.TANH, 7);
    Controller stream = (estimate, step, out) -> {
      out.requested.data[0] = 0.3 * Math.sin(step) - estimate.mean.data[0];
      return true;
    };
    return List.of(
        Episodes.exploring(1),
        new PolicyController(policy, whole.reader(new double[0]), Kernels.best()),
        stream,
        KnownModelReplanning.of(Kernels.best(), task).controller(0));
  }

  private static void live(DeviceHost host, AtomicBoolean over) {
    try {
      host.run(over::get);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
