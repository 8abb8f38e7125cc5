package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.GaussianProcessPredictor;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorModel;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A Gaussian process of the joints alone, as a model to plan on: the state's points follow from the
 * joints by the robot's kinematics, now and after the step. So nothing that is known is learned,
 * and no feedback comes from a point whose joints are known better.
 *
 * <pre>
 *   y      2j   positions and velocities of j joints        H  n×2j  ∂h/∂y after the step
 *   y' = g(y, u), learned;  x' = h(y');  F = H G in the joints' columns, 0 in the points';
 *   W = H V Hᵀ, V the process's variance
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class KinematicTransition implements LearnedModel {

  /** Keeps covariances definite where entries follow from each other. */
  private static final double LEAST_VARIANCE = 1e-10;

  private final GaussianProcessPredictor predictor;
  private final int[] entries;
  private final SensorModel sensors;
  private final int n;
  private final DMatrixRMaj y;
  private final DMatrixRMaj yNext;
  private final double[] q;
  private final double[] qDot;
  private final DMatrixRMaj G;
  private final DMatrixRMaj H;
  private final DMatrixRMaj HG;

  /**
   * @param predictor of the joints' positions, then velocities
   */
  KinematicTransition(GaussianProcessPredictor predictor, PlantSettings plant) {
    this.predictor = predictor;
    entries = JointEntries.of(plant);
    sensors = new SensorModel(plant);
    n = plant.sensors().size();
    y = new DMatrixRMaj(entries.length, 1);
    yNext = new DMatrixRMaj(entries.length, 1);
    q = new double[entries.length / 2];
    qDot = new double[q.length];
    G = new DMatrixRMaj(entries.length, entries.length + predictor.inputSize());
    H = new DMatrixRMaj(n, entries.length);
    HG = new DMatrixRMaj(n, G.numCols);
  }

  /** Of the joints. */
  GaussianProcessPredictor predictor() {
    return predictor;
  }

  @Override
  public int stateSize() {
    return n;
  }

  @Override
  public int inputSize() {
    return predictor.inputSize();
  }

  @Override
  public void step(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
    predict(x, u);
    sensors.read(q, qDot, next);
  }

  @Override
  public void linearise(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F) {
    predict(x, u);
    predictor.linearise(y, u, G);
    sensors.linearise(q, qDot, H);
    CommonOps_DDRM.mult(H, G, HG);
    F.zero();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < entries.length; k++) {
        F.set(i, entries[k], HG.get(i, k));
      }
      for (int k = 0; k < inputSize(); k++) {
        F.set(i, n + k, HG.get(i, entries.length + k));
      }
    }
  }

  @Override
  public void covariances(DMatrixRMaj[] x, DMatrixRMaj[] u, DMatrixRMaj[] out) {
    DMatrixRMaj[] joints = new DMatrixRMaj[x.length];
    double[][] variances = new double[x.length][entries.length];
    for (int k = 0; k < x.length; k++) {
      predict(x[k], u[k]);
      joints[k] = y.copy();
    }
    predictor.variances(joints, u, variances);
    for (int k = 0; k < x.length; k++) {
      predict(x[k], u[k]);
      sensors.linearise(q, qDot, H);
      spread(variances[k], out[k]);
    }
  }

  /** out = H V Hᵀ, and a little on the diagonal. */
  private void spread(double[] variances, DMatrixRMaj out) {
    out.zero();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = i == j ? LEAST_VARIANCE : 0;
        for (int k = 0; k < entries.length; k++) {
          sum += H.get(i, k) * variances[k] * H.get(j, k);
        }
        out.set(i, j, sum);
        out.set(j, i, sum);
      }
    }
  }

  /** Where the joints are after the step: q and q̇. */
  private void predict(DMatrixRMaj x, DMatrixRMaj u) {
    for (int k = 0; k < entries.length; k++) {
      y.data[k] = x.data[entries[k]];
    }
    predictor.predict(y, u, yNext);
    System.arraycopy(yNext.data, 0, q, 0, q.length);
    System.arraycopy(yNext.data, q.length, qDot, 0, q.length);
  }
}
