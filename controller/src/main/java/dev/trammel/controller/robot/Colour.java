package dev.trammel.controller.robot;

/** Each in [0, 1]; opacity 0 cannot be seen. */
public record Colour(double red, double green, double blue, double opacity) {

  /** Of what has no material. */
  public static final Colour GREY = new Colour(0.7, 0.7, 0.7, 1);

  public Colour {
    if (!(isShare(red) && isShare(green) && isShare(blue) && isShare(opacity))) {
      throw new IllegalArgumentException("red, green, blue and opacity must be in [0, 1], were "
          + red + ", " + green + ", " + blue + " and " + opacity);
    }
  }

  private static boolean isShare(double value) {
    return value >= 0 && value <= 1;
  }
}
