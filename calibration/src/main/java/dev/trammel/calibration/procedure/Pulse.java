package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.Tube;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * One effort back and forth on one joint, without any feedback on that joint: a body without friction
 * stands still again at its end, a little further on. Joints that do not stand by themselves are
 * held meanwhile, and the pulsed one is caught again afterwards if it is such a joint.
 *
 * <p>The answer of each joint is a regression of its readings on a drift and on what the effort
 * comes to,
 *
 * <pre>  q(t) = b₀ + b₁ t + b₂ t² + c h(t),   ḧ(t) = u(t − d) − λ ḣ(t),</pre>
 *
 * <p>λ by the described viscous friction, so that c of joint i is (M⁻¹)ᵢⱼ where nothing else rubs, and neither a tilt of what makes up for
 * gravity nor a creep looks like an answer.
 *
 * @param actuator which one, j
 * @param effort of the first half; the second is its opposite [N·m or N]
 * @param half how many cycles each half takes
 */
record Pulse(int actuator, double effort, int half) {

  /** Cycles of stillness before, and time after [s]. */
  private static final int BEFORE = 4;

  private static final double AFTER = 0.06;

  /** Time in which a joint that does not stand by itself is caught again [s]. */
  private static final double CATCHING = 0.2;

  /** What a command may have of delay and lag; the clearest is taken [s]. */
  private static final double MOST_DELAY = 0.0201;

  private static final double DELAY_STEP = 0.004;

  /** Further than this no joint may go during a pulse [rad or m]. */
  private static final double TUBE = 0.3;

  /** Of the tube: who went so far left it. */
  private static final double LEFT = 0.9;

  private static final double ANYWHERE = 1e6;
  private static final int LEAST_ROWS = 12;
  private static final int COLUMNS = 4;

  /** Of the integration of h [s]. */
  private static final double STEP = 2e-4;

  /**
   * What came back of one sensor.
   *
   * @param gain c [rad/(N·m·s²) or alike]
   * @param sigma its standard deviation
   * @param way how far the pulse moved it [rad or m]
   */
  record Answer(double gain, double sigma, double way) {

    static final Answer NONE = new Answer(0, 0, 0);

    /** In deviations; infinite for one without any. */
    double clarity() {
      return gain == 0 ? 0 : Math.abs(gain) / sigma;
    }
  }

  /** The same the other way round. */
  Pulse opposite() {
    return new Pulse(actuator, -effort, half);
  }

  /**
   * Of one that was so fast that it left the tube before a regression can tell: its gain is at least
   * the way that it went by what the effort comes to without friction.
   */
  Answer leastAnswer(Recording recording, int sensor, double period) {
    int last = recording.steps();
    double way = recording.reading(last, sensor) - recording.reading(0, sensor);
    double most = Math.abs(effort) * half * period * half * period;
    return Math.abs(way) < LEFT * TUBE || most == 0
        ? Answer.NONE
        : new Answer(Math.signum(effort) * way / most, 0, way);
  }

  /** Steps of the pulse itself, with the stillness about it. */
  private int steps(double period) {
    return BEFORE + 2 * half + (int) Math.ceil(AFTER / period);
  }

  /**
   * The motion, from where the robot stands.
   *
   * @param stands p, its last reading; not modified
   * @param hold what keeps the robot standing
   */
  Motion motion(String name, BenchRobot robot, double[] stands, double[] bounds, Hold hold) {
    PlantSettings described = robot.described();
    int own = steps(robot.period());
    int T = own + (hold.isNone() ? 0 : (int) Math.ceil(CATCHING / robot.period()));
    DMatrixRMaj[] gains = new DMatrixRMaj[T];
    DMatrixRMaj[] offsets = new DMatrixRMaj[T];
    DMatrixRMaj[] covariances = new DMatrixRMaj[T];
    DMatrixRMaj[] centres = new DMatrixRMaj[T + 1];
    DMatrixRMaj[] radii = new DMatrixRMaj[T + 1];
    int m = bounds.length;
    DMatrixRMaj[] inputs = new DMatrixRMaj[T];
    Arrays.fill(covariances, new DMatrixRMaj(m, m));
    Arrays.fill(centres, new DMatrixRMaj(stands.length, 1, true, stands));
    Arrays.fill(radii, radius(described.layout()));
    DMatrixRMaj let = hold.gainsBut(actuator);
    for (int t = 0; t < T; t++) {
      gains[t] = t < own ? let : hold.gains();
      inputs[t] = new DMatrixRMaj(m, 1, true, hold.efforts());
      inputs[t].data[actuator] += input(t);
      // k = u − K x*
      offsets[t] = inputs[t].copy();
      CommonOps_DDRM.multAdd(-1, gains[t], centres[t], offsets[t]);
    }
    LinearGaussianController controller =
        new LinearGaussianController(gains, offsets, covariances, centres, inputs);
    return new Motion(
        name,
        Optional.empty(),
        controller.within(Optional.of(new Tube(centres, radii))),
        T,
        bounds);
  }

