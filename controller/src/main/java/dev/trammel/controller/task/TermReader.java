package dev.trammel.controller.task;

import dev.trammel.controller.task.TargetPath.Waypoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Reads what the terms of a cost have in common: weight, norm, ramp, and how a target moves. */
final class TermReader {

  private static final String[] COMMON = {"type", "weight", "norm", "ramp"};

  private final int steps;
  private final double period;

  TermReader(int steps, double period) {
    this.steps = steps;
    this.period = period;
  }

  /** Refuses keys that are neither common nor the term's own. */
  void allow(SettingsNode node, String... own) {
    List<String> keys = new ArrayList<>(Arrays.asList(COMMON));
    keys.addAll(Arrays.asList(own));
    node.allow(keys.toArray(new String[0]));
  }

  /** The term's deviation, under its weight, norm and ramp. */
  Cost cost(SettingsNode node, Residual residual, double[] weights) {
    double weight = node.optional("weight").map(SettingsNode::nonNegative).orElse(1.0);
    Ramp ramp = node.optional("ramp").map(this::ramp).orElse(Ramp.none());
    SmoothNorm norm = node.optional("norm").map(TermReader::norm).orElse(SmoothNorm.square());
    double[] schedule = ramp.schedule(steps, period);
    for (int t = 0; t < schedule.length; t++) {
      schedule[t] *= weight;
    }
    return new NormCost(residual, weights, norm, schedule);
  }

  /**
   * A resting target or a path through waypoints.
   *
   * @param place reads one target
   */
  TargetPath path(SettingsNode node, Function<SettingsNode, double[]> place) {
    if (!node.has("waypoints")) {
      return TargetPath.constant(place.apply(node.child("target")));
    }
    SettingsNode list = node.child("waypoints");
    if (node.has("target")) {
      throw list.error("stands in place of a target", "both", "either waypoints or target");
    }
    List<Waypoint> waypoints = new ArrayList<>();
    double last = -1;
    for (SettingsNode item : list.items()) {
      item.allow("time", "target");
      double time = item.child("time").number(0, steps * period);
      if (time <= last) {
        throw item.child("time").error("times must rise", "" + time, "more than " + last);
      }
      last = time;
      waypoints.add(new Waypoint(time, place.apply(item.child("target"))));
    }
    if (waypoints.isEmpty()) {
      throw list.error("must not be empty", "no entry", "at least one waypoint");
    }
    return TargetPath.through(waypoints, steps, period);
  }

  private static SmoothNorm norm(SettingsNode node) {
    node.allow("l2", "l1", "log", "alpha", "curvature");
    String curvature = node.optional("curvature")
        .map(n -> n.oneOf("projected", "majorized", "exact"))
        .orElse("projected");
    return new SmoothNorm(
        magnitude(node, "l2"),
        magnitude(node, "l1"),
        magnitude(node, "log"),
        node.optional("alpha").map(SettingsNode::positive).orElse(SmoothNorm.DEFAULT_ALPHA),
        SmoothNorm.Curvature.valueOf(constant(curvature)));
  }

  private static double magnitude(SettingsNode node, String key) {
    return node.optional(key).map(SettingsNode::nonNegative).orElse(0.0);
  }

  private Ramp ramp(SettingsNode node) {
    node.allow("shape", "exponent", "from", "until", "last");
    double end = steps * period;
    String shape = node.optional("shape")
        .map(n -> n.oneOf("constant", "linear", "quadratic", "power", "final"))
        .orElse("constant");
    double from = node.optional("from").map(n -> n.number(0, end)).orElse(0.0);
    double until = node.optional("until").map(n -> n.number(from, end)).orElse(end);
    return new Ramp(
        exponent(node, shape),
        shape.equals("final") ? end : from,
        until,
        node.optional("last").map(SettingsNode::nonNegative).orElse(1.0));
  }

  private static double exponent(SettingsNode node, String shape) {
    if (node.has("exponent") != shape.equals("power")) {
      throw node.error(
          "shape power, and no other, has an exponent", "shape " + shape, "power and its exponent");
    }
    return switch (shape) {
      case "linear" -> 1;
      case "quadratic" -> 2;
      case "power" -> node.child("exponent").positive();
      default -> 0;
    };
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
