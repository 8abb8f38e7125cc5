package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.StudentT;
import dev.trammel.calibration.inertial.BaseSums;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.hidden.Effects;
import dev.trammel.hardware.hidden.EncoderEffects;
import dev.trammel.hardware.hidden.Hidden;
import dev.trammel.hardware.hidden.SensorTruth;
import dev.trammel.hardware.hidden.Truth;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * How near the questions of single joints come to the truth, on many emulated robots in this process:
 * {@code JointStudy QUESTION TASK DEVICES [FIRST]}. Prints what is beyond its bar or outside its interval,
 * and a line for each kind of thing.
 */
public final class JointStudy {

  private static final String ROUGH =
      "friction,stribeck,damping,delay,lag,ripple,position-noise,velocity-noise";

  /** Half an interval of five motions whose σ is a tenth of the value. */
  private static final double ESSENTIAL = 0.1 * StudentT.deviations(4);

  private final Task task;
  private final List<Row> rows = new ArrayList<>();

  private JointStudy(Task task) {
    this.task = task;
  }

  /**
   * One thing that was found of one device.
   *
   * @param bar greatest error that is allowed
   */
  private record Row(
      long seed, String kind, String name, Optional<Estimate> found, double truth, double bar) {

    boolean isKnown() {
      return found.filter(Estimate::identifiable).isPresent();
    }

    double error() {
      return Math.abs(found.orElseThrow().value() - truth) / bar;
    }

    boolean isCovered() {
      Estimate estimate = found.orElseThrow();
      return estimate.lower() <= truth && truth <= estimate.upper();
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "  seed %d %s: found %s, truth %.6g, bar %.3g",
          seed,
          name,
          found
              .map(e -> String.format(
                  Locale.ROOT,
                  "%.6g [%.6g, %.6g] %s",
                  e.value(),
                  e.lower(),
                  e.upper(),
                  e.identifiable()))
              .orElse("nothing"),
          truth,
          bar);
    }
  }

  /** The study of one question. */
  public static void main(String[] args) throws IOException {
    String question = args[0];
    JointStudy study = new JointStudy(TestBench.read(args[1]));
    long first = args.length > 3 ? Long.parseLong(args[3]) : 0;
    long begin = System.nanoTime();
    for (long seed = first; seed < first + Long.parseLong(args[2]); seed++) {
      study.ask(question, seed);
    }
    study.print(question + " " + args[1], (System.nanoTime() - begin) / 1e9);
  }

  private void ask(String question, long seed) {
    Hidden hidden = Hidden.of(System.getProperty("hidden", family(question)), seed);
    BenchSession session = TestBench.session(task, hidden);
    Findings findings = procedure(question).run(session);
    if (Boolean.getBoolean("loud")) {
      findings.judgements().forEach(System.out::println);
      System.out.println(findings.numbers());
    }
    Truth truth = hidden.truth(task.plant().robot(), task.plant().world().gravity());
    for (int joint : session.joints()) {
      judge(question, seed, joint, truth, findings);
    }
    sums(seed, truth, findings);
    rows.stream()
        .filter(row -> row.seed() == seed && row.isKnown())
        .filter(row -> row.error() > 1 || !row.isCovered())
        .forEach(System.out::println);
    System.out.printf(Locale.ROOT, "seed %d%n", seed);
  }

  private static String family(String question) {
    return switch (question) {
      case "noise" -> "noise";
      case "torque" -> ROUGH + ",strength,effort-offset";
      case "gravity" -> ROUGH + ",mass,inertia,centre,offset=0.02";
      case "stops" -> "sign,gear,offset,position-noise,friction";
      case "dynamics" -> ROUGH + ",mass,inertia,centre";
      case "encoder" -> "sign,gear,offset,eccentricity,position-noise,friction";
      case "backlash" -> "backlash,friction,damping,delay,lag,position-noise,velocity-noise";
      default -> throw new IllegalArgumentException("no question " + question);
    };
  }

  private Procedure procedure(String question) {
    return switch (question) {
      case "noise" -> new Noise();
      case "torque" -> new Torque();
      case "gravity" -> new Gravity();
      case "stops" -> new Encoder(Encoder.KnownPoses.STOPS, 0.001);
      case "dynamics" -> new Dynamics();
      case "encoder" -> new Encoder(Encoder.KnownPoses.PLACED, 0);
      default -> new Backlash(Optional.of(rotors()));
    };
  }

  /** What a data sheet would say: the emulated motors have a twentieth of their joint's inertia. */
  private double[] rotors() {
    RobotModel robot = task.plant().robot();
    int n = robot.degreesOfFreedom();
    DMatrixRMaj M = new DMatrixRMaj(n, n);
    new RigidBodyDynamics(robot, task.plant().world().gravity()).massMatrix(new double[n], M);
    double[] rotors = new double[n];
    for (int i = 0; i < n; i++) {
      rotors[i] = 0.05 * M.get(i, i);
    }
    return rotors;
  }

  private void judge(String question, long seed, int joint, Truth truth, Findings findings) {
    Effects is = truth.joints().get(joint);
    EncoderEffects encoder = is.encoder();
    double count = SensorTruth.count(task.plant(), joint, truth);
    switch (question) {
      case "noise" -> {
        double position = deviation(task.plant().layout().position(joint), truth);
        double velocity = deviation(task.plant().layout().velocity(joint), truth);
        add(seed, joint, Quantity.POSITION_NOISE, findings, position, 0.05 * position);
        add(seed, joint, Quantity.VELOCITY_NOISE, findings, velocity, 0.05 * velocity);
        double walk = is.noise().walk();
        add(seed, joint, Quantity.RANDOM_WALK, findings, walk, 0.3 * walk);
        double bias = is.noise().bias();
        add(seed, joint, Quantity.BIAS_INSTABILITY, findings, bias, 0.3 * bias);
      }
      case "torque" -> {
        double strength = is.motor().strength();
        add(seed, joint, Quantity.STRENGTH, findings, strength, 0.01 * strength);
        double limit = task.plant().actuators().get(joint).limit();
        add(seed, joint, Quantity.EFFORT_OFFSET, findings, is.motor().offset(), 0.005 * limit);
      }
      case "gravity" -> add(seed, joint, Quantity.OFFSET, findings, encoder.offset(), 0.005);
      case "dynamics" -> {
        double damping = is.friction().damping();
        add(seed, joint, Quantity.DAMPING, findings, damping, 0.2 * damping);
        double dry = is.friction().dry();
        add(seed, joint, Quantity.DRY_FRICTION, findings, dry, 0.03 * dry);
      }
      case "encoder", "stops" -> {
        add(seed, joint, Quantity.SIGN, findings, encoder.sign(), 1e-9);
        add(seed, joint, Quantity.GEAR, findings, encoder.gear(), 1e-9);
        add(seed, joint, Quantity.OFFSET, findings, encoder.offset(), count + 1e-4);
        add(seed, joint, Quantity.ECCENTRICITY, findings, encoder.eccentricity(), count + 1e-4);
      }
      default -> {
        double play = is.motor().backlash();
        add(seed, joint, Quantity.BACKLASH, findings, play, Math.max(0.1 * play, 2 * count));
      }
    }
  }

  private double deviation(int sensor, Truth truth) {
    return SensorTruth.noise(task.plant().sensors().get(sensor), truth);
  }

  private void sums(long seed, Truth truth, Findings findings) {
    RobotModel described = task.plant().robot();
    List<Body> bodies = new ArrayList<>();
    for (int i = 0; i < truth.joints().size(); i++) {
      Body body = described.bodies().get(i);
      bodies.add(body.with(truth.joints().get(i).link().of(body.inertia())));
    }
    BaseSums.of(task.plant(), described.withBodies(bodies)).forEach((name, value) -> {
      Estimate found = findings.estimates().get(new Parameter(name, Quantity.BASE));
      if (found != null) {
        boolean isEssential = found.upper() - found.value() < ESSENTIAL * Math.abs(found.value());
        rows.add(new Row(
            seed,
            isEssential ? "base" : "base, not essential",
            name,
            Optional.of(found),
            value,
            0.01 * Math.abs(value)));
      }
    });
  }

  private void add(
      long seed, int joint, Quantity quantity, Findings findings, double truth, double bar) {
    Require.finite(truth, "truth");
    String name = task.plant().robot().bodies().get(joint).joint().name();
    Parameter parameter = new Parameter(name, quantity);
    rows.add(new Row(
        seed,
        quantity.key(),
        parameter.toString(),
        Optional.ofNullable(findings.estimates().get(parameter)),
        truth,
        Math.max(bar, 1e-12)));
  }

  private void print(String title, double seconds) {
    System.out.printf(Locale.ROOT, "%s, %.0f s%n", title, seconds);
    for (String kind : rows.stream().map(Row::kind).distinct().toList()) {
      List<Row> all = rows.stream().filter(row -> row.kind().equals(kind)).toList();
      List<Row> known = all.stream().filter(Row::isKnown).toList();
      double[] errors = known.stream().mapToDouble(Row::error).sorted().toArray();
      long within = known.stream().filter(row -> row.error() <= 1).count();
      long covered = known.stream().filter(Row::isCovered).count();
      System.out.printf(
          Locale.ROOT,
          "| %s | %d of %d known | %d within the bar | median %.2f, p95 %.2f, worst %.2f of it"
              + " | intervals cover %d |%n",
          kind,
          known.size(),
          all.size(),
          within,
          quantile(errors, 0.5),
          quantile(errors, 0.95),
          quantile(errors, 1),
          covered);
    }
  }

  private static double quantile(double[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
