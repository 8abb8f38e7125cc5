package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.SensorModel;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The distribution of the first state, from that of the joints at the start. */
final class StartDistribution {

  /** Keeps the covariance definite where a start does not vary [-]. */
  private static final double LEAST_VARIANCE = 1e-8;

  private static final double DIFFERENCE = 1e-5;

  private StartDistribution() {}

  /** Mean of the first states of a batch: where its episodes really began. */
  static DMatrixRMaj mean(TrajectoryBatch batch) {
    DMatrixRMaj mean = new DMatrixRMaj(batch.stateSize(), 1);
    for (Trajectory trajectory : batch.trajectories()) {
      for (int i = 0; i < mean.numRows; i++) {
        mean.data[i] += trajectory.state(0, i) / batch.size();
      }
    }
    return mean;
  }

  /**
   * To first order about the mean start: J diag(σ²) Jᵀ.
   *
   * @param mean n×1, of the distribution; not modified
   */
  static Gaussian of(Task task, Condition condition, DMatrixRMaj mean) {
    return of(task, condition, mean, 0);
  }

  /**
   * The same, where joints start farther apart.
   *
   * @param mean n×1, of the distribution; not modified
   * @param spread standard deviation of every joint's position and velocity beside the condition's
   */
  static Gaussian of(Task task, Condition condition, DMatrixRMaj mean, double spread) {
    SensorModel sensors = new SensorModel(task.plant());
    double[] q = condition.positions();
    double[] qDot = condition.velocities();
    int n = mean.numRows;
    DMatrixRMaj covariance = CommonOps_DDRM.identity(n);
    CommonOps_DDRM.scale(LEAST_VARIANCE, covariance);
    for (int joint = 0; joint < q.length; joint++) {
      add(
          sensors,
          q,
          qDot,
          q,
          joint,
          Math.hypot(condition.positionStd()[joint], spread),
          covariance);
      add(
          sensors,
          q,
          qDot,
          qDot,
          joint,
          Math.hypot(condition.velocityStd()[joint], spread),
          covariance);
    }
    return new Gaussian(mean, covariance);
  }

  private static void add(
      SensorModel sensors,
      double[] q,
      double[] qDot,
      double[] varied,
      int joint,
      double std,
      DMatrixRMaj covariance) {
    int n = covariance.numRows;
    DMatrixRMaj ahead = new DMatrixRMaj(n, 1);
    DMatrixRMaj behind = new DMatrixRMaj(n, 1);
    double at = varied[joint];
    varied[joint] = at + DIFFERENCE;
    sensors.read(q, qDot, ahead);
    varied[joint] = at - DIFFERENCE;
    sensors.read(q, qDot, behind);
    varied[joint] = at;
    CommonOps_DDRM.subtractEquals(ahead, behind);
    CommonOps_DDRM.scale(std / (2 * DIFFERENCE), ahead);
    CommonOps_DDRM.multAddTransB(ahead, ahead, covariance);
  }
}
