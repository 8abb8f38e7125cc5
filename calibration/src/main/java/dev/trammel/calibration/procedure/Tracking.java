package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.Tube;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Makes motions in which the joints with actuators follow a reference by their own sensors:
 *
 * <pre>  u = τ(q*, q̇*, q̈*) + F sgn q̇* − (M ω² + D ω) (q − q*) − 2 M ω (q̇ − q̇*)</pre>
 *
 * <p>which leaves an error two real poles, −ω and −(ω + D/M).
 *
 * <pre>
 *   F  m  dry friction as far as it is known, 0 else [N·m or N]
 *   D  m  viscous friction of the described joints [N·m·s/rad or N·s/m]
 *   τ  m  what the described robot would need; without gravity where the robot makes up for it
 *   M  m×m  mass matrix of the described robot on its way: what joints do to each other is far from
 *        nothing in light ones that turn about nearly the same axis [kg·m² or kg]
 *   ω     how stiff it is, as fast as the period allows [rad/s]
 * </pre>
 *
 * <p>The robot leaves the motion, and stops, where a joint departs from its reference by more than
 * the tube allows.
 */
public final class Tracking {

  private static final double STIFFEST = 15;

  /** The mass matrix changes less than the way itself. */
  private static final int STEPS_PER_GAIN = 10;

  /** Slower references are helped less against dry friction [rad/s or m/s]. */
  private static final double SLOW = 0.01;

  /** ω times period and delay of a loop that is well damped still. */
  private static final double STABLE = 0.3;

  /** What a loop has of delay beside its period [s]. */
  private static final double DELAY = 0.01;

  /** Of what no sensor tells, or nothing is expected. */
  private static final double ANYWHERE = 1e6;

  /** Share of a joint's range by which it may depart from its reference. */
  private static final double SHARE_OF_RANGE = 0.1;

  private static final double LEAST_RADIUS = 0.1;
  private static final double RADIUS_OF_CONTINUOUS = 0.6;

  /** Share of its usual damping by which a joint is braked that is pushed [-]. */
  private static final double BRAKE = 0.1;

  private final PlantSettings described;
  private final RigidBodyDynamics dynamics;
  private final RigidBodyDynamics compensated;
  private final StateLayout layout;
  private final int n;
  private final int m;
  private final double[] bounds;
  private final double omega;
  private final double[] dry;
  private final ReadingMap readings;
  private final double[] beside;

  /** Without help against dry friction. */
  public Tracking(PlantSettings described, double[] bounds) {
    this(described, bounds, new double[described.robot().degreesOfFreedom()]);
  }

  /** With encoders that read what joints do. */
  public Tracking(PlantSettings described, double[] bounds, double[] dry) {
    this(described, bounds, dry, ReadingMap.identity(described.robot().degreesOfFreedom()));
  }

  /**
   * With encoders that read otherwise; references and friction are of the joints themselves.
   *
   * @param bounds m, greatest input of the motions [N·m or N]
   * @param dry F, n, of each joint [N·m or N]; not modified
   * @param readings what the encoders read
   */
  Tracking(PlantSettings described, double[] bounds, double[] dry, ReadingMap readings) {
    this(described, bounds, dry, readings, new double[described.actuators().size()]);
  }

  private Tracking(
      PlantSettings described,
      double[] bounds,
      double[] dry,
      ReadingMap readings,
      double[] beside) {
    this.beside = beside;
    this.readings = readings;
    this.described = described;
    this.bounds = bounds.clone();
    dynamics = new RigidBodyDynamics(described.robot(), described.world().gravity());
    compensated = described
        .gravityCompensation()
        .map(model -> new RigidBodyDynamics(model.robot(), model.gravity()))
        .orElse(dynamics);
    layout = described.layout();
    n = described.robot().degreesOfFreedom();
    m = described.actuators().size();
    this.dry = Require.length(dry.clone(), n, "dry friction");
    omega = Math.min(STIFFEST, STABLE / (1.5 * described.period() + DELAY));
  }

