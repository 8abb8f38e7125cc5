package dev.trammel.sim.scenario;

/** What becomes of a nominal value: another one, a multiple of it, or a sum with it. */
public record Change(Kind kind, Range range) {

  /** How a drawn number and the nominal value make the new one. */
  public enum Kind {
    SET,
    SCALE,
    ADD
  }

  public static Change set(double least, double most) {
    return new Change(Kind.SET, new Range(least, most));
  }

  public static Change scale(double least, double most) {
    return new Change(Kind.SCALE, new Range(least, most));
  }

  public static Change add(double least, double most) {
    return new Change(Kind.ADD, new Range(least, most));
  }

  /** The new value. */
  double apply(double nominal, double drawn) {
    return switch (kind) {
      case SET -> drawn;
      case SCALE -> nominal * drawn;
      case ADD -> nominal + drawn;
    };
  }
}
