package dev.trammel.hardware.fault;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryRecorder;
import dev.trammel.hardware.emulated.DeviceHost;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.fixtures.MosquittoServer;
import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.mqtt.MqttLinker;
import dev.trammel.hardware.remote.Hands;
import dev.trammel.hardware.remote.RemotePlant;
import dev.trammel.hardware.remote.RemoteSettings;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A cart-pole's device with a witness before its body, mosquitto, and a bad network on both sides of
 * it: {@code near} is the controller's, {@code far} the robot's.
 */
final class FaultBench implements AutoCloseable {

  static final String ROBOT = "robot";
  static final String FAST = "trammel/v1/robot/from/lab/fast";
  static final long SEED = 11;

  /** In real time: a command must come within five of them, 0.5 s [s]. */
  static final double PERIOD = 0.1;

  private static final EpisodeStart START = new EpisodeStart(new double[2], new double[2], 1);

  final Task task;
  final Topics topics = new Topics(ROBOT);
  final MosquittoServer broker;
  final FaultProxy near;
  final FaultProxy far;
  final Tap controller;
  final Tap robot;
  private final Path folder;
  private final boolean virtualTime;
  private @Nullable Life life;

  /** A device that lives, and what stops it. */
  private record Life(DeviceHost host, Witness witness, Thread thread, AtomicBoolean over) {}

  /** @param period of control [s] */
  FaultBench(Path folder, boolean virtualTime, double period) {
    this.folder = folder;
    this.virtualTime = virtualTime;
    task = task(period);
    broker = MosquittoServer.open(folder);
    near = FaultProxy.start(broker.port(), SEED);
    far = FaultProxy.start(broker.port(), SEED);
    controller = new Tap(linker(folder), "lab");
    robot = new Tap(linker(folder), "");
  }

  static FaultBench inRealTime(Path folder) {
    return new FaultBench(folder, false, PERIOD).boot(0xCAFE);
  }

  static FaultBench inVirtualTime(Path folder) {
    return new FaultBench(folder, true, 0.05).boot(0xCAFE);
  }

  static Task task(double period) {
    try {
      return TaskReader.read(
          TaskCatalog.shipped().find("cartpole-swingup"), List.of("episode.period=" + period));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MqttLinker linker(Path folder) {
    return new MqttLinker(new Credentials(folder));
  }

  /** The robot is switched on. */
  FaultBench boot(int boot) {
    EmulatedRobot made =
        EmulatedRobot.of(task, new EmulatedRobot.Choice(ROBOT, boot, 0, virtualTime));
    Witness witness = new Witness(made.body());
    AtomicBoolean over = new AtomicBoolean();
    DeviceHost host = new DeviceHost(
        new EmulatedRobot(made.settings(), witness),
        robot,
        new LinkAddress(false, ROBOT, "localhost", far.port(), ROBOT),
        DeviceHost.Latency.NONE);
    Thread thread = new Thread(() -> live(host, over), "device");
    life = new Life(host, witness, thread, over);
    thread.start();
    return this;
  }

  private static void live(DeviceHost host, AtomicBoolean over) {
    try {
      host.run(over::get);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Witness witness() {
    return Objects.requireNonNull(life).witness();
  }

  /** Its link to the broker. */
  Link link() {
    return Objects.requireNonNull(life).host().link();
  }

  RemoteSettings settings(String query) {
    return RemoteSettings.parse("mqtt://lab@localhost:" + near.port() + "/" + ROBOT + query);
  }

  RemotePlant plant(String query) {
    return new RemotePlant(task.plant(), settings(query), controller);
  }

  Trajectory run(RemotePlant plant, Controller chosen, int steps) {
    return run(task, plant, chosen, steps);
  }

  /**
   * Runs an episode. A link that is too slow for single actions, as on a machine with much other
   * work, is asked again: nothing has moved then.
   */
  static Trajectory run(Task task, RemotePlant plant, Controller chosen, int steps) {
    for (int attempt = 1; ; attempt++) {
      try {
        TrajectoryRecorder recorder =
            new TrajectoryRecorder(steps, task.stateSize(), task.stateSize(), task.inputSize());
        plant.run(START, chosen, steps, recorder);
        return recorder.toTrajectory();
      } catch (PlantException e) {
        if (attempt == 10 || !String.valueOf(e.getMessage()).contains("close the loop")) {
          throw e;
        }
      }
    }
  }

  /** The newest that the robot tried to say of itself. */
  Report.State state() {
    List<Tap.Found<Report.State>> states = Tap.records(robot.tried(), Report.State.class);
    return states.get(states.size() - 1).body();
  }

  /** What it would say; while virtual time stands still it says nothing. */
  Report.State silentState() {
    return Objects.requireNonNull(life).host().device().report();
  }

  /** Whether the robot is well into an episode. */
  boolean isMoving() {
    return isMoving(robot.tried());
  }

  /** Whether the robot is well into an episode, as the newest STATE among these says. */
  static boolean isMoving(List<Tap.Seen> messages) {
    List<Tap.Found<Report.State>> states = Tap.records(messages, Report.State.class);
    if (states.isEmpty()) {
      return false;
    }
    Report.State newest = states.get(states.size() - 1).body();
    return newest.step() >= 3 && newest.applied()[0] != 0;
  }

  /** Opens a plant whose robot is still starting. */
  static void open(RemotePlant plant) {
    for (int attempt = 1; ; attempt++) {
      try {
        plant.open();
        return;
      } catch (PlantException e) {
        if (attempt == 12 || !String.valueOf(e.getMessage()).contains("knows no robot")) {
          throw e;
        }
      }
    }
  }

  void awaitFault(Fault fault) throws InterruptedException {
    robot.await(() -> state().condition().fault() == fault);
  }

  /** Sends what was sent once more, byte by byte, and waits until the robot has heard all of it. */
  void sayAgain(List<Tap.Seen> messages) throws LinkException, InterruptedException {
    int before = robot.heard().size();
    LinkAddress address = new LinkAddress(false, "lab", "localhost", broker.port(), ROBOT);
    LinkOptions options = new LinkOptions(address, "echo", null, List.of());
    try (Link echo = linker(folder).open(options, (topic, payload, retained) -> {})) {
      echo.awaitConnected(Duration.ofSeconds(60));
      for (Tap.Seen message : messages) {
        while (!echo.publish(Message.of(message.topic(), message.bytes(), 1))) {
          Thread.onSpinWait();
        }
      }
      robot.await(() -> robot.heard().size() >= before + messages.size());
    }
  }

  /** Somebody has looked at the robot. */
  Hands.Outcome reset() {
    return new Hands(settings(""), controller).reset();
  }

  /** Switches the robot off; what it counted stands in its last state. */
  void switchOff() throws InterruptedException {
    Life ended = life;
    if (ended == null) {
      return;
    }
    ended.over().set(true);
    ended.thread().join();
    ended.host().close();
  }

  @Override
  public void close() {
    near.thaw();
    far.thaw();
    try {
      switchOff();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    near.close();
    far.close();
    broker.close();
  }
}
