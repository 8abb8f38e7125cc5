package dev.trammel.calibration.command;

import dev.trammel.calibration.bench.SessionSettings;
import dev.trammel.calibration.bench.SimulatedBench;
import dev.trammel.calibration.bench.SimulatedRobot;
import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.calibration.CalibrationException;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.spi.BenchProvider;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.spi.Registry;
import dev.trammel.controller.task.CalibrationInForce;
import dev.trammel.controller.task.GravityModel;
import dev.trammel.controller.task.PlantSettings;
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
 * @param known what was found of it before
 * @param address of the robot; {@link #SIMULATOR}
 * @param share of its limits that motions may use [-]
 */
record BenchAccess(
    Task task, BenchRobot robot, Optional<CalibrationFile> known, String address, double share) {

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

  private static BenchAccess access(BenchOptions options, Task task, Nameplate nameplate)
      throws IOException {
    if (task.plant().calibration().isPresent()) {
      throw new UsageException("task " + task.name() + " must be of the robot as it is described,"
          + " it has a plant.calibration; say what is known by --calibration");
    }
    return of(
        task, nameplate, BenchKnowledge.of(options, nameplate), options.device, options.share);
  }

  /** A robot that is not there any more. */
  static BenchAccess kept(Task task, Nameplate nameplate, BenchKnowledge knowledge) {
    return of(task, nameplate, knowledge, SIMULATOR, 1);
  }

  private static BenchAccess of(
      Task task, Nameplate nameplate, BenchKnowledge knowledge, String address, double share) {
    try {
      BenchRobot robot = new BenchRobot(
          task.plant(),
          nameplate,
          knowledge.known().map(CalibrationFile::calibration),
          knowledge.inForce());
      return new BenchAccess(task, robot, knowledge.known(), address, share);
    } catch (CalibrationException e) {
      throw new UsageException(
          "robot " + nameplate.device() + " works by a calibration that cannot" + " be its own: "
              + e.getMessage(),
          e);
    }
  }

  private static Task read(String nameOrFile, List<String> overrides) throws IOException {
    return TaskReader.read(TaskCatalog.shipped().find(nameOrFile), overrides);
  }

  private static BenchProvider provider(String address) {
    if (!address.contains("://")) {
      throw new UsageException("--device must be '" + SIMULATOR
          + "' or an address such as mqtt://localhost/arm1, was '" + address + "'");
    }
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
    return new SimulatedBench(provider, found(), robot, stands);
  }

  /** The robot as far as it is known, which itself knows no more than it works by. */
  private PlantSettings found() {
    try {
      RobotModel believed = robot
          .described()
          .gravityCompensation()
          .map(GravityModel::robot)
          .orElse(task.plant().robot());
      return known
          .map(file -> CalibrationInForce.applied(file, task.plant()))
          .orElse(task.plant())
          .believing(believed);
    } catch (CalibrationException e) {
      throw new UsageException(e.getMessage() + "; or --calibration none", e);
    }
  }

  /** Where the task's first condition begins. */
  EpisodeStart start() {
    double[] positions = task.conditions().get(0).positions();
    return new EpisodeStart(positions, new double[positions.length], 0);
  }

  /** How the options ask. */
  SessionSettings settings(BenchOptions options) {
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
        + String.join(", ", names)
        + (names.size() == 1 ? ", or 1" : ", or a number from 1 to " + names.size())
        + Suggestion.of(word, names));
  }
}
