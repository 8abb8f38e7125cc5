package dev.trammel.hardware.hidden;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of effect that can be drawn for each joint, how a number after its name is meant, and what
 * is drawn where none is given. Units are of joints that turn.
 */
public enum Kind {
  MASS("mass", Meaning.FACTOR, 0.7, 1.3),
  INERTIA("inertia", Meaning.FACTOR, 0.7, 1.3),
  CENTRE("centre", Meaning.FACTOR, 0.9, 1.1),
  DAMPING("damping", Meaning.FACTOR, 0.5, 1.5),
  /** Factor on the described dry friction, or on a hundredth of the greatest effort. */
  FRICTION("friction", Meaning.FACTOR, 0.5, 1.5),
  /** Share of the dry friction. */
  ASYMMETRY("asymmetry", Meaning.EITHER_WAY, -0.2, 0.2),
  STRIBECK("stribeck", Meaning.VALUE, 0.2, 0.5),
  WAVE("wave", Meaning.VALUE, 0.2, 0.4),
  STRENGTH("strength", Meaning.FACTOR, 0.9, 1.1),
  /** Share of the greatest effort. */
  EFFORT_OFFSET("effort-offset", Meaning.EITHER_WAY, -0.01, 0.01),
  DELAY("delay", Meaning.VALUE, 0.002, 0.01),
  LAG("lag", Meaning.VALUE, 0.001, 0.006),
  RIPPLE("ripple", Meaning.VALUE, 0, 0.02),
  BACKLASH("backlash", Meaning.VALUE, 0.002, 0.01),
  SIGN("sign", Meaning.VALUE),
  GEAR("gear", Meaning.VALUE),
  OFFSET("offset", Meaning.EITHER_WAY, -0.05, 0.05),
  ECCENTRICITY("eccentricity", Meaning.VALUE, 0.001, 0.01),
  LOST_COUNTS("lost-counts", Meaning.VALUE, 0.2, 2),
  COUNTS("counts", Meaning.VALUE),
  POSITION_NOISE("position-noise", Meaning.FACTOR, 0.5, 1.5),
  VELOCITY_NOISE("velocity-noise", Meaning.FACTOR, 0.5, 1.5),
  BIAS("bias", Meaning.VALUE, 1e-5, 1e-4),
  WALK("walk", Meaning.VALUE, 1e-6, 1e-5);

  /** How a single number x is meant. */
  enum Meaning {
    /** Drawn from 1 − x to 1 + x. */
    FACTOR,
    /** Drawn from −x to x. */
    EITHER_WAY,
    /** Just that. */
    VALUE
  }

  private final String key;
  private final Meaning meaning;
  private final double low;
  private final double high;

  /** One of a few numbers. */
  Kind(String key, Meaning meaning) {
    this(key, meaning, 0, 0);
  }

  Kind(String key, Meaning meaning, double low, double high) {
    this.key = key;
    this.meaning = meaning;
    this.low = low;
    this.high = high;
  }

  /** As the command line calls it. */
  public String key() {
    return key;
  }

  /** What is drawn where nobody says otherwise. */
  Spread usual() {
    return switch (this) {
      case SIGN -> new Spread.OneOf(List.of(1.0, -1.0));
      case GEAR -> new Spread.OneOf(List.of(1.0, 2.0, 0.5, 3.0 / 5, 3.0 / 2, 2.0 / 3));
      case COUNTS -> new Spread.OneOf(List.of(4096.0, 8192.0, 16384.0, 65536.0));
      default -> new Spread.Range(low, high);
    };
  }

  /** What a single number asks for. */
  Spread spread(double number) {
    return switch (meaning) {
      case FACTOR -> Spread.about(1, Math.abs(number));
      case EITHER_WAY -> Spread.about(0, Math.abs(number));
      case VALUE -> new Spread.Range(number, number);
    };
  }

  /** Refuses what such an effect cannot be. */
  Spread requirePossible(Spread spread) {
    boolean isSigned = meaning == Meaning.EITHER_WAY || this == SIGN;
    boolean isPositive = meaning == Meaning.FACTOR || this == GEAR;
    if (!isSigned && spread.least() < 0 || isPositive && spread.least() == 0) {
      throw new IllegalArgumentException(key + " must be "
          + (isPositive ? "positive" : "at least 0") + ", would come to " + spread.least());
    }
    return spread;
  }

  static Optional<Kind> named(String key) {
    return Stream.of(values()).filter(kind -> kind.key.equals(key)).findFirst();
  }
}
