package dev.trammel.hardware.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * What a device's numbers mean, section 6: two sides that disagree on a line of its text refuse each
 * other's records.
 *
 * @param periodMicros of one step [µs]
 * @param sensors p
 * @param actuators m
 * @param features computed by the device from its sensors
 */
public record Layout(
    int periodMicros, List<Quantity> sensors, List<Quantity> actuators, List<Quantity> features) {

  private static final String TITLE = "trammel-layout 1";

  public Layout {
    sensors = List.copyOf(sensors);
    actuators = List.copyOf(actuators);
    features = List.copyOf(features);
    if (periodMicros <= 0 || sensors.isEmpty() || actuators.isEmpty()) {
      throw new IllegalArgumentException("a layout needs a positive period, a sensor and an "
          + "actuator, had " + periodMicros + " µs, " + sensors.size() + " and "
          + actuators.size());
    }
  }

  /**
   * A number with a meaning.
   *
   * @param name words with single blanks between them
   * @param unit one word
   */
  public record Quantity(String name, String unit) {

    public Quantity {
      requireWords(name, name);
      requireWords(unit, name);
      if (unit.indexOf(' ') >= 0) {
        throw new IllegalArgumentException(
            "the unit of " + name + " must be one word, was '" + unit + "'");
      }
    }

    private static void requireWords(String text, String name) {
      boolean printable = text.codePoints()
          .noneMatch(c -> Character.isISOControl(c)
              || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
      if (text.isEmpty()
          || !printable
          || !text.equals(String.join(" ", text.trim().split(" +")))) {
        throw new IllegalArgumentException("names and units must be words with single blanks "
            + "between them, was '" + text + "' of " + name);
      }
    }
  }

  /** The lines of section 6. */
  public String text() {
    StringBuilder out = new StringBuilder(TITLE).append('\n');
    out.append("period ").append(periodMicros).append('\n');
    append("sensor ", sensors, out);
    append("actuator ", actuators, out);
    append("feature ", features, out);
    return out.toString();
  }

  /** What every record of this device carries. */
  public int crc() {
    return Crc32c.of(text());
  }

  private static void append(String kind, List<Quantity> quantities, StringBuilder out) {
    for (Quantity quantity : quantities) {
      out.append(kind)
          .append(quantity.name())
          .append(' ')
          .append(quantity.unit())
          .append('\n');
    }
  }

  /** Reads the lines of section 6. */
  public static Decoded<Layout> parse(String text) {
    try {
      Layout layout = read(text);
      return layout.text().equals(text)
          ? Decoded.valid(layout)
          : Decoded.refused(Code.VALUE, 0, "the lines of a layout text are not in order");
    } catch (IllegalArgumentException e) {
      return Decoded.refused(Code.VALUE, 0, String.valueOf(e.getMessage()));
    }
  }

  private static Layout read(String text) {
    List<Quantity> sensors = new ArrayList<>();
    List<Quantity> actuators = new ArrayList<>();
    List<Quantity> features = new ArrayList<>();
    int period = 0;
    for (String line : text.split("\n")) {
      String[] words = line.split(" ", 2);
      String rest = words.length == 2 ? words[1] : "";
      switch (words[0]) {
        case "trammel-layout" -> {}
        case "period" -> period = Integer.parseInt(rest);
        case "sensor" -> sensors.add(quantity(rest));
        case "actuator" -> actuators.add(quantity(rest));
        case "feature" -> features.add(quantity(rest));
        default -> throw new IllegalArgumentException("a layout text has no line '" + line + "'");
      }
    }
    return new Layout(period, sensors, actuators, features);
  }

  private static Quantity quantity(String rest) {
    int blank = rest.lastIndexOf(' ');
    if (blank < 0) {
      throw new IllegalArgumentException("a name and a unit must stand in '" + rest + "'");
    }
    return new Quantity(rest.substring(0, blank), rest.substring(blank + 1));
  }
}
