package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.Tube;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorErrors;
import dev.trammel.controller.task.StateLayout;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Finds out how a robot can be made to stand whose own computer believes wrong masses: such a robot
 * falls as soon as its brakes are off. It is held where it stands by its own sensors, gently and
 * within a narrow tube, which no wrong sign survives: a joint that is held the wrong way runs away, the
 * robot stops at once, and the joint is held the other way round the next time. What the efforts come
 * to is what the robot lacks.
 *
 * <p>A joint that its friction keeps tells nothing by being held, and is not held any more.
 */
final class Standing {

  /** Of what an actuator can give. */
  private static final double SHARE = 0.1;

  private static final double SECONDS = 0.5;

  private static final double SETTLE = 0.6;

  /** At the end of a hold, over which means are taken [s]. */
  private static final double SETTLED = 0.1;

  /** How far a joint may go that is held [rad or m]. */
  private static final double TUBE = 0.15;

  /** How stiff it is [rad/s]. */
  private static final double OMEGA = 15;

  private static final double ANYWHERE = 1e6;

  /** A joint that goes less does not lean on what holds it [rad or m]. */
  private static final double LEANS = 5e-4;

  private static final double DEVIATIONS = 5;

  /** Part of what a joint carries that a robot may be wrong about: masses, strength of a motor. */
  private static final double WRONG = 0.6;

  /** Part of the greatest effort that is all of it. */
  private static final double SPENT = 0.98;

  private final BenchSession session;
  private final BenchRobot robot;
  private final StateLayout layout;
  private final double[] bounds;
  private final double[] turned;

  Standing(BenchSession session) {
    this.session = session;
    robot = session.robot();
    layout = robot.described().layout();
    bounds = PulseSearch.bounds(robot, Math.min(SHARE, session.share()));
    turned = new double[bounds.length];
    Arrays.fill(turned, 1);
  }

  /**
   * What a robot stands by, or why it does not.
   *
   * @param hold what keeps it standing
   * @param failure nothing if it stands
   */
  record Found(Hold hold, Optional<Judgement> failure) {}

  /** Tries until it stands, or until turning signs does not help. */
  Found find() {
    Optional<Judgement> failure = Optional.empty();
    for (int attempt = 0; attempt <= bounds.length; attempt++) {
      double[] stands = stands(attempt);
      Recording recording = session.perform(motion("hold-" + (attempt + 1), stands));
      if (recording.isWhole()) {
        return new Found(hold(stands, recording), Optional.empty());
      }
      if (recording.steps() == 0) {
        return none(failure.orElse(notBegun(recording)));
      }
      int runaway = runaway(stands, recording);
      failure = Optional.of(failure(runaway, stands, recording));
      if (turned[runaway] < 0) {
        break;
      }
      turned[runaway] = -1;
    }
    return none(failure.orElseThrow());
  }

  private Found none(Judgement failure) {
    return new Found(Hold.none(robot), Optional.of(failure));
  }

  private double[] stands(int attempt) {
    // time for whoever moves a joint back that fell beyond its bounds
    Recording rest =
        session.listen("hold-" + (attempt + 1) + "-rest", (int) Math.ceil(SETTLE / robot.period()));
    return Readings.at(rest, rest.steps());
  }

  private Motion motion(String name, double[] stands) {
    int T = (int) Math.ceil(SECONDS / robot.period());
    DMatrixRMaj K = gains(stands);
    DMatrixRMaj centre = new DMatrixRMaj(stands.length, 1, true, stands);
    DMatrixRMaj offset = new DMatrixRMaj(bounds.length, 1);
    CommonOps_DDRM.mult(-1, K, centre, offset);
    LinearGaussianController controller = new LinearGaussianController(
        repeated(K, T),
        repeated(offset, T),
        repeated(new DMatrixRMaj(bounds.length, bounds.length), T),
        repeated(centre, T + 1),
        repeated(new DMatrixRMaj(bounds.length, 1), T));
    Tube tube = new Tube(repeated(centre, T + 1), repeated(radius(), T + 1));
    return new Motion(name, Optional.empty(), controller.within(Optional.of(tube)), T, bounds);
  }

  private static DMatrixRMaj[] repeated(DMatrixRMaj matrix, int times) {
    DMatrixRMaj[] all = new DMatrixRMaj[times];
    Arrays.fill(all, matrix);
    return all;
  }

