package dev.trammel.calibration.fit;

import dev.trammel.controller.robot.AccelerationDerivatives;
import dev.trammel.controller.robot.InertialRegressor;
import dev.trammel.controller.robot.RigidBodyDynamics;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The exact derivative of what {@link FrictionalMotion} computes, by the unknowns and by the first
 * state, carried along with it. Where a joint comes to rest, the instant of it changes too, and with it
 * how long what follows lasts.
 *
 * <pre>
 *   C   P+2n  columns: unknowns, first positions, first rates
 *   dq, dqd, da  n×C  of positions, rates and accelerations
 *   left  C    of what is left of a step
 *   M_ff da_f = (dτ − T_q dq − T_v dq̇ − Y dπ − dD q̇ − df)_f   for the joints f that do not rest
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class MotionSlopes implements MotionFollower {

  private final FrictionalMotion motion;
  private final MachineSlopes slopes;
  private final int n;
  private final int P;
  private final int C;
  private final RigidBodyDynamics dynamics;
  private final AccelerationDerivatives derivatives;
  private final InertialRegressor regressor;
  private final DMatrixRMaj Y;
  private final DMatrixRMaj M;
  private final double[] free;
  private final double[] tau;
  private final double[] ignored;
  private final double[] dq;
  private final double[] dqd;
  private final double[] da;
  private final double[] held;
  private final double[] dqMiddle;
  private final double[] dqdMiddle;
  private final double[] dEffort;
  private final double[] left;
  private final double[] until;
  private boolean isFresh;

  MotionSlopes(MachineSlopes slopes) {
    this.slopes = slopes;
    Machine machine = slopes.machine();
    n = machine.joints();
    P = slopes.unknowns();
    C = P + 2 * n;
    motion = new FrictionalMotion(machine, this);
    dynamics = new RigidBodyDynamics(machine.robot(), machine.gravity());
    derivatives =
        new AccelerationDerivatives(new RigidBodyDynamics(machine.robot(), machine.gravity()));
    regressor = new InertialRegressor(machine.robot(), machine.gravity());
    Y = new DMatrixRMaj(n, 10 * n);
    M = new DMatrixRMaj(n, n);
    free = new double[n * n];
    tau = new double[n];
    ignored = new double[n];
    dq = new double[n * C];
    dqd = new double[n * C];
    da = new double[n * C];
    held = new double[n * C];
    dqMiddle = new double[n * C];
    dqdMiddle = new double[n * C];
    dEffort = new double[n * C];
    left = new double[C];
    until = new double[C];
  }

  /** That these are the slopes of. */
  FrictionalMotion motion() {
    return motion;
  }

  /** How an effort of the steps to come changes with an unknown. */
  void effort(int joint, int p, double slope) {
    dEffort[joint * C + p] = slope;
  }

  /** Of the position of joint i, by column c. */
  double position(int i, int c) {
    return dq[i * C + c];
  }

  /** Of its rate. */
  double rate(int i, int c) {
    return dqd[i * C + c];
  }

  @Override
  public void begin() {
    Arrays.fill(dq, 0);
    Arrays.fill(dqd, 0);
    Arrays.fill(da, 0);
    Arrays.fill(left, 0);
    isFresh = true;
    for (int i = 0; i < n; i++) {
      dq[i * C + P + i] = 1;
      dqd[i * C + P + n + i] = 1;
    }
  }

  @Override
  public void beginStep() {
    Arrays.fill(left, 0);
  }

  @Override
  public void lookAhead(double ahead) {
    // half of what is left changes by half as much
    double share = ahead == 0 ? 0 : 0.5;
    for (int i = 0; i < n; i++) {
      double a = motion.acceleration[i];
      double v = motion.qd[i] + ahead * a;
      int row = i * C;
      if (motion.slides[i] == 0) {
        Arrays.fill(dqdMiddle, row, row + C, 0);
      }
      for (int c = row; c < row + C; c++) {
        double later = share * left[c - row];
        dqMiddle[c] = dq[c] + ahead * (dqd[c] + 0.5 * ahead * da[c]) + later * v;
        if (motion.slides[i] != 0) {
          dqdMiddle[c] = dqd[c] + ahead * da[c] + later * a;
        }
      }
    }
  }

  @Override
  public void accelerate() {
    double[] q = motion.qMiddle;
    double[] qd = motion.qdMiddle;
    dynamics.inverseDynamics(q, qd, motion.acceleration, tau);
    regressor.at(q, qd, motion.acceleration, Y);
    System.arraycopy(dEffort, 0, da, 0, da.length);
    slopes.subtractInertias(Y.data, da, C);
    for (int i = 0; i < n; i++) {
      resist(i, qd[i]);
    }
    derivatives.update(q, qd, tau, ignored);
    derivatives.push(dqMiddle, dqdMiddle, C, da);
    if (anyRests()) {
      hold(q);
    }
    if (isFresh) {
      // a joint that does not begin to move has no rate that could be another
      for (int i = 0; i < n; i++) {
        if (motion.slides[i] == 0) {
          Arrays.fill(dqd, i * C, (i + 1) * C, 0);
        }
      }
      isFresh = false;
    }
  }

  private void resist(int i, double rate) {
    JointFriction friction = slopes.machine().friction().get(i);
    int direction = friction.holds() ? motion.slides[i] : (int) Math.signum(rate);
    slopes.subtractResistance(i, rate, direction, da, i * C);
    double fading = direction * friction.slope(rate);
    if (fading != 0) {
      for (int c = i * C; c < (i + 1) * C; c++) {
        da[c] -= fading * dqdMiddle[c];
      }
    }
  }

  private boolean anyRests() {
    for (int slides : motion.slides) {
      if (slides == 0) {
        return true;
      }
    }
    return false;
  }

  /** From accelerations of joints that are all free to those with some of them held. */
  private void hold(double[] q) {
    dynamics.massMatrix(q, M);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        boolean both = motion.slides[i] != 0 && motion.slides[j] != 0;
        free[i * n + j] = both ? M.data[i * n + j] : i == j ? 1 : 0;
      }
    }
    SmallSystem.factor(free, n);
    // what is needed of all joints that are free, M da
    Arrays.fill(held, 0);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n && motion.slides[i] != 0; j++) {
        add(M.data[i * n + j], da, j, held, i);
      }
    }
    System.arraycopy(held, 0, da, 0, da.length);
    backInRows();
  }

  /** L Lᵀ x = b for all columns at once, row by row. */
  private void backInRows() {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        add(-free[i * n + k], da, k, da, i);
      }
      scale(1 / free[i * n + i], i);
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        add(-free[k * n + i], da, k, da, i);
      }
      scale(1 / free[i * n + i], i);
    }
  }

  private void add(double factor, double[] from, int i, double[] to, int k) {
    if (factor != 0) {
      int a = i * C;
      int b = k * C;
      for (int c = 0; c < C; c++) {
        to[b + c] += factor * from[a + c];
      }
    }
  }

  private void scale(double factor, int i) {
    for (int c = i * C; c < (i + 1) * C; c++) {
      da[c] *= factor;
    }
  }

  @Override
  public void drift(double duration, int turning) {
    if (turning < 0) {
      System.arraycopy(left, 0, until, 0, C);
    } else {
      // T = −q̇ᵢ/q̈ᵢ
      for (int c = 0; c < C; c++) {
        int at = turning * C + c;
        until[c] = -(dqd[at] + duration * da[at]) / motion.acceleration[turning];
      }
    }
    for (int i = 0; i < n; i++) {
      double a = motion.acceleration[i];
      double v = motion.qd[i] + duration * a;
      int row = i * C;
      for (int c = row; c < row + C; c++) {
        dq[c] += duration * (dqd[c] + 0.5 * duration * da[c]) + v * until[c - row];
        dqd[c] += duration * da[c] + a * until[c - row];
      }
    }
    if (turning >= 0) {
      Arrays.fill(dqd, turning * C, (turning + 1) * C, 0);
    }
    for (int c = 0; c < C; c++) {
      left[c] -= until[c];
    }
  }
}
