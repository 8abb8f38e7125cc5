package dev.trammel.sim.scenario;

/**
 * One thing that is drawn anew for each episode.
 *
 * @param property what varies
 * @param target name of the link, joint or sensor; {@link #ALL} for each of them with a draw of its
 *     own, unless another variation names it
 * @param change from the nominal value
 */
public record Variation(Property property, String target, Change change) {

  public static final String ALL = "all";

  public Variation {
    if (property.target == Property.Target.PLACE && target.equals(ALL)) {
      throw new IllegalArgumentException("a payload must be at one link, was at all");
    }
  }

  /** Of every link, joint or sensor, or of the world. */
  public static Variation ofAll(Property property, Change change) {
    return new Variation(property, ALL, change);
  }
}