  private static DMatrixRMaj radius(StateLayout layout) {
    DMatrixRMaj radius = new DMatrixRMaj(layout.size(), 1);
    Arrays.fill(radius.data, ANYWHERE);
    for (int joint = 0; joint < layout.joints(); joint++) {
      if (layout.position(joint) != StateLayout.ABSENT) {
        radius.data[layout.position(joint)] = TUBE;
      }
    }
    return radius;
  }

  private double input(int t) {
    int since = t - BEFORE;
    return since < 0 || since >= 2 * half ? 0 : since < half ? effort : -effort;
  }

  /**
   * What came back of a sensor.
   *
   * @param sensor its index
   * @param decay λ
   */
  Answer answer(Recording recording, int sensor, double decay, double period) {
    int rows = rows(recording, period);
    if (rows < BEFORE + LEAST_ROWS) {
      return Answer.NONE;
    }
    Answer best = Answer.NONE;
    for (double delay = 0; delay <= MOST_DELAY; delay += DELAY_STEP) {
      for (int from = 0; from <= half; from += half) {
        double[] h = way(decay, new Shift(delay, from), period, recording);
        Answer answer = answer(recording, rows, sensor, h);
        best = answer.clarity() > best.clarity() ? answer : best;
      }
    }
    return best;
  }

  /** Readings that tell of the pulse: none in which the joint is caught again. */
  private int rows(Recording recording, double period) {
    return Math.min(recording.steps(), steps(period)) + 1;
  }

  /** @param h at each {@link #STEP}; not modified */
  private static Answer answer(Recording recording, int rows, int sensor, double[] h) {
    DMatrixRMaj A = new DMatrixRMaj(rows, COLUMNS);
    DMatrixRMaj y = new DMatrixRMaj(rows, 1);
    double greatest = 0;
    for (int t = 0; t < rows; t++) {
      double seconds = recording.time(t) - recording.time(0);
      double each = h[(int) Math.round(seconds / STEP)];
      greatest = Math.max(greatest, Math.abs(each));
      y.data[t] = recording.reading(t, sensor);
      A.set(t, 0, each);
      A.set(t, 1, 1);
      A.set(t, 2, seconds);
      A.set(t, 3, seconds * seconds);
    }
    return fit(A, y, greatest);
  }

  private static Answer fit(DMatrixRMaj A, DMatrixRMaj y, double greatest) {
    DMatrixRMaj x = new DMatrixRMaj(COLUMNS, 1);
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.qr(A.numRows, COLUMNS);
    DMatrixRMaj information = new DMatrixRMaj(COLUMNS, COLUMNS);
    CommonOps_DDRM.multTransA(A, A, information);
    if (!solver.setA(A.copy()) || !CommonOps_DDRM.invert(information)) {
      return Answer.NONE;
    }
    solver.solve(y.copy(), x);
    DMatrixRMaj residual = y.copy();
    CommonOps_DDRM.multAdd(-1, A, x, residual);
    double variance = CommonOps_DDRM.dot(residual, residual) / (A.numRows - COLUMNS);
    double sigma = Math.sqrt(variance * information.get(0, 0));
    return new Answer(x.data[0], sigma, x.data[0] * greatest);
  }

  /**
   * When a joint begins to move.
   *
   * @param delay d [s]
   * @param from the cycle of the pulse: one that friction and its weight hold against the first half
   *     moves with the second alone
   */
  private record Shift(double delay, int from) {}

  /** h at each {@link #STEP}, by Euler's method. */
  private double[] way(double decay, Shift shift, double period, Recording recording) {
    double seconds = recording.time(recording.steps()) - recording.time(0);
    double[] h = new double[(int) Math.round(seconds / STEP) + 2];
    double rate = 0;
    for (int k = 1; k < h.length; k++) {
      double since = (k - 1) * STEP - shift.delay();
      int cycle = (int) Math.floor(since / period);
      double u = cycle < BEFORE + shift.from() ? 0 : input(cycle);
      rate += STEP * (u - decay * rate);
      h[k] = h[k - 1] + STEP * rate;
    }
    return h;
  }
}
