package dev.trammel.sim.scenario;

import dev.trammel.controller.task.SettingsNode;

/** Reads numbers and ranges of numbers. */
final class RangeReader {

  private static final String ALLOWED = "a number, or [least, most]";

  private RangeReader() {}

  /** {@code 0.1}, or {@code [0.1, 0.3]}. */
  static Range range(SettingsNode node, double least, double most) {
    if (!node.isList() && !node.isNumber()) {
      throw node.error("must be a number or a range", node.came(), ALLOWED);
    }
    if (!node.isList()) {
      return Range.of(node.number(least, most));
    }
    double[] ends = node.numbers(2);
    node.items().forEach(end -> end.number(least, most));
    if (ends[0] > ends[1]) {
      throw node.error("a range must rise", ends[0] + " to " + ends[1], ALLOWED);
    }
    return new Range(ends[0], ends[1]);
  }

  static Range nonNegative(SettingsNode node) {
    return range(node, 0, Double.MAX_VALUE);
  }

  static Range any(SettingsNode node) {
    return range(node, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /** A range, which is the new value; or {@code {scale: …}} or {@code {add: …}}. */
  static Change change(SettingsNode node) {
    if (!node.isMapping()) {
      return new Change(Change.Kind.SET, nonNegative(node));
    }
    node.allow("scale", "add");
    if (node.has("scale") == node.has("add")) {
      throw node.error(
          "needs one of scale and add",
          node.has("scale") ? "both" : "neither",
          "{scale: …} or {add: …}, or the value itself");
    }
    return node.has("scale")
        ? new Change(Change.Kind.SCALE, nonNegative(node.child("scale")))
        : new Change(Change.Kind.ADD, any(node.child("add")));
  }

  /** {@code {scale: …}} alone, for what is a factor by itself. */
  static Change factor(SettingsNode node) {
    node.allow("scale");
    return new Change(Change.Kind.SCALE, nonNegative(node.child("scale")));
  }
}
