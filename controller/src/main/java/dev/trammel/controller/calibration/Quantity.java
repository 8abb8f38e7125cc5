package dev.trammel.controller.calibration;

/**
 * What can be known of a joint or a link. Units are of joints that turn; one that slides has m for
 * rad and N for N·m.
 */
public enum Quantity {
  SIGN(Of.JOINT, "sign", "", -1, 1),
  GEAR(Of.JOINT, "gear", "", 1e-4, 1e4),
  OFFSET(Of.JOINT, "offset", "rad", -100, 100),
  ECCENTRICITY(Of.JOINT, "eccentricity", "rad", 0, 1),
  STRENGTH(Of.JOINT, "strength", "", 0.05, 20),
  EFFORT_OFFSET(Of.JOINT, "effortOffset", "N·m", -1e3, 1e3),
  DRY_FRICTION(Of.JOINT, "dryFriction", "N·m", 0, 1e3),
  FRICTION_ASYMMETRY(Of.JOINT, "frictionAsymmetry", "N·m", -1e3, 1e3),
  BREAKAWAY(Of.JOINT, "breakaway", "N·m", 0, 1e3),
  DAMPING(Of.JOINT, "damping", "N·m·s/rad", 0, 1e4),
  DELAY(Of.JOINT, "delay", "s", 0, 1),
  LAG(Of.JOINT, "lag", "s", 0, 1),
  BACKLASH(Of.JOINT, "backlash", "rad", 0, 1),
  POSITION_NOISE(Of.JOINT, "positionNoise", "rad", 0, 1),
  VELOCITY_NOISE(Of.JOINT, "velocityNoise", "rad/s", 0, 100),
  BIAS_INSTABILITY(Of.JOINT, "biasInstability", "rad", 0, 1),
  RANDOM_WALK(Of.JOINT, "randomWalk", "rad/√s", 0, 1),
  QUANTUM(Of.JOINT, "quantum", "rad", 0, 1),

  MASS(Of.LINK, "mass", "kg", 1e-6, 1e4),
  CENTRE_X(Of.LINK, "centreX", "m", -100, 100),
  CENTRE_Y(Of.LINK, "centreY", "m", -100, 100),
  CENTRE_Z(Of.LINK, "centreZ", "m", -100, 100),
  INERTIA_XX(Of.LINK, "inertiaXX", "kg·m²", 0, 1e4),
  INERTIA_YY(Of.LINK, "inertiaYY", "kg·m²", 0, 1e4),
  INERTIA_ZZ(Of.LINK, "inertiaZZ", "kg·m²", 0, 1e4),
  INERTIA_XY(Of.LINK, "inertiaXY", "kg·m²", -1e4, 1e4),
  INERTIA_XZ(Of.LINK, "inertiaXZ", "kg·m²", -1e4, 1e4),
  INERTIA_YZ(Of.LINK, "inertiaYZ", "kg·m²", -1e4, 1e4),

  /** A sum of link parameters that motions alone can tell; the part's name says which. */
  BASE(Of.BASE, "base", "", -1e6, 1e6);

  /** What it is said of. */
  public enum Of {
    JOINT,
    LINK,
    BASE
  }

  private final Of of;
  private final String key;
  private final String unit;
  private final double least;
  private final double most;

  Quantity(Of of, String key, String unit, double least, double most) {
    this.of = of;
    this.key = key;
    this.unit = unit;
    this.least = least;
    this.most = most;
  }

  public Of of() {
    return of;
  }

  /** How files call it. */
  public String key() {
    return key;
  }

  /**
   * Empty for pure numbers.
   *
   * @param slides whether it is of a joint that slides: in m and N where others have rad and N·m
   */
  public String unit(boolean slides) {
    return slides ? unit.replace("N·m", "N").replace("rad", "m") : unit;
  }

  /** Whether a value can be at all. */
  public boolean isPlausible(double value) {
    boolean isOneOfTwo = this != SIGN || Math.abs(value) == 1;
    return value >= least && value <= most && isOneOfTwo;
  }

  /**
   * Whether a number of it is as great as the efforts by which it was counted: all of them and all masses
   * together are told up to a factor. Centres of mass are quotients, and free of it.
   */
  public boolean isCountedInEfforts() {
    return switch (this) {
      case STRENGTH,
          EFFORT_OFFSET,
          DRY_FRICTION,
          FRICTION_ASYMMETRY,
          BREAKAWAY,
          DAMPING,
          MASS,
          INERTIA_XX,
          INERTIA_YY,
          INERTIA_ZZ,
          INERTIA_XY,
          INERTIA_XZ,
          INERTIA_YZ,
          BASE -> true;
      default -> false;
    };
  }

  /** Whether a value below 0 can be. */
  public boolean canBeNegative() {
    return least < 0;
  }

  /** For messages: {@code from 0 to 1 s}. */
  public String range() {
    return ("from " + least + " to " + most + " " + unit).strip();
  }
}
