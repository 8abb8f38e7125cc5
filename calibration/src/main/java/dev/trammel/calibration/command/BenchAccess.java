package dev.trammel.calibration.command;

import dev.trammel.calibration.bench.SessionSettings;
import dev.trammel.calibration.bench.SimulatedBench;
import dev.trammel.calibration.bench.SimulatedRobot;
import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.spi.BenchProvider;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.spi.Registry;
import dev.trammel.controller.task.Suggestion;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The robot that the options name, and what is known of it.
 *
 * @param task whose description holds
 * @param address of the robot; {@link #SIMULATOR}
 */
record BenchAccess(Task task, BenchRobot robot, String address) {

  /** The address of the robot in the simulator. */
  static final String SIMULATOR = "sim";

  /** Finds the robot; nothing is taken hold of. */
  static BenchAccess of(BenchOptions options) throws IOException {
    if (options.device.equals(SIMULATOR)) {
      String name = options.task.orElseThrow(
          () -> new UsageException("--device sim needs --task, which says whose robot it is"));
      Task task = read(name, options.overrides);
      return access(options, task, SimulatedRobot.nameplate(task.plant()));
    }
    Nameplate nameplate = provider(options.device).nameplate(options.device);
    Task task = options.task.isPresent()
        ? read(options.task.get(), options.overrides)
        : Described.by(nameplate, options.overrides);
    Described.requireFits(task, nameplate);
    return access(options, task, nameplate);
  }

  private static BenchAccess access(BenchOptions options, Task task, Nameplate nameplate) {
    return new BenchAccess(
        task, new BenchRobot(task.plant(), nameplate, Optional.empty()), options.device);
  }

  private static Task read(String nameOrFile, List<String> overrides) throws IOException {
    return TaskReader.read(TaskCatalog.shipped().find(nameOrFile), overrides);
  }

  private static BenchProvider provider(String address) {
    return Registry.discover("bench", BenchProvider.class).named(PlantProvider.scheme(address));
  }

  /** The robot itself, not yet opened. */
  BenchBody body() {
    return address.equals(SIMULATOR)
        ? simulated(start())
        : provider(address).create(task.plant().with(address));
  }

  /** Its counterpart in the simulator, not yet opened. */
  BenchBody simulated(EpisodeStart stands) {
    PlantProvider provider = PlantProvider.chosenBy(task.plant().provider());
    if (!provider.isSimulated()) {
      throw new UsageException("task " + task.name() + " must be of a simulated body for a"
          + " rehearsal, its plant.provider is " + task.plant().provider());
    }
    return new SimulatedBench(provider.create(task.plant()), robot.nameplate(), stands);
  }

  /** Where the task's first condition begins. */
  EpisodeStart start() {
    double[] positions = task.conditions().get(0).positions();
    return new EpisodeStart(positions, new double[positions.length], 0);
  }

  /** How the options ask. */
  SessionSettings settings(BenchOptions options) {
    UsageException.requireAtLeast(options.repeats, 1, "--repeat");
    if (!(options.share > 0 && options.share <= 1)) {
      throw new UsageException("--share must be above 0 and at most 1, was " + options.share);
    }
    return new SessionSettings(
        joints(options.joints), options.share, options.repeats, options.seed);
  }

  private List<Integer> joints(List<String> chosen) {
    List<Integer> driven = new ArrayList<>();
    task.plant().actuators().forEach(actuator -> driven.add(actuator.joint()));
    driven.sort(null);
    if (chosen.isEmpty()) {
      return driven;
    }
    TreeSet<Integer> joints = new TreeSet<>();
    for (String word : chosen) {
      int joint = joint(word.strip());
      if (!driven.contains(joint)) {
        throw new UsageException("--joints: " + word + " has no actuator");
      }
      joints.add(joint);
    }
    return List.copyOf(joints);
  }

  private int joint(String word) {
    List<String> names =
        task.plant().robot().bodies().stream().map(body -> body.joint().name()).toList();
    if (names.contains(word)) {
      return names.indexOf(word);
    }
    if (word.matches("[0-9]{1,4}")) {
      int number = Integer.parseInt(word);
      if (number >= 1 && number <= names.size()) {
        return number - 1;
      }
    }
    throw new UsageException("--joints: no joint '" + word + "'; known: "
        + String.join(", ", names) + ", or numbers from 1 to " + names.size()
        + Suggestion.of(word, names));
  }
}
