package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.AllanDeviation;
import dev.trammel.calibration.fit.DriftShape;
import dev.trammel.calibration.fit.DriftShape.Kind;
import dev.trammel.calibration.fit.NoiseTerms;
import dev.trammel.calibration.fit.SensorNoise;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import dev.trammel.controller.task.SensorErrors;
import dev.trammel.controller.task.StateLayout;
import java.util.List;
import java.util.Locale;

/**
 * What do the sensors read of a robot that does not move? Listens with the actuators off. A robot
 * without brakes must be able to rest by itself, hanging.
 */
public final class Noise implements Procedure {

  /** How long a robot is listened to unless somebody says otherwise [s]. */
  public static final double SECONDS = 300;

  /** A robot comes to rest in the time of so many listenings. */
  private static final int PATIENCE = 40;

  private static final double LISTENING = 2;

  /** Sum of squared differences by sum of squares: 2 of white noise, next to 0 of a motion. */
  private static final double AT_REST = 0.2;

  /** So much more noise than the description has is a fault [-]. */
  private static final double TOO_MUCH = 2;

  private static final double DEVIATIONS = 1.959964;

  private final double seconds;

  public Noise() {
    this(SECONDS);
  }

  /** @param seconds of listening [s] */
  public Noise(double seconds) {
    this.seconds = Require.positive(seconds, "seconds");
  }

  @Override
  public String name() {
    return "noise";
  }

  @Override
  public Findings run(BenchSession session) {
    FindingsBuilder found = new FindingsBuilder();
    double period = session.robot().period();
    StateLayout layout = session.robot().described().layout();
    boolean rests = settle(session);
    session.say("listening for " + Math.round(seconds) + " s");
    Recording still = session.listen("rest", (int) Math.ceil(seconds / period));
    if (!rests) {
      found.judge(Judgement.notIdentifiable(
          "rest",
          "the robot does not come to rest with its actuators off; noise is not told from motion:"
              + " let it hang, or put its brakes on"));
      return found.build();
    }
    for (int joint : session.joints()) {
      Told told = new Told(found, session.robot(), joint);
      if (layout.position(joint) != StateLayout.ABSENT) {
        int sensor = layout.position(joint);
        SensorNoise noise = SensorNoise.of(Readings.sensor(still, sensor), period);
        position(told, noise, errors(session, sensor));
      }
      if (layout.velocity(joint) != StateLayout.ABSENT) {
        int sensor = layout.velocity(joint);
        SensorNoise noise = SensorNoise.of(Readings.sensor(still, sensor), period);
        white(told, Quantity.VELOCITY_NOISE, noise, errors(session, sensor));
      }
    }
    return found.build();
  }

  /** Where what is found of one joint goes, and in which units. */
  private record Told(FindingsBuilder found, String joint, JointUnits units) {

    Told(FindingsBuilder found, BenchRobot robot, int joint) {
      this(found, robot.joint(joint).name(), JointUnits.of(robot, joint));
    }
  }

  private static SensorErrors errors(BenchSession session, int sensor) {
    return session.robot().described().sensors().get(sensor).errors();
  }

  /** Waits for it, as long as one may. */
  private static boolean settle(BenchSession session) {
    StateLayout layout = session.robot().described().layout();
    int readings = (int) Math.ceil(LISTENING / session.robot().period());
    for (int i = 0; i < PATIENCE; i++) {
      Recording recording = session.listen("settling", readings);
      boolean rests = true;
      for (int joint = 0; joint < layout.joints(); joint++) {
        for (int sensor : new int[] {layout.position(joint), layout.velocity(joint)}) {
          rests &= sensor == StateLayout.ABSENT || isAtRest(Readings.sensor(recording, sensor));
        }
      }
      if (rests) {
        return true;
      }
    }
    return false;
  }

  /** Readings that differ from one to the next as much as from first to last (von Neumann 1941). */
  private static boolean isAtRest(double[] readings) {
    double mean = 0;
    for (double reading : readings) {
      mean += reading / readings.length;
    }
    double squares = 0;
    double differences = 0;
    for (int i = 0; i < readings.length; i++) {
      squares += (readings[i] - mean) * (readings[i] - mean);
      differences += i == 0 ? 0 : Math.pow(readings[i] - readings[i - 1], 2);
    }
    // of readings that never change the mean is wrong by rounding alone
    boolean neverChanges = differences == 0;
    return neverChanges || differences > AT_REST * squares;
  }

  private static void position(Told told, SensorNoise noise, SensorErrors described) {
    white(told, Quantity.POSITION_NOISE, noise, described);
    noise
        .quantum()
        .ifPresent(quantum -> told.found()
            .estimate(
                new Parameter(told.joint(), Quantity.QUANTUM),
                quantum,
                1e-6 * quantum,
                noise.white().readings(),
                "steps of the readings at rest"));
    bias(told, noise);
    slow(told, "random walk", Quantity.RANDOM_WALK, noise, noise.terms().walk());
    told.found().figure(figure(told, noise));
  }

