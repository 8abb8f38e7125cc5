package dev.trammel.controller.plant;

/**
 * One scalar that a plant senses or can be told.
 *
 * @param name unique among its kind
 * @param unit SI unit, for people
 * @param lower least value, −∞ where there is no limit
 * @param upper greatest value, +∞ where there is no limit
 */
public record Channel(String name, String unit, double lower, double upper) {

  public Channel {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a channel's name must not be blank");
    }
    if (!(lower < upper)) {
      throw new IllegalArgumentException("limits of channel " + name
          + " must satisfy lower < upper, were " + lower + " and " + upper);
    }
  }

  public static Channel unlimited(String name, String unit) {
    return new Channel(name, unit, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }
}
