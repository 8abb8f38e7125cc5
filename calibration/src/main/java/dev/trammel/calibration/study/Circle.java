package dev.trammel.calibration.study;

import dev.trammel.controller.storage.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way of one hidden robot from the bench to a controller that works on it: asked, calibrated,
 * learned in the fitted simulator, then on the robot with what was learned as the start; and, beside
 * it, learned on the robot from nothing. Each step is a process of its own. A step that is on the
 * disk from an earlier time is not done again.
 */
final class Circle {

  /** How a robot is asked to be fitted. */
  private static final String QUESTION = "fit-sim";

  private final String task;
  private final int seed;
  private final List<String> hidden;
  private final Path folder;

  /**
   * Prepares it.
   *
   * @param seed of the robot, and of all learning
   * @param hidden what is drawn, as {@code trammel device} has it
   * @param folder for all that is recorded and said
   */
  Circle(String task, int seed, String hidden, Path folder) {
    this.task = task;
    this.seed = seed;
    this.hidden = List.of("--hidden-seed", "" + seed, "--hidden", hidden);
    this.folder = folder;
  }

  /**
   * Goes all the way.
   *
   * @param options of the question beside the robot
   */
  Outcome close(List<String> options) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    if (!Files.isDirectory(store()) || learned("nothing").isEmpty()) {
      begin(options);
    }
    if (promote()) {
      train("fitted", List.of("--calibration", store().toString()));
      goOn();
    }
    return new Outcome(
        seed, benchSeconds(), learned("fitted"), learned("robot"), learned("nothing"));
  }

  /** The robot as nobody knows it. */
  private void begin(List<String> options) throws IOException, InterruptedException {
    try (DeviceProcess robot = new DeviceProcess(task, hidden, "", folder)) {
      ask(robot, options);
      train("nothing", List.of("--plant", robot.address()));
    }
  }

  /** The same robot, which works by what was found of it. */
  private void goOn() throws IOException, InterruptedException {
    if (learned("fitted").isEmpty() || learned("robot").isPresent()) {
      return;
    }
    List<String> calibrated = new ArrayList<>(hidden);
    calibrated.addAll(List.of("--calibration", store().toString()));
    try (DeviceProcess robot =
        new DeviceProcess(task, calibrated, "", folder.resolve("calibrated"))) {
      train(
          "robot",
          List.of(
              "--calibration",
              store().toString(),
              "--plant",
              robot.address(),
              "--set",
              "algorithm.initial={type: run, run: '" + folder.resolve("fitted") + "'}"));
    }
  }

  private void ask(DeviceProcess robot, List<String> options)
      throws IOException, InterruptedException {
    if (!Files.isDirectory(store())) {
      Asked.of(QUESTION, robot, options, folder);
    }
  }

  /** Whether what was found is in force; nobody insists where something speaks against it. */
  private boolean promote() throws IOException, InterruptedException {
    if (!Files.isDirectory(store())) {
      return false;
    }
    return Files.exists(store().resolve("current"))
        || Program.run(
                List.of("calibrate", "promote", store().toString(), "--unchecked", "--yes"),
                folder.resolve("promote.txt"))
            == 0;
  }

  private void train(String name, List<String> options) throws IOException, InterruptedException {
    if (learned(name).isPresent()) {
      return;
    }
    discard(folder.resolve(name));
    List<String> arguments = new ArrayList<>(List.of("train", task, "--seed", "" + seed));
    arguments.addAll(List.of("--out", folder.resolve(name).toString()));
    arguments.addAll(options);
    Program.run(arguments, folder.resolve(name + ".txt"));
  }

  /** A training that was interrupted begins anew: its robot is at another address now. */
  private static void discard(Path run) throws IOException {
    if (Files.isDirectory(run)) {
      try (Stream<Path> all = Files.walk(run)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private Optional<Learned> learned(String name) throws IOException {
    return Learned.of(folder.resolve(name));
  }

  private Path store() {
    return folder.resolve(DeviceProcess.NAME);
  }

  /** Of all motions, as they were planned [s]. */
  private double benchSeconds() throws IOException {
    Path runs = store().resolve("runs");
    if (!Files.isDirectory(runs)) {
      return 0;
    }
    double seconds = 0;
    try (Stream<Path> all = Files.list(runs)) {
      for (Path run : all.sorted().toList()) {
        if (Json.readFile(run.resolve("run.json")).get("plan") instanceof Map<?, ?> plan
            && plan.get("seconds") instanceof Number planned) {
          seconds += planned.doubleValue();
        }
      }
    }
    return seconds;
  }

  /**
   * What it came to.
   *
   * @param bench how long the robot moved for the bench [s]
   * @param fitted in the fitted simulator; nothing where it was never come to
   * @param robot on the robot, from what was learned there
   * @param nothing on the robot, from nothing
   */
  record Outcome(
      int seed,
      double bench,
      Optional<Learned> fitted,
      Optional<Learned> robot,
      Optional<Learned> nothing) {

    /**
     * Robot time of the circle, as a share of that from nothing; nothing where the circle ended
     * before it was closed. Who does not solve it from nothing at all has at least so much.
     *
     * @param withBench whether the bench's motions count
     */
    Optional<Double> share(boolean withBench) {
      return robot
          .filter(Learned::solved)
          .flatMap(closed ->
              nothing.map(from -> (closed.seconds() + (withBench ? bench : 0)) / from.seconds()));
    }
  }
}
