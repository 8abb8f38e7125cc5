package dev.trammel.hardware.wire;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.hardware.wire.Layout.Quantity;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a device says of itself when it comes, section 6.
 *
 * @param minor greatest minor version that it speaks
 */
public record Birth(int minor, Identity identity, Robot robot, Offer offer) {

  /**
   * Who it is.
   *
   * @param device as in its topics
   * @param boot drawn anew at every start
   * @param firmware for people
   * @param emulated whether no matter moves
   * @param virtualTime whether time passes by GRANT alone
   */
  public record Identity(
      String device, int boot, String firmware, boolean emulated, boolean virtualTime) {

    public Identity {
      Topics.requireName(device, "device");
    }
  }

  /**
   * Its body.
   *
   * @param spec sensors and actuators with their limits, period, safe action
   * @param sensorRates for each sensor the name of the sensor of its rate; empty if it has none
   * @param inputRates for each actuator the greatest change of its input [unit/s]; ∞ if it has none
   * @param features what it computes from its sensors for policies
   * @param joints in the order of MOVE
   * @param servo those that it can move by itself
   * @param calibration SHA-256 of the calibration that it works by, 64 digits; {@link
   *     #UNCALIBRATED}
   */
  public record Robot(
      PlantSpec spec,
      List<String> sensorRates,
      List<Double> inputRates,
      List<Quantity> features,
      List<String> joints,
      List<String> servo,
      String calibration) {

    /** What a robot says that works by no calibration. */
    public static final String UNCALIBRATED = "none";

    private static final Pattern CALIBRATION = Pattern.compile("none|[0-9a-f]{64}");

    /** Whether a robot may say this of its calibration. */
    static boolean isCalibration(String text) {
      return CALIBRATION.matcher(text).matches();
    }

    public Robot {
      sensorRates = List.copyOf(sensorRates);
      inputRates = List.copyOf(inputRates);
      features = List.copyOf(features);
      joints = List.copyOf(joints);
      servo = List.copyOf(servo);
      requireSize(sensorRates, spec.observationSize(), "rates of sensors");
      requireSize(inputRates, spec.actionSize(), "rates of inputs");
      for (String rate : sensorRates) {
        if (!rate.isEmpty() && spec.sensors().stream().noneMatch(s -> s.name().equals(rate))) {
          throw new IllegalArgumentException("there is no sensor '" + rate + "' for a rate");
        }
      }
      if (!isCalibration(calibration)) {
        throw new IllegalArgumentException("a robot's calibration must be none or the 64"
            + " hexadecimal digits of its SHA-256, was '" + calibration + "'");
      }
      for (double rate : inputRates) {
        if (!(rate > 0)) {
          throw new IllegalArgumentException("an input's rate must be positive, was " + rate);
        }
      }
    }

    private static void requireSize(List<?> list, int size, String name) {
      if (list.size() != size) {
        throw new IllegalArgumentException(
            "there must be " + size + " " + name + ", were " + list.size());
      }
    }
  }

  /**
   * What it can do.
   *
   * @param modes activities that START may name
   * @param ways of MOVE
   */
  public record Offer(Set<Activity> modes, Set<MoveWay> ways, Most most) {

    /** The modes are of EPISODE, POLICY, STREAM and HORIZON. */
    public Offer {
      modes = modes.isEmpty() ? Set.of() : EnumSet.copyOf(modes);
      ways = ways.isEmpty() ? Set.of() : EnumSet.copyOf(ways);
    }
  }

  /**
   * How much it takes.
   *
   * @param steps of a run
   * @param programBytes of a program
   * @param chunkBytes of the content of a CHUNK, and of a LOG
   * @param horizonSteps of a HORIZON
   */
  public record Most(int steps, int programBytes, int chunkBytes, int horizonSteps) {}

  /** Period of one step [µs]. */
  public int periodMicros() {
    return (int) Math.round(1e6 * robot.spec().period());
  }

  /** What its numbers mean. */
  public Layout layout() {
    return new Layout(
        periodMicros(),
        quantities(robot.spec().sensors()),
        quantities(robot.spec().actuators()),
        robot.features());
  }

  private static List<Quantity> quantities(List<Channel> channels) {
    return channels.stream().map(c -> new Quantity(c.name(), c.unit())).toList();
  }

  /** JSON of section 6. */
  public byte[] encode() {
    return BirthJson.encode(this);
  }

  /** Reads JSON of section 6. */
  public static Decoded<Birth> decode(byte[] json) {
    return BirthJson.decode(json);
  }
}