  /**
   * Each joint by its own sensors alone, as what it feels of inertia by itself: u = −w ω² e − (2wω + d)
   * q̇, w = 1/(M⁻¹)ᵢᵢ. What joints do to each other would need the signs of all of them.
   */
  private DMatrixRMaj gains(double[] stands) {
    DMatrixRMaj Minv = PulseSearch.inverseInertia(robot.described(), stands);
    DMatrixRMaj K = new DMatrixRMaj(bounds.length, layout.size());
    for (int i = 0; i < bounds.length; i++) {
      int joint = robot.described().actuators().get(i).joint();
      double w = 1 / Minv.get(joint, joint);
      double stiffness = (w * OMEGA + robot.joint(joint).damping()) * OMEGA;
      if (layout.position(joint) != StateLayout.ABSENT) {
        K.set(i, layout.position(joint), -turned[i] * stiffness);
      }
      if (layout.velocity(joint) != StateLayout.ABSENT) {
        K.set(i, layout.velocity(joint), -turned[i] * 2 * w * OMEGA);
      }
    }
    return K;
  }

  private DMatrixRMaj radius() {
    DMatrixRMaj radius = new DMatrixRMaj(layout.size(), 1);
    Arrays.fill(radius.data, ANYWHERE);
    for (int i = 0; i < bounds.length; i++) {
      if (sensor(i) != StateLayout.ABSENT) {
        radius.data[sensor(i)] = TUBE;
      }
    }
    return radius;
  }

  private int sensor(int actuator) {
    return layout.position(robot.described().actuators().get(actuator).joint());
  }

  /** The actuator whose joint went furthest. */
  private int runaway(double[] stands, Recording recording) {
    int furthest = 0;
    for (int i = 1; i < bounds.length; i++) {
      if (way(stands, recording, i) > way(stands, recording, furthest)) {
        furthest = i;
      }
    }
    return furthest;
  }

  private double way(double[] stands, Recording recording, int actuator) {
    int sensor = sensor(actuator);
    return sensor == StateLayout.ABSENT
        ? 0
        : Math.abs(recording.reading(recording.steps(), sensor) - stands[sensor]);
  }

  /** Joints that lean on what held them are held from now on. */
  private Hold hold(double[] stands, Recording recording) {
    DMatrixRMaj K = gains(stands);
    double[] efforts = new double[bounds.length];
    int last = (int) Math.ceil(SETTLED / robot.period());
    for (int i = 0; i < bounds.length; i++) {
      int sensor = sensor(i);
      boolean leans = sensor != StateLayout.ABSENT
          && Math.abs(mean(Readings.sensor(recording, sensor), last) - stands[sensor])
              > Math.max(LEANS, DEVIATIONS * deviation(sensor));
      if (leans) {
        efforts[i] = mean(Readings.applied(recording, i), last);
      } else {
        for (int j = 0; j < K.numCols; j++) {
          K.set(i, j, 0);
        }
      }
    }
    return new Hold(K, efforts, bounds);
  }

  private double deviation(int sensor) {
    SensorErrors errors = robot.described().sensors().get(sensor).errors();
    return errors.noise() + errors.quantum();
  }

  private static double mean(double[] values, int last) {
    return Arrays.stream(values, values.length - last, values.length).average().orElse(0);
  }

  private static Judgement notBegun(Recording recording) {
    return Judgement.notIdentifiable(
        "standing",
        "the robot stopped before it moved (" + recording.end() + "): bring all joints well within"
            + " their bounds, then run checkout again");
  }

  private Judgement failure(int actuator, double[] stands, Recording recording) {
    int joint = robot.described().actuators().get(actuator).joint();
    String name = robot.joint(joint).name() + " standing";
    boolean isSpent =
        Math.abs(recording.applied(recording.steps() - 1, actuator)) > SPENT * bounds[actuator];
    return isSpent && bounds[actuator] < WRONG * weight(joint, stands)
        ? Judgement.notIdentifiable(
            name,
            "it falls when its brakes are off, and a tenth of its effort does not hold it: what the"
                + " robot believes of its masses is wrong; mend that, then run checkout again")
        : Judgement.fail(
            name,
            "it runs away from where its own encoder and motor are to hold it, whichever way round ("
                + recording.end() + "): two motors are swapped, or an encoder is dead or another"
                + " joint's; compare the cables");
  }

  /** What the described robot weighs on a joint [N·m or N]. */
  private double weight(int joint, double[] stands) {
    PlantSettings described = robot.described();
    double[] q = new double[layout.joints()];
    layout.readPositions(new DMatrixRMaj(stands.length, 1, true, stands), q);
    double[] g = new double[q.length];
    new RigidBodyDynamics(described.robot(), described.world().gravity()).gravityForces(q, g);
    return Math.abs(g[joint]);
  }
}
