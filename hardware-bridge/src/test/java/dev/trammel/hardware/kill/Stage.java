package dev.trammel.hardware.kill;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trammel.controller.cli.Main;
import dev.trammel.controller.testing.ChildJvm;
import dev.trammel.hardware.broker.MosquittoProcess;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Broker, robot and controllers, each in a process of its own, and a witness. The robot's process
 * runs in real time, at real-time priority where that is allowed.
 */
final class Stage implements AutoCloseable {

  private static final String DEVICE = "cartpole";
  private static final String USER = "lab";
  private static final long MOST_SECONDS = 60;

  private final Path folder;
  private final double lease;
  private final List<String> settings;
  private final MosquittoProcess broker;
  private final Witness witness;
  private final List<String> priority;
  private Process device;
  private int processes;
  private Path console;

  /** A process that ended, and what it said. */
  record Ended(int code, String said) {}

  /**
   * A controller's process.
   *
   * @param said its output
   * @param began when [ns]
   * @param kept episodes when it began
   */
  record Sitting(Process process, Path said, long began, int kept) {

    boolean isAlive() {
      return process.isAlive();
    }

    /** False if it goes on for longer. */
    boolean endsWithin(double seconds) throws InterruptedException {
      return process.waitFor((long) (1e6 * seconds), TimeUnit.MICROSECONDS);
    }

    /** The last line that it said. */
    String lastLine() throws IOException {
      List<String> lines = Files.readAllLines(said, UTF_8);
      return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
  }

  /**
   * Starts broker and robot.
   *
   * @param folder that exists, to work in
   * @param lease of the controllers [s]
   * @param settings of the task, as of {@code --set}
   */
  Stage(Path folder, double lease, List<String> settings) throws IOException, InterruptedException {
    this.folder = folder;
    this.lease = lease;
    this.settings = settings;
    priority = ChildJvm.realTime();
    broker = MosquittoProcess.open(folder);
    witness = new Witness(new LinkAddress(false, "witness", "localhost", broker.port(), DEVICE));
    device = startDevice();
    console = log();
    if (!witness.await(MOST_SECONDS, () -> witness.newest(0).isPresent())) {
      close();
      throw new IllegalStateException("no robot: " + String.join("\n", console()));
    }
  }

  double lease() {
    return lease;
  }

  /** Whether the robot's process runs at real-time priority. */
  boolean isPrior() {
    return !priority.isEmpty();
  }

  Witness witness() {
    return witness;
  }

  Path folder(String run) {
    return folder.resolve(run);
  }

  private String address() {
    return "mqtt://" + USER + "@localhost:" + broker.port() + "/" + DEVICE + "?lease=" + lease;
  }

  // ---- what a person does ----

  /** Switches a robot on, once the last one is off. */
  void restartDevice() throws IOException {
    device = startDevice();
    console = log();
  }

  private Process startDevice() throws IOException {
    List<String> line = new ArrayList<>(priority);
    line.addAll(line("device", DEVICE, "--broker", "mqtt://localhost:" + broker.port()));
    return start(line);
  }

  void restartBroker() {
    broker.restart();
  }

  /** Begins to learn; the settings are the stage's. */
  Sitting train(String run) throws IOException {
    List<String> line = line("train", "cartpole-swingup", "--out", run, "--plant", address());
    settings.forEach(setting -> line.addAll(List.of("--set", setting)));
    return sit(line, 0);
  }

  /** Waits until a controller commands the robot, or is gone. */
  void awaitCommand(Sitting sitting) throws InterruptedException {
    await(sitting, state -> state.session() != 0);
  }

  /** Waits until a controller has begun an episode, or is gone. */
  void awaitEpisode(Sitting sitting) throws InterruptedException {
    await(sitting, state -> state.condition().activity() == Activity.EPISODE);
  }

  private void await(Sitting sitting, Predicate<Report.State> said) throws InterruptedException {
    long now = System.nanoTime();
    witness.await(
        MOST_SECONDS,
        () -> !sitting.isAlive()
            || witness.newest(now).map(Witness.Seen::state).filter(said).isPresent());
  }

  /** Goes on with a run; begins it again if it was killed before there was anything to go on with. */
  Sitting resume(String run) throws IOException {
    if (!Files.exists(folder(run).resolve("run.json"))) {
      return train(run);
    }
    return sit(line("train", "--resume", run), Kept.in(folder(run)).count());
  }

  private Sitting sit(List<String> line, int kept) throws IOException {
    return new Sitting(start(line), log(), System.nanoTime(), kept);
  }

  /** Leaves the robot's fault. */
  Ended reset() throws IOException, InterruptedException {
    return end(sit(line("reset", address()), 0));
  }

  /** Waits until nobody commands the robot; leaves its fault, if it has one. */
  void makeReady() throws IOException, InterruptedException {
    long now = System.nanoTime();
    boolean free = witness.await(
        MOST_SECONDS,
        () -> witness.newest(now).filter(s -> s.state().session() == 0).isPresent());
    if (!free) {
      throw new IllegalStateException("somebody goes on commanding the robot");
    }
    boolean failed = witness
        .newest(now)
        .filter(s -> s.state().condition().fault() != Fault.NONE)
        .isPresent();
    Ended ended = failed ? reset() : new Ended(0, "");
    if (ended.code() != 0) {
      throw new IllegalStateException(ended.said());
    }
  }

  /** Waits for the end of a process. */
  Ended end(Sitting sitting) throws IOException, InterruptedException {
    if (!sitting.endsWithin(MOST_SECONDS)) {
      sitting.process().destroyForcibly();
      throw new IllegalStateException("did not end: " + Files.readString(sitting.said(), UTF_8));
    }
    return new Ended(sitting.process().exitValue(), Files.readString(sitting.said(), UTF_8));
  }

  // ---- what happens to it ----

  /** SIGKILL. */
  void kill(Victim victim, Sitting controller) throws InterruptedException {
    switch (victim) {
      case CONTROLLER -> controller.process().destroyForcibly().waitFor();
      case DEVICE -> device.destroyForcibly().waitFor();
      case BROKER -> broker.kill();
    }
  }

  /** What the robot's process has said since it was started, by its own clock. */
  List<String> console() throws IOException {
    return Files.readAllLines(console, UTF_8);
  }

  private List<String> line(String... arguments) {
    return new ArrayList<>(ChildJvm.line(Main.class, arguments));
  }

  private Process start(List<String> line) throws IOException {
    processes++;
    return new ProcessBuilder(line)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }

  /** Of the process that was started last. */
  private Path log() {
    return folder.resolve("process-" + processes + ".txt");
  }

  @Override
  public void close() {
    witness.close();
    device.destroyForcibly();
    broker.close();
  }
}
