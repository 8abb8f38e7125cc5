package dev.trammel.calibration.command;

import dev.trammel.calibration.bench.RawData;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.linalg.UsageException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of all questions to a robot; a picocli mixin. */
final class BenchOptions {

  private static final double LEAST_SHARE = 0.001;

  @Option(
      names = "--device",
      required = true,
      paramLabel = "ADDRESS",
      description = "The robot: an address as mqtt://localhost/arm1, or sim for the simulator's.")
  String device = "";

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "Whose description of the robot holds: a shipped task, or a file. Default: the"
          + " shipped one whose sensors, actuators and period are the robot's.")
  Optional<String> task = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Replace a setting of the task, as in --set episode.period=0.004. Repeatable.")
  List<String> overrides = List.of();

  @Option(
      names = "--joints",
      split = ",",
      paramLabel = "JOINT",
      description = "Only these: names, or numbers from 1 on. Default: all that have an actuator.")
  List<String> joints = List.of();

  @Option(
      names = "--dry-run",
      description = "Only the rehearsal in the simulator and the plan that comes of it.")
  boolean dryRun;

  @Option(
      names = "--yes",
      description = "Do not ask for the robot's name; only where the robot is emulated.")
  boolean yes;

  @Option(
      names = "--unchecked",
      description = "Move the robot although checkout of it has not passed, or was never asked.")
  boolean unchecked;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of random draws. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "cal",
      description = "Where runs and calibrations are kept, a folder for each robot. Default: cal.")
  Path out = Path.of("cal");

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often what is repeated is done. Default: 5.")
  int repeats;

  @Option(
      names = "--share",
      paramLabel = "X",
      defaultValue = "0.25",
      description =
          "How much of the robot's limits of effort and speed motions may use. Default:" + " 0.25.")
  double share;

  @Option(
      names = "--calibration",
      paramLabel = "FILE|latest|current|none",
      description = "What is known of the robot so far, which what is found is added to: a file,"
          + " the newest draft, what is in force, or nothing. Default: the newest draft; of verify"
          + " what is in force.")
  Optional<String> calibration = Optional.empty();

  /** What the question takes where nobody says. */
  String usuallyKnown = CalibrationStore.LATEST;

  @Option(
      names = "--condition",
      paramLabel = "NAME=VALUE",
      description = "Something to know of the bench, as in --condition temperature=21. Repeatable.")
  Map<String, String> conditions = new LinkedHashMap<>();

  /** Refuses what no robot could be asked with, before one is looked for. */
  void requireSound() {
    UsageException.requireAtLeast(repeats, 1, "--repeat");
    if (!(share >= LEAST_SHARE && share <= 1)) {
      throw new UsageException("--share must be from " + LEAST_SHARE
          + " to 1, a part of the robot's limits, was " + share);
    }
    RawData.requireFolder(out);
  }
}
