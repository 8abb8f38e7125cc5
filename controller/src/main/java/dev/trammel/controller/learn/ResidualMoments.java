package dev.trammel.controller.learn;

import dev.trammel.controller.mpc.HorizonModel;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What a model misses from one step to the next, over episodes: the mean of r rᵀ. */
final class ResidualMoments {

  /** Of each entry's own, which keeps it definite where entries follow from each other. */
  private static final double LEAST = 1e-6;

  private final HorizonModel model;
  private final DMatrixRMaj x;
  private final DMatrixRMaj u;
  private final DMatrixRMaj next;
  private final DMatrixRMaj sum;
  private int count;

  private ResidualMoments(HorizonModel model) {
    this.model = model;
    int n = model.stateSize();
    x = new DMatrixRMaj(n, 1);
    u = new DMatrixRMaj(model.inputSize(), 1);
    next = new DMatrixRMaj(n, 1);
    sum = new DMatrixRMaj(n, n);
  }

  /** The moments, n×n; where the model has no answer it is not asked. */
  static DMatrixRMaj of(HorizonModel model, TrajectoryBatch episodes) {
    ResidualMoments moments = new ResidualMoments(model);
    episodes.trajectories().forEach(moments::add);
    return moments.mean();
  }

  private void add(Trajectory episode) {
    for (int t = 0; t < episode.steps(); t++) {
      episode.copyState(t, x.data, 0);
      episode.copyApplied(t, u.data, 0);
      if (episode.isObserved(t) && episode.isObserved(t + 1) && model.step(t, x, u, next)) {
        for (int i = 0; i < next.numRows; i++) {
          next.data[i] -= episode.state(t + 1, i);
        }
        CommonOps_DDRM.multAddTransB(next, next, sum);
        count++;
      }
    }
  }

  private DMatrixRMaj mean() {
    CommonOps_DDRM.scale(1.0 / Math.max(1, count), sum);
    double trace = CommonOps_DDRM.trace(sum) / sum.numRows;
    for (int i = 0; i < sum.numRows; i++) {
      double own = sum.get(i, i);
      sum.add(i, i, LEAST * (own > 0 ? own : trace > 0 ? trace : 1));
    }
    return sum;
  }
}
