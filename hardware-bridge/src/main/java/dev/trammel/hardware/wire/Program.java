package dev.trammel.hardware.wire;

/**
 * What a device runs by itself, section 8. Arrays are neither copied nor modified.
 *
 * @param steps T
 * @param sensors n
 * @param actuators m
 * @param periodMicros of one step [µs]
 * @param start where it begins
 * @param rule how a request comes from a reading
 * @param noise T×m, added to the request; no rows if there is none
 * @param bounds m, positive: the greatest input either way that the program may have; empty if those
 *     of the device are enough
 */
public record Program(
    int steps,
    int sensors,
    int actuators,
    int periodMicros,
    Start start,
    Rule rule,
    double[][] noise,
    double[] bounds) {

  /** Bit of the flags: start and its tolerance are given. */
  static final int WITH_START = 1;

  /** Bit of the flags: noise is given. */
  static final int WITH_NOISE = 2;

  /** Bit of the flags: nominal and tube are given. */
  static final int WITH_TUBE = 4;

  /** Bit of the flags: bounds are given. */
  static final int WITH_BOUNDS = 8;

  static final int FORMAT = 1;

  private static final int HEAD_BYTES = 24;

  private static final double[] NO_BOUNDS = {};

  /** A program that the device's own bounds are enough for. */
  public Program(
      int steps,
      int sensors,
      int actuators,
      int periodMicros,
      Start start,
      Rule rule,
      double[][] noise) {
    this(steps, sensors, actuators, periodMicros, start, rule, noise, NO_BOUNDS);
  }

  /**
   * The same, held to less.
   *
   * @param most m, positive; neither copied nor modified
   */
  public Program within(double[] most) {
    return new Program(steps, sensors, actuators, periodMicros, start, rule, noise, most);
  }

  /** Where the bounds of an input stand in the bytes. */
  int boundsAt(int input) {
    int numbers = start.isGiven() ? 2 * sensors + input : input;
    return HEAD_BYTES + numbers * Double.BYTES;
  }

  /**
   * Where a program begins; empty arrays if it may begin anywhere.
   *
   * @param reading n
   * @param tolerance n; 0 is not checked
   */
  public record Start(double[] reading, double[] tolerance) {

    /** May begin anywhere. */
    public static final Start ANYWHERE = new Start(new double[0], new double[0]);

    boolean isGiven() {
      return reading.length > 0;
    }
  }

  /** How a request comes from a reading. */
  public sealed interface Rule {

    ProgramKind kind();
  }

  /**
   * uₜ = Kₜxₜ + kₜ, within a tube about a nominal path.
   *
   * @param gains T×(m·n), each K row by row
   * @param offsets T×m
   * @param nominal T×n; no rows if the program holds everywhere
   * @param tube T×n, positive; no rows if the program holds everywhere
   */
  public record Affine(double[][] gains, double[][] offsets, double[][] nominal, double[][] tube)
      implements Rule {

    @Override
    public ProgramKind kind() {
      return ProgramKind.AFFINE;
    }
  }

  /**
   * A perceptron. With z = (o − mean)/scale and h = a(zW + b) at all but the last layer, the request
   * is mean + scale·(hW + b).
   *
   * @param observations P; where each comes from
   * @param activation a
   * @param input mean and scale of the observations, P each
   * @param output mean and scale of the request, m each
   * @param layers W and b of each, first layer first
   */
  public record Network(
      Source[] observations,
      Activation activation,
      Whitening input,
      Whitening output,
      Layer[] layers)
      implements Rule {

    @Override
    public ProgramKind kind() {
      return ProgramKind.NETWORK;
    }
  }

  /**
   * One observation: source − shift.
   *
   * @param origin of what
   * @param index which sensor or feature
   * @param shift subtracted
   */
  public record Source(Origin origin, int index, double shift) {}

  /** What an observation is made of. */
  public enum Origin implements Numbered {
    NONE,
    SENSOR,
    FEATURE;

    @Override
    public int number() {
      return ordinal();
    }
  }

  /**
   * What stands before or after a network.
   *
   * @param mean of each entry
   * @param scale of each entry, positive
   */
  public record Whitening(double[] mean, double[] scale) {}

  /**
   * One layer.
   *
   * @param weights inputs × outputs, row by row
   * @param biases one per output
   */
  public record Layer(double[] weights, double[] biases) {}

  /** The bytes of section 8. */
  public byte[] encode() {
    return ProgramWriter.encode(this);
  }

  /** Reads a program; the device's own rules are those of {@link ProgramCheck}. */
  public static Decoded<Program> decode(ProgramKind kind, byte[] bytes) {
    return new ProgramReader(bytes).read(kind);
  }
}
