package dev.trammel.controller.mpc;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.linalg.StandardNormal;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Joints that are coupled by masses and springs, led along a path, whose damping or mass changes
 * from one step on:
 *
 * <pre>  M q'' = Bu − Dq' − Kq − g sin q,   x = (q, q')</pre>
 */
final class ChangingBody implements TransitionModel {

  enum Change {
    NONE,
    DAMPING_DOUBLED,
    MASS_ADDED
  }

  static final double PERIOD = 0.05;
  private static final int SUBSTEPS = 4;
  private static final double DIFFERENCE = 1e-5;

  final int joints;
  final int m;
  final double gravity;
  private final DMatrixRMaj inverseMass;
  private final DMatrixRMaj changedInverseMass;
  private final double[] damping;
  private final double spring;
  private final boolean chain;
  private final double[][] wave;
  private double dampingFactor = 1;
  private boolean massAdded;

  ChangingBody(int joints, int m, double gravity, long seed) {
    this.joints = joints;
    this.m = m;
    this.gravity = gravity;
    chain = joints != m;
    spring = chain ? 2 : 1;
    SplittableRandom random = new SplittableRandom(seed);
    DMatrixRMaj root = normal(joints, joints, random);
    DMatrixRMaj mass = CommonOps_DDRM.identity(joints);
    CommonOps_DDRM.multAddTransB(0.3 / joints, root, root, mass);
    DMatrixRMaj extra = normal(joints, 1, random);
    CommonOps_DDRM.divide(extra, Math.sqrt(CommonOps_DDRM.dot(extra, extra)));
    inverseMass = new DMatrixRMaj(joints, joints);
    changedInverseMass = new DMatrixRMaj(joints, joints);
    CommonOps_DDRM.invert(mass, inverseMass);
    CommonOps_DDRM.multAddTransB(1, extra, extra, mass);
    CommonOps_DDRM.invert(mass, changedInverseMass);
    damping = new double[joints];
    Arrays.setAll(damping, i -> random.nextDouble(0.5, 1.5));
    wave = new double[m][];
    Arrays.setAll(wave, i -> new double[] {
      random.nextDouble(0.7, 1.6), random.nextDouble(1, 2.5), random.nextDouble(0, 6)
    });
  }

  private static DMatrixRMaj normal(int rows, int columns, SplittableRandom random) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    Arrays.setAll(matrix.data, i -> StandardNormal.draw(random));
    return matrix;
  }

  void apply(Change change) {
    dampingFactor = change == Change.DAMPING_DOUBLED ? 2 : 1;
    massAdded = change == Change.MASS_ADDED;
  }

  @Override
  public int stateSize() {
    return 2 * joints;
  }

  @Override
  public int inputSize() {
    return m;
  }

  @Override
  public void step(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
    double h = PERIOD / SUBSTEPS;
    double[] at = x.data.clone();
    double[] middle = new double[at.length];
    for (int s = 0; s < SUBSTEPS; s++) {
      double[] slope = rates(at, u);
      Arrays.setAll(middle, i -> at[i] + h / 2 * slope[i]);
      double[] better = rates(middle, u);
      for (int i = 0; i < at.length; i++) {
        at[i] += h * better[i];
      }
    }
    System.arraycopy(at, 0, next.data, 0, at.length);
  }

  private double[] rates(double[] x, DMatrixRMaj u) {
    double[] force = new double[joints];
    for (int i = 0; i < joints; i++) {
      double pull = spring * x[i];
      if (chain) {
        pull = spring * (2 * x[i] - (i > 0 ? x[i - 1] : 0) - (i + 1 < joints ? x[i + 1] : 0));
      }
      force[i] = (i < m ? u.data[i] : 0)
          - pull
          - dampingFactor * damping[i] * x[joints + i]
          - gravity * Math.sin(x[i]);
    }
    DMatrixRMaj inverse = massAdded ? changedInverseMass : inverseMass;
    double[] rates = new double[2 * joints];
    for (int i = 0; i < joints; i++) {
      rates[i] = x[joints + i];
      for (int j = 0; j < joints; j++) {
        rates[joints + i] += inverse.get(i, j) * force[j];
      }
    }
    return rates;
  }

  @Override
  public void linearise(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F) {
    int n = stateSize();
    DMatrixRMaj ahead = new DMatrixRMaj(n, 1);
    DMatrixRMaj behind = new DMatrixRMaj(n, 1);
    for (int j = 0; j < n + m; j++) {
      DMatrixRMaj vector = j < n ? x : u;
      int entry = j < n ? j : j - n;
      double value = vector.data[entry];
      vector.data[entry] = value + DIFFERENCE;
      step(x, u, ahead);
      vector.data[entry] = value - DIFFERENCE;
      step(x, u, behind);
      vector.data[entry] = value;
      for (int i = 0; i < n; i++) {
        F.set(i, j, (ahead.data[i] - behind.data[i]) / (2 * DIFFERENCE));
      }
    }
  }

  /** Noise of one step: of positions and of rates. */
  double deviation(int i) {
    return i < joints ? 0.001 : 0.01;
  }

  private double target(int joint, double time) {
    return wave[joint][0] * StrictMath.sin(wave[joint][1] * time + wave[joint][2]);
  }

  private double targetRate(int joint, double time) {
    return wave[joint][0] * wave[joint][1] * StrictMath.cos(wave[joint][1] * time + wave[joint][2]);
  }

  /** An episode under feedback and exploration, with a change from one step on. */
  Trajectory run(int steps, Change change, int from, SplittableRandom random) {
    int n = stateSize();
    double[][] states = new double[steps + 1][n];
    double[][] inputs = new double[steps][m];
    for (int i = 0; i < n; i++) {
      double start =
          i < m ? target(i, 0) : i >= joints && i < joints + m ? targetRate(i - joints, 0) : 0;
      states[0][i] = start + 0.05 * StandardNormal.draw(random);
    }
    DMatrixRMaj next = new DMatrixRMaj(n, 1);
    for (int t = 0; t < steps; t++) {
      apply(t < from ? Change.NONE : change);
      for (int j = 0; j < m; j++) {
        double q = target(j, t * PERIOD);
        double rate = targetRate(j, t * PERIOD);
        inputs[t][j] = spring * q
            + damping[j] * rate
            + gravity * Math.sin(q)
            + 6 * (q - states[t][j])
            + 3 * (rate - states[t][joints + j])
            + 0.3 * StandardNormal.draw(random);
      }
      step(new DMatrixRMaj(states[t]), new DMatrixRMaj(inputs[t]), next);
      for (int i = 0; i < n; i++) {
        states[t + 1][i] = next.data[i] + deviation(i) * StandardNormal.draw(random);
      }
    }
    apply(Change.NONE);
    return new Trajectory(
        states,
        new double[steps + 1][1],
        inputs,
        inputs,
        Collections.nCopies(steps, CycleStatus.OK));
  }

  TrajectoryBatch runs(int episodes, int steps, SplittableRandom random) {
    List<Trajectory> trajectories = new ArrayList<>();
    for (int e = 0; e < episodes; e++) {
      trajectories.add(run(steps, Change.NONE, steps, random));
    }
    return new TrajectoryBatch(trajectories);
  }
}
