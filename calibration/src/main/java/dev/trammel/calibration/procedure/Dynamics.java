package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.JointReadings;
import dev.trammel.calibration.fit.Trace;
import dev.trammel.calibration.inertial.DynamicsEstimate;
import dev.trammel.calibration.inertial.EffortWay;
import dev.trammel.calibration.inertial.FourierMotion;
import dev.trammel.calibration.inertial.FourierMotion.Rhythm;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.PlantException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for inertias, centres and masses as far as motions tell them: excites all joints along
 * optimised Fourier series, each repeated for many periods, and solves the equations of motion along
 * their means. One more motion is kept aside and predicted.
 */
public final class Dynamics implements Procedure {

  private static final Rhythm RHYTHM = new Rhythm(4, 2, 9);

  /** Some of a motion are compared with its others. */
  private static final int LEAST_PERIODS = 2;

  /** A data sheet's strength is so far off, as a share: one deviation. */
  private static final double DESCRIBED = 0.1;

  /** None is known better than this. */
  private static final double LEAST_DOUBT = 1e-3;

  /** Deviations from the middle of an interval of 95 % to its end. */
  static final double REACH = 1.96;

  /** How a strength was found that is a data sheet's: it says by what the masses are counted. */
  static final String BELIEVED = "as described, and by how joints move each other";

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
    ExcitedRobot excited = ExcitedRobot.of(session, RHYTHM, LEAST_PERIODS);
    double[] friction = friction(session, excited);
    List<Trace> traces = new ArrayList<>();
    int motions = Math.max(2, session.repeats());
    for (int repeat = 0; repeat < motions; repeat++) {
      traces.add(ask(session, excited, friction, "excitation-" + (repeat + 1)));
    }
    traces.add(ask(session, excited, friction, "excitation-held-out"));
    DynamicsEstimate estimate =
        DynamicsEstimate.of(robot.described(), excited.model(), way(excited), doubt(robot), traces);
    return DynamicsFindings.of(robot, excited.model(), estimate, motions);
  }

  /**
   * What commands are helped by against dry friction, n: what friction found, else what is felt on the
   * way through a pose. A joint that sticks at each turn tells little of its inertia.
   */
  private static double[] friction(BenchSession session, ExcitedRobot excited) {
    int n = session.robot().joints();
    double[] friction = new double[n];
    boolean isKnown = true;
    for (int i = 0; i < n; i++) {
      Optional<Double> found = excited.known(i, Quantity.DRY_FRICTION);
      friction[i] = found.orElse(0.0) / excited.known(i, Quantity.STRENGTH).orElse(1.0);
      isKnown &= found.isPresent();
    }
    SlowPasses slow = new SlowPasses(session);
    List<double[]> poses = isKnown ? List.of() : Poses.of(session, 1, slow.reach());
    return poses.isEmpty() ? friction : slow.friction(poses.get(0));
  }

  /**
   * What is known of a joint's strength. What torque found by a weight is not taken: it would bring
   * that weight's masses back; nor what was only believed before.
   */
  static Optional<Estimate> strength(BenchRobot robot, int joint) {
    return robot
        .known()
        .flatMap(known -> known.known(robot.joint(joint).name(), Quantity.STRENGTH))
        .filter(found -> !Torque.isByWeight(found) && !found.method().equals(BELIEVED));
  }

  private static EffortWay way(ExcitedRobot excited) {
    EffortWay way = excited.way();
    double[] strength = way.strength();
    Arrays.setAll(
        strength, i -> strength(excited.robot(), i).map(Estimate::value).orElse(1.0));
    return new EffortWay(strength, way.lag(), way.delay(), way.isDelayKnown());
  }

  /** How far strengths are from what they are believed to be, as a share. */
  static double[] doubt(BenchRobot robot) {
    double[] doubt = new double[robot.joints()];
    for (int i = 0; i < doubt.length; i++) {
      doubt[i] = strength(robot, i)
          .map(found -> found.half() / REACH / found.value())
          .map(share -> Math.max(LEAST_DOUBT, share))
          .orElse(DESCRIBED);
    }
    return doubt;
  }

  private static Trace ask(
      BenchSession session, ExcitedRobot excited, double[] friction, String name) {
    BenchRobot robot = session.robot();
    FourierMotion motion = excited.search(session, name);
    int steps = (int) Math.round(motion.rhythm().duration() / robot.period());
    EpisodeStart start = new EpisodeStart(motion.centre(), new double[motion.centre().length], 0);
    session.say(name + ": condition number " + Math.round(excited.excitation().condition(motion)));
    Motion along = new Tracking(robot.described(), excited.bounds(), friction, ReadingMap.of(robot))
        .follow(name, Optional.of(start), motion::at, steps);
    Recording recording = session.perform(along);
    if (!recording.isWhole()) {
      throw new PlantException("robot " + robot.nameplate().device() + " broke motion " + name
          + " off after " + recording.steps() + " of " + steps + " steps: " + recording.end()
          + "; ask checkout, encoder and delay first, or give motions a smaller share");
    }
    return new JointReadings(robot).trace(recording);
  }
}
