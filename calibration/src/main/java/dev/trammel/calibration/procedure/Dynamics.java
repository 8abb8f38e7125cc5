package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.JointReadings;
import dev.trammel.calibration.fit.Trace;
import dev.trammel.calibration.inertial.DynamicsEstimate;
import dev.trammel.calibration.inertial.DynamicsModel;
import dev.trammel.calibration.inertial.EffortWay;
import dev.trammel.calibration.inertial.Excitation;
import dev.trammel.calibration.inertial.ExcitationLimits;
import dev.trammel.calibration.inertial.FourierMotion;
import dev.trammel.calibration.inertial.FourierMotion.Rhythm;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.robot.Joint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for inertias, centres and masses as far as motions tell them: excites all joints along
 * optimised Fourier series, each repeated for many periods, and solves the equations of motion along
 * their means. One more motion is kept aside and predicted.
 */
public final class Dynamics implements Procedure {

  private static final double PERIOD = 4;
  private static final double FADE = 2;
  private static final int PERIODS = 9;

  /** Samples of a period that its harmonics need. */
  private static final int LEAST_SAMPLES = 100;

  private static final int TRIALS = 300;

  /** What a joint without limits is moved by, and how fast one that gives no speed. */
  private static final double REACH = 1.5;

  private static final double SPEED = 4;

  /** Of a joint's range that is used: the tube about a motion lies within the rest. */
  private static final double RANGE = 0.75;

  @Override
  public String name() {
    return "dynamics";
  }

  @Override
  public Findings run(BenchSession session) {
    BenchRobot robot = session.robot();
    int n = robot.described().robot().degreesOfFreedom();
    for (int i = 0; i < n; i++) {
      if (robot.actuator(i) < 0) {
        return new Findings(
            Map.of(),
            List.of(Judgement.notIdentifiable(
                "dynamics",
                "joint " + robot.joint(i).name() + " has no actuator, so no motion of it repeats"
                    + " itself; ask fit-sim, which needs none that does")),
            List.of(),
            Map.of());
      }
    }
    ExcitationLimits limits = limits(session, n);
    Rhythm rhythm = rhythm(robot.period());
    DynamicsModel model = DynamicsModel.of(robot.described(), limits.speed(), rhythm);
    Excitation excitation =
        new Excitation(robot.described(), model.parameters(), model.base(), limits, rhythm);
    List<List<Trace>> training = new ArrayList<>();
    for (int repeat = 0; repeat < Math.max(2, session.repeats()); repeat++) {
      training.add(List.of(ask(session, excitation, limits, "excitation-" + (repeat + 1))));
    }
    List<Trace> holdOut = List.of(ask(session, excitation, limits, "excitation-held-out"));
    DynamicsEstimate estimate =
        DynamicsEstimate.of(robot.described(), model, way(robot, n), training, holdOut);
    return DynamicsFindings.of(robot, model, estimate, training.size());
  }

  /** Whole samples, and enough of them. */
  private static Rhythm rhythm(double step) {
    double samples = Math.max(LEAST_SAMPLES, Math.round(PERIOD / step));
    return new Rhythm(samples * step, Math.round(FADE / step) * step, PERIODS);
  }

  private static Trace ask(
      BenchSession session, Excitation excitation, ExcitationLimits limits, String name) {
    BenchRobot robot = session.robot();
    FourierMotion motion = excitation.search(TRIALS, session.random(name));
    int steps = (int) Math.round(motion.rhythm().duration() / robot.period());
    EpisodeStart start = new EpisodeStart(motion.centre(), new double[motion.centre().length], 0);
    session.say(name + ": condition number " + Math.round(excitation.condition(motion)));
    Motion along = new Tracking(robot.described(), bounds(robot, limits))
        .follow(name, Optional.of(start), motion::at, steps);
    Recording recording = session.perform(along);
    if (!recording.isWhole()) {
      throw new PlantException("robot " + robot.nameplate().device() + " broke motion " + name
          + " off after " + recording.steps() + " of " + steps + " steps: " + recording.end()
          + "; ask checkout, encoder and delay first, or give motions a smaller share");
    }
    return new JointReadings(robot).trace(recording);
  }

  private static double[] bounds(BenchRobot robot, ExcitationLimits limits) {
    return robot.described().actuators().stream()
        .mapToDouble(actuator -> limits.effort()[actuator.joint()])
        .toArray();
  }

  private static ExcitationLimits limits(BenchSession session, int n) {
    BenchRobot robot = session.robot();
    double[] lower = new double[n];
    double[] upper = new double[n];
    double[] speed = new double[n];
    double[] effort = new double[n];
    for (int i = 0; i < n; i++) {
      Joint joint = robot.joint(i);
      double least = Math.max(joint.lower(), -REACH);
      double most = Math.min(joint.upper(), REACH);
      lower[i] = (least + most) / 2 - RANGE * (most - least) / 2;
      upper[i] = (least + most) / 2 + RANGE * (most - least) / 2;
      double fastest = Double.isInfinite(joint.velocity()) ? SPEED : joint.velocity();
      speed[i] = session.share() * fastest;
      effort[i] = session.share()
          * robot.nameplate().spec().actuators().get(robot.actuator(i)).upper();
    }
    return new ExcitationLimits(lower, upper, speed, effort);
  }

  /** As far as earlier commands found it; what they did not is looked for, or taken as described. */
  private static EffortWay way(BenchRobot robot, int n) {
    double[] strength = new double[n];
    double[] lag = new double[n];
    double[] delay = new double[n];
    boolean isKnown = true;
    for (int i = 0; i < n; i++) {
      String joint = robot.joint(i).name();
      strength[i] = known(robot, joint, Quantity.STRENGTH).orElse(1.0);
      lag[i] = known(robot, joint, Quantity.LAG).orElse(0.0);
      Optional<Double> found = known(robot, joint, Quantity.DELAY);
      delay[i] = found.orElse(0.0);
      isKnown &= found.isPresent();
    }
    return new EffortWay(strength, lag, delay, isKnown);
  }

  private static Optional<Double> known(BenchRobot robot, String joint, Quantity quantity) {
    Optional<Calibration> calibration = robot.known();
    return calibration.flatMap(file -> file.known(joint, quantity)).map(Estimate::value);
  }
}
