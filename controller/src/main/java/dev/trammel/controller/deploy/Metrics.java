package dev.trammel.controller.deploy;

import dev.trammel.controller.linalg.Require;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers to watch, by name and labels, in Prometheus' text format 0.0.4
 * (https://prometheus.io/docs/instrumenting/exposition_formats). Thread-safe; not for the control
 * cycle.
 */
public final class Metrics {

  private enum Kind {
    COUNTER("counter"),
    GAUGE("gauge");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  /** One name's numbers, by their labels as they are written. */
  private record Family(Kind kind, String help, Map<String, Double> values) {}

  private final Map<String, Family> families = new LinkedHashMap<>();

  /**
   * Adds to what only grows.
   *
   * @param name ends in {@code _total}
   * @param labels names and values in turns
   */
  public synchronized void count(String name, String help, double by, String... labels) {
    Require.nonNegative(by, name);
    family(Kind.COUNTER, name, help).values.merge(written(labels), by, Double::sum);
  }

  /**
   * Says how much something is now.
   *
   * @param value may be NaN, which the format knows: nobody can tell
   * @param labels names and values in turns
   */
  public synchronized void set(String name, String help, double value, String... labels) {
    family(Kind.GAUGE, name, help).values.put(written(labels), value);
  }

  private Family family(Kind kind, String name, String help) {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "a metric's name must be of a-z, 0-9 and _, was '" + name + "'");
    }
    Family family = families.computeIfAbsent(name, key -> new Family(kind, help, new TreeMap<>()));
    if (family.kind != kind) {
      throw new IllegalArgumentException(
          "metric " + name + " is a " + family.kind.text + ", not a " + kind.text);
    }
    return family;
  }

  private static String written(String[] labels) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i + 1 < labels.length; i += 2) {
      text.append(i == 0 ? "{" : ",").append(labels[i]).append("=\"");
      text.append(escaped(labels[i + 1]).replace("\"", "\\\"")).append('"');
    }
    return text.isEmpty() ? "" : text.append('}').toString();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }

  /** All of them, each name with its help and type before it. */
  public synchronized String text() {
    StringBuilder text = new StringBuilder();
    families.forEach((name, family) -> {
      text.append("# HELP ")
          .append(name)
          .append(' ')
          .append(escaped(family.help))
          .append('\n');
      text.append("# TYPE ").append(name).append(' ').append(family.kind.text).append('\n');
      family.values.forEach((labels, value) ->
          text.append(name).append(labels).append(' ').append(number(value)).append('\n'));
    });
    return text.toString();
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
