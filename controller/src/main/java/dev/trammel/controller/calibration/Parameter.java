package dev.trammel.controller.calibration;

import java.util.Comparator;

/**
 * One thing to know: a quantity of a joint or a link.
 *
 * @param part name of the joint or link, as the robot's description has it
 */
public record Parameter(String part, Quantity quantity) implements Comparable<Parameter> {

  private static final Comparator<Parameter> ORDER = Comparator.comparing(
          (Parameter parameter) -> parameter.quantity().of())
      .thenComparing(Parameter::part)
      .thenComparing(Parameter::quantity);

  public Parameter {
    if (part.isBlank()) {
      throw new IllegalArgumentException("a parameter must be of a joint or link, had no name");
    }
  }

  /** Joints first, then links, by name. */
  @Override
  public int compareTo(Parameter other) {
    return ORDER.compare(this, other);
  }

  /** {@code shoulder damping}. */
  @Override
  public String toString() {
    return part + " " + quantity.key();
  }
}