  /**
   * The same with efforts beside what the described robot needs: what was found to hold the robot that
   * there is.
   *
   * @param efforts m [N·m or N]; not modified
   */
  Tracking beside(double[] efforts) {
    double[] all = Require.length(efforts.clone(), m, "efforts beside");
    return new Tracking(described, bounds, dry, readings, all);
  }

  /** What the robot needs to stand still, m [N·m or N]. */
  double[] holding(double[] q) {
    return forward(q, new double[n], new double[n]).data;
  }

  /**
   * A motion along a reference.
   *
   * @param start where it begins; nothing for where the robot stands
   * @param steps T
   */
  public Motion follow(String name, Optional<EpisodeStart> start, Reference reference, int steps) {
    double[] q = new double[n];
    double[] qd = new double[n];
    double[] qdd = new double[n];
    reference.at(0, q, qd, qdd);
    DMatrixRMaj[] gains = new DMatrixRMaj[steps];
    DMatrixRMaj[] offsets = new DMatrixRMaj[steps];
    DMatrixRMaj[] centres = new DMatrixRMaj[steps + 1];
    DMatrixRMaj[] inputs = new DMatrixRMaj[steps];
    for (int t = 0; t <= steps; t++) {
      reference.at(t * described.period(), q, qd, qdd);
      centres[t] = state(q, qd);
      if (t < steps) {
        gains[t] = t % STEPS_PER_GAIN == 0 ? gain(q) : gains[t - 1];
        inputs[t] = forward(q, qd, qdd);
        offsets[t] = Course.offset(gains[t], centres[t], inputs[t]);
      }
    }
    return motion(name, start, new Course(gains, offsets, centres, inputs), radius());
  }

  /**
   * A motion in which one joint is pushed, and braked by its rate alone, while the others keep their
   * places. It ends where the joint has gone as far as it may.
   *
   * @param start where it begins, at rest
   * @param joint that is pushed
   * @param efforts one for each step, beside what holds the robot there [N·m or N]; not modified
   * @param reach how far the joint may go [rad or m]
   */
  public Motion push(String name, EpisodeStart start, int joint, double[] efforts, double reach) {
    int steps = efforts.length;
    double[] q = start.positions();
    DMatrixRMaj K = gain(q);
    DMatrixRMaj centre = state(q, new double[n]);
    DMatrixRMaj hold = forward(q, new double[n], new double[n]);
    DMatrixRMaj[] inputs = new DMatrixRMaj[steps];
    DMatrixRMaj[] offsets = new DMatrixRMaj[steps];
    DMatrixRMaj[] gains = new DMatrixRMaj[steps];
    DMatrixRMaj[] centres = new DMatrixRMaj[steps + 1];
    int pushed = 0;
    while (described.actuators().get(pushed).joint() != joint) {
      pushed++;
    }
    letGo(K, pushed, joint);
    for (int t = 0; t < steps; t++) {
      inputs[t] = hold.copy();
      inputs[t].data[pushed] += efforts[t];
      offsets[t] = Course.offset(K, centre, inputs[t]);
    }
    Arrays.fill(gains, K);
    Arrays.fill(centres, centre);
    DMatrixRMaj radius = radius();
    set(radius, layout.position(joint), 0, reach * Math.abs(readings.slope()[joint]));
    return motion(name, Optional.of(start), new Course(gains, offsets, centres, inputs), radius);
  }

  /**
   * Leaves one joint nothing but its brake. The others must not answer to it either: by what it does to
   * them they would drive a joint away that does not answer itself.
   */
  private void letGo(DMatrixRMaj K, int actuator, int joint) {
    for (int i = 0; i < m; i++) {
      set(K, i, layout.position(joint), 0);
      if (layout.velocity(joint) != StateLayout.ABSENT) {
        double brake = i == actuator ? BRAKE * K.get(i, layout.velocity(joint)) : 0;
        K.set(i, layout.velocity(joint), brake);
      }
    }
  }