  private static void white(
      Told told, Quantity quantity, SensorNoise noise, SensorErrors described) {
    FindingsBuilder found = told.found();
    String joint = told.joint();
    Parameter parameter = new Parameter(joint, quantity);
    double sigma = noise.white().sigma();
    found.estimate(
        parameter,
        sigma,
        DEVIATIONS * noise.white().deviation(),
        noise.white().readings(),
        method(noise));
    found.number(joint + "_" + quantity.key() + "_density", noise.density());
    String subject = joint + " " + (quantity == Quantity.POSITION_NOISE ? "noise" : "rate noise");
    String size = String.format(
        Locale.ROOT, "σ = %.3g %s of one reading", sigma, told.units().of(quantity));
    if (!found.isKnown(parameter)) {
      found.judge(Judgement.notIdentifiable(
          subject,
          "counts of " + format(noise.quantum().orElse(described.quantum()))
              + " hide it; readings between two counts would show it: let the joint rest"
              + " elsewhere"));
    } else if (!noise.isWhite()) {
      found.judge(Judgement.fail(
          subject,
          size
              + ", and readings follow each other: it is not white; look for vibration, mains hum"
              + " or a filter in the sensor"));
    } else if (described.noise() > 0 && sigma > TOO_MUCH * described.noise()) {
      found.judge(Judgement.fail(
          subject,
          size + ", described are " + format(described.noise())
              + "; look at cable, shield and ground"));
    } else {
      found.judge(Judgement.pass(subject, size + described(described)));
    }
  }

  private static String method(SensorNoise noise) {
    return noise.isCoarse() ? "likelihood of the counts" : "moments of the Allan variance";
  }

  private static String described(SensorErrors described) {
    return described.noise() > 0 ? ", described are " + format(described.noise()) : "";
  }

  /** Drift that is no flicker noise has no bias instability, but a size and a time. */
  private static void bias(Told told, SensorNoise noise) {
    FindingsBuilder found = told.found();
    String joint = told.joint();
    DriftShape shape = noise.terms().shape();
    NoiseTerms.Term drift = noise.terms().drift();
    if (shape.kind() != Kind.MARKOV || drift.value() == 0) {
      slow(told, "bias instability", Quantity.BIAS_INSTABILITY, noise, drift);
      return;
    }
    found.number(joint + "_drift", drift.value());
    found.number(joint + "_drift_time_seconds", shape.shortest());
    found.judge(Judgement.notIdentifiable(
        joint + " bias instability",
        String.format(
            Locale.ROOT,
            "the zero wanders by %.3g %s and comes back within %.3g s, which is no flicker noise as"
                + " far as %.0f s show",
            drift.value(),
            told.units().of(Quantity.BIAS_INSTABILITY),
            shape.shortest(),
            noise.terms().seconds())));
  }

  private static void slow(
      Told told, String words, Quantity quantity, SensorNoise noise, NoiseTerms.Term term) {
    FindingsBuilder found = told.found();
    String joint = told.joint();
    boolean isKnown = term.isIdentifiable(noise.terms().seconds());
    found.estimate(
        new Parameter(joint, quantity),
        term.value(),
        isKnown ? DEVIATIONS * term.sigma() : Double.POSITIVE_INFINITY,
        noise.white().readings(),
        method(noise));
    if (isKnown) {
      found.judge(Judgement.pass(
          joint + " " + words,
          String.format(Locale.ROOT, "%.3g %s", term.value(), told.units().of(quantity))));
      return;
    }
    found.judge(Judgement.notIdentifiable(joint + " " + words, reason(noise, term)));
  }

  private static String reason(SensorNoise noise, NoiseTerms.Term term) {
    if (term.value() == 0) {
      return "none was seen in " + Math.round(noise.terms().seconds()) + " s";
    }
    if (noise.terms().seconds() >= NoiseTerms.AVERAGES * term.tau()) {
      return "other drift hides it, or counts: listen for longer";
    }
    return String.format(
        Locale.ROOT,
        "it shows from %.3g s on and needs %.0f s of readings, there were %.0f s",
        term.tau(),
        NoiseTerms.AVERAGES * term.tau(),
        noise.terms().seconds());
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  private static Plot figure(Told told, SensorNoise noise) {
    List<AllanDeviation.Point> points = noise.allan();
    double[] octave = new double[points.size()];
    double[] value = new double[points.size()];
    double[] lower = new double[points.size()];
    double[] upper = new double[points.size()];
    double[] white = new double[points.size()];
    for (int i = 0; i < octave.length; i++) {
      AllanDeviation.Point point = points.get(i);
      octave[i] = Math.log10(point.tau());
      value[i] = point.value();
      lower[i] = point.lower();
      upper[i] = point.upper();
      white[i] = noise.density() / Math.sqrt(point.tau());
    }
    return new Plot(
            told.joint() + ": Allan deviation",
            "log₁₀ of averaging time [s]",
            "deviation [" + told.units().position() + "]")
        .band("95 %", octave, lower, upper, 0)
        .add("measured", octave, value, 0, Mark.LINE_AND_DOTS)
        .add("white noise of one reading", octave, white, 1, Mark.DASHED)
        .logY();
  }
}
