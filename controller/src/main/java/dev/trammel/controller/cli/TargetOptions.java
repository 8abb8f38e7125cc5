package dev.trammel.controller.cli;

import dev.trammel.controller.bundle.DeployBundle;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Options that say where a bundle's targets are today. */
final class TargetOptions {

  private static final int COORDINATES = 3;

  @Option(
      names = "--target",
      paramLabel = "NAME=X,Y,Z",
      description = "Where a target of the policy is, in the robot's base frame [m]; once for each"
          + " target that is not where the condition has it.")
  private Map<String, String> places = new TreeMap<>();

  /** What was said, in one line; empty if nothing was. */
  String text() {
    return places.entrySet().stream()
        .map(place -> place.getKey() + "=" + place.getValue())
        .collect(Collectors.joining(" "));
  }

  /**
   * A bundle's task with its targets where they were said to be.
   *
   * @param condition name of the one that is told otherwise
   */
  Task applyTo(DeployBundle bundle, String condition) throws IOException {
    Map<String, double[]> parsed = new TreeMap<>();
    places.forEach((name, text) -> parsed.put(name, coordinates(name, text)));
    return bundle.taskWith(condition, parsed);
  }

  private static double[] coordinates(String name, String text) {
    try {
      double[] place =
          Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
      if (place.length == COORDINATES && Arrays.stream(place).allMatch(Double::isFinite)) {
        return place;
      }
    } catch (NumberFormatException e) {
      // is told of below
    }
    throw new UsageException("--target " + name
        + " must be X,Y,Z, three finite numbers in metres, as in " + name + "=0.5,-0.2,0.6, was '"
        + text + "'");
  }
}