  private Motion motion(
      String name, Optional<EpisodeStart> start, Course course, DMatrixRMaj radius) {
    int steps = course.gains().length;
    DMatrixRMaj[] covariances = new DMatrixRMaj[steps];
    Arrays.fill(covariances, new DMatrixRMaj(m, m));
    DMatrixRMaj[] radii = new DMatrixRMaj[steps + 1];
    Arrays.fill(radii, radius);
    LinearGaussianController controller = new LinearGaussianController(
            course.gains(), course.offsets(), covariances, course.centres(), course.inputs())
        .within(Optional.of(new Tube(course.centres(), radii)));
    return new Motion(name, start, controller, steps, bounds);
  }

  private DMatrixRMaj gain(double[] q) {
    DMatrixRMaj M = new DMatrixRMaj(n, n);
    dynamics.massMatrix(q, M);
    DMatrixRMaj K = new DMatrixRMaj(m, layout.size());
    for (int i = 0; i < m; i++) {
      int row = described.actuators().get(i).joint();
      for (int j = 0; j < m; j++) {
        int joint = described.actuators().get(j).joint();
        double inertia = M.get(row, joint);
        double slope = readings.slope()[joint];
        double damping = i == j ? described.robot().bodies().get(joint).joint().damping() : 0;
        set(K, i, layout.position(joint), -(inertia * omega + damping) * omega / slope);
        set(K, i, layout.velocity(joint), -2 * inertia * omega / slope);
      }
    }
    return K;
  }

  /** Where no sensor tells it there is no entry. */
  private static void set(DMatrixRMaj matrix, int row, int column, double value) {
    if (row != StateLayout.ABSENT && column != StateLayout.ABSENT) {
      matrix.set(row, column, value);
    }
  }

  private DMatrixRMaj state(double[] q, double[] qd) {
    DMatrixRMaj x = new DMatrixRMaj(layout.size(), 1);
    for (int joint = 0; joint < n; joint++) {
      set(x, layout.position(joint), 0, readings.reading(joint, q[joint]));
      set(x, layout.velocity(joint), 0, readings.slope()[joint] * qd[joint]);
    }
    return x;
  }

  private DMatrixRMaj forward(double[] q, double[] qd, double[] qdd) {
    double[] tau = new double[n];
    double[] g = new double[n];
    dynamics.inverseDynamics(q, qd, qdd, tau);
    if (described.gravityCompensation().isPresent()) {
      double[] believed = new double[n];
      Arrays.setAll(believed, joint -> readings.believed(joint, readings.reading(joint, q[joint])));
      compensated.gravityForces(believed, g);
    }
    DMatrixRMaj u = new DMatrixRMaj(m, 1);
    for (int i = 0; i < m; i++) {
      int joint = described.actuators().get(i).joint();
      double along = qd[joint] / Math.hypot(qd[joint], SLOW);
      u.data[i] = tau[joint] - g[joint] + dry[joint] * along + beside[i];
    }
    return u;
  }

  /** How far a joint may depart from its reference [rad or m]. */
  static double radius(Joint joint) {
    double range = joint.upper() - joint.lower();
    return Double.isInfinite(range)
        ? RADIUS_OF_CONTINUOUS
        : Math.max(LEAST_RADIUS, SHARE_OF_RANGE * range);
  }

  private DMatrixRMaj radius() {
    DMatrixRMaj r = new DMatrixRMaj(layout.size(), 1);
    Arrays.fill(r.data, ANYWHERE);
    for (int i = 0; i < m; i++) {
      int index = described.actuators().get(i).joint();
      Joint joint = described.robot().bodies().get(index).joint();
      set(r, layout.position(index), 0, Math.abs(readings.slope()[index]) * radius(joint));
    }
    return r;
  }
}
