package dev.trammel.controller.run;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.run.HeldForce.Rung;
import dev.trammel.controller.task.Push;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How hard a body may be pushed under each of several controllers.
 *
 * @param setup what is tried
 * @param lines one per controller
 */
public record PushStudy(Setup setup, List<Line> lines) {

  /** Name of control on the equations of motion, which others are measured by. */
  public static final String KNOWN = "known";

  /** Name of a run's local controllers, which model predictive control is measured by. */
  public static final String LOCAL = "local";

  private static final double ROUNDING = 1e-9;

  /**
   * What is tried.
   *
   * @param task name
   * @param push of any force
   * @param episodes with each force, in all conditions
   * @param part of them that must succeed
   * @param seed of starts, noise, instants and directions
   */
  public record Setup(
      String task,
      Push push,
      int episodes,
      double part,
      long seed,
      String command,
      Machine machine) {

    public Setup {
      Require.atLeast(episodes, 1, "episodes");
      Require.inRange(part, 0, 1, "part");
    }

    /** Episodes that must succeed. */
    public int needed() {
      return (int) Math.ceil(part * episodes - ROUNDING);
    }
  }

  /**
   * What a controller holds.
   *
   * @param controller its kind
   * @param run whose it is; empty if nobody's
   */
  public record Line(String controller, String run, HeldForce held) {

    public String name() {
      return PushStudy.name(controller, run);
    }
  }

  /** A controller and whose it is, for people. */
  public static String name(String controller, String run) {
    return run.isEmpty() ? controller : controller + ", " + run;
  }

  public PushStudy {
    lines = List.copyOf(lines);
  }

  /** The force a line holds as a part of what is held on the equations of motion, if both are known. */
  OptionalDouble partOfKnown(Line line) {
    return part(line, KNOWN, "");
  }

  /** The force a line holds as a part of what its run's local controllers hold, if both are known. */
  OptionalDouble partOfLocal(Line line) {
    return part(line, LOCAL, line.run());
  }

  private OptionalDouble part(Line line, String controller, String run) {
    if (line.controller().equals(controller) || line.held().isAtLeast()) {
      return OptionalDouble.empty();
    }
    return lines.stream()
        .filter(other -> other.controller().equals(controller) && other.run().equals(run))
        .filter(other -> !other.held().isAtLeast())
        .mapToDouble(other -> line.held().force() / other.held().force())
        .filter(Double::isFinite)
        .findFirst();
  }

  /** All forces that were tried, ascending. */
  double[] forces() {
    TreeSet<Double> forces = new TreeSet<>();
    for (Line line : lines) {
      line.held().tried().forEach(rung -> forces.add(rung.force()));
    }
    return forces.stream().mapToDouble(force -> force).toArray();
  }

  static OptionalInt successes(Line line, double force) {
    return line.held().tried().stream()
        .filter(rung -> rung.force() == force)
        .mapToInt(Rung::successes)
        .findFirst();
  }

  /** For programs. */
  public Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("task", setup.task());
    json.put("link", setup.push().link());
    json.put("duration", setup.push().duration());
    json.put("from", setup.push().at().from());
    json.put("to", setup.push().at().to());
    json.put("episodes", setup.episodes());
    json.put("needed", setup.needed());
    json.put("seed", setup.seed());
    json.put("command", setup.command());
    json.put("machine", setup.machine().toJson());
    List<Object> found = new ArrayList<>();
    lines.forEach(line -> found.add(toJson(line)));
    json.put("controllers", found);
    return json;
  }

  private Map<String, @Nullable Object> toJson(Line line) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("controller", line.controller());
    json.put("run", line.run().isEmpty() ? null : line.run());
    double force = line.held().force();
    json.put("force", Double.isNaN(force) ? null : force);
    json.put("holds_greatest_tried", line.held().isAtLeast());
    json.put("loses_least_tried", line.held().isBelowLeast());
    partOfKnown(line).ifPresent(part -> json.put("part_of_known", part));
    partOfLocal(line).ifPresent(part -> json.put("part_of_local", part));
    List<Object> tried = new ArrayList<>();
    for (Rung rung : line.held().tried()) {
      Map<String, Object> pushed = new LinkedHashMap<>();
      pushed.put("force", rung.force());
      pushed.put("successes", rung.successes());
      tried.add(pushed);
    }
    json.put("tried", tried);
    return json;
  }
}
