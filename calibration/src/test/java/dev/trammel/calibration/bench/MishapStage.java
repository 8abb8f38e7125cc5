package dev.trammel.calibration.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trammel.controller.cli.Main;
import dev.trammel.controller.testing.ChildJvm;
import dev.trammel.hardware.broker.MosquittoProcess;
import dev.trammel.hardware.fault.FaultProxy;
import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.MqttLinker;
import dev.trammel.hardware.remote.Hands;
import dev.trammel.hardware.remote.RemoteSettings;
import dev.trammel.hardware.wire.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A lever and a bench, each in a process of its own and on a cable of its own to Mosquitto, and a
 * witness on a third. Time is real; the robot has real-time priority where that is allowed.
 */
final class MishapStage implements AutoCloseable {

  static final String DEVICE = "lever";
  private static final double LEASE = 1;
  private static final long MOST_SECONDS = 90;

  private final Path folder;
  private final MosquittoProcess broker;
  private final FaultProxy benchCable;
  private final FaultProxy robotCable;
  private final MishapWitness witness;
  private final List<String> priority;
  private Process device;
  private int devices;

  /** @param folder that exists, to work in */
  MishapStage(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    priority = ChildJvm.realTime();
    broker = MosquittoProcess.open(folder);
    benchCable = FaultProxy.start(broker.port(), 0);
    robotCable = FaultProxy.start(broker.port(), 1);
    witness = new MishapWitness(broker.port(), DEVICE);
    device = launch(0);
  }

  boolean isPrior() {
    return !priority.isEmpty();
  }

  Path folder() {
    return folder;
  }

  FaultProxy benchCable() {
    return benchCable;
  }

  FaultProxy robotCable() {
    return robotCable;
  }

  MishapWitness witness() {
    return witness;
  }

  /** Switches the robot on; what it hides is drawn by the seed. */
  private Process launch(long seed) throws IOException, InterruptedException {
    devices++;
    List<String> line = new ArrayList<>(priority);
    line.addAll(ChildJvm.line(Main.class, "device", "joint-bench", "--name", DEVICE));
    line.addAll(List.of("--broker", "mqtt://localhost:" + robotCable.port()));
    line.addAll(List.of("--hidden", "matching", "--hidden-seed", "" + seed));
    long before = System.nanoTime();
    Process started = start(line, console());
    if (!witness.await(MOST_SECONDS, () -> witness.newest(before).isPresent())) {
      started.destroyForcibly();
      throw new IllegalStateException("no robot: " + Files.readString(console(), UTF_8));
    }
    return started;
  }

  /** What the robot's process has said since it was started, by its own clock. */
  Path console() {
    return folder.resolve("device-" + devices + ".txt");
  }

  /** The robot's power fails and comes back. */
  void reboot() throws IOException, InterruptedException {
    device.destroyForcibly().waitFor();
    device = launch(devices);
  }

  /** Leaves what somebody pressed and what followed, so that a bench can begin. */
  void makeReady() throws InterruptedException {
    long now = System.nanoTime();
    boolean free = witness.await(
        MOST_SECONDS,
        () -> witness.newest(now).filter(seen -> seen.state().session() == 0).isPresent());
    if (!free) {
      throw new IllegalStateException("somebody goes on commanding the robot");
    }
    if (witness.newest(now).orElseThrow().state().stopped()) {
      hands().clearStop();
    }
    if (witness.newest(now).orElseThrow().state().condition().fault() != Fault.NONE) {
      hands().reset();
    }
  }

  /** A person beside the robot. */
  Hands hands() {
    String address = "mqtt://guard@localhost:" + broker.port() + "/" + DEVICE;
    return new Hands(RemoteSettings.parse(address), new MqttLinker(Credentials.standard()));
  }

  /**
   * Asks the robot a question.
   *
   * @param question with its options
   * @param out for runs and calibrations
   * @param said for what it says
   * @param fileBlocks the system lets it write no file of more blocks of 1 KiB; nothing for all
   */
  Process ask(List<String> question, Path out, Path said, Optional<Integer> fileBlocks)
      throws IOException {
    String address = "mqtt://lab@localhost:" + benchCable.port() + "/" + DEVICE + "?lease=" + LEASE;
    // whoever started us in the background may have us ignore SIGINT, which is inherited
    List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT"));
    fileBlocks.ifPresent(
        blocks -> line.addAll(List.of("bash", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "-")));
    line.addAll(ChildJvm.line(Main.class, "calibrate"));
    line.addAll(question);
    line.addAll(List.of("--device", address, "--task", "joint-bench", "--yes"));
    line.addAll(List.of("--out", out.toString()));
    return start(line, said);
  }

  /** Runs another command of the product to its end, and returns its exit code. */
  int run(Path said, String... arguments) throws IOException, InterruptedException {
    Process process = start(ChildJvm.line(Main.class, arguments), said);
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }

  private Process start(List<String> line, Path said) throws IOException {
    return new ProcessBuilder(line)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  @Override
  public void close() {
    witness.close();
    device.destroyForcibly();
    benchCable.close();
    robotCable.close();
    broker.close();
  }
}
