package dev.trammel.calibration.benchmark;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Stage;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.LqrProblem;
import dev.trammel.controller.lqr.ReferenceSweep;
import dev.trammel.controller.lqr.RiccatiSweep;
import dev.trammel.controller.lqr.StateMarginals;
import dev.trammel.controller.lqr.UpdateProblem;
import java.util.function.IntFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Single passes over one seeded problem. */
final class SweepWork {

  /** Two sweeps' Σ|K| of one problem differ by less, as a part of it. */
  static final double SAME = 1e-9;

  private static final double PRIOR_WEIGHT = 0.5;

  private SweepWork() {}

  /** The textbook's backward sweep, on EJML. */
  static Work textbook(ProblemSize size) {
    UpdateProblem problem = RandomUpdate.usual(size);
    ReferenceSweep sweep = new ReferenceSweep(size.steps(), size.n(), size.m());
    return () -> Work.requireSolved(sweep.solve(problem.model(), problem.cost()));
  }

  /** The backward sweep; checked against the textbook's. */
  static Work backward(ProblemSize size, Kernels kernels) {
    LqrProblem room = room(size, kernels);
    RiccatiSweep sweep = new RiccatiSweep(room);
    Work.requireSolved(sweep.solve());
    requireSame(kernels.name(), gains(room.controller()), textbookGains(size));
    return () -> Work.requireSolved(sweep.solve());
  }

  /** The backward sweep as an update calls it: the cost is C + ηP, formed on the way. */
  static Work backwardWithPrior(ProblemSize size, Kernels kernels) {
    LqrProblem room = room(size, kernels);
    UpdateProblem problem = RandomUpdate.usual(size);
    for (int t = 0; t < size.steps(); t++) {
      // any definite matrix of the prior's shape takes the same time
      Stage stage = room.stage(t);
      stage.prior.set(problem.cost().hessians[t], problem.cost().gradients[t]);
      stage.priorWeight = PRIOR_WEIGHT;
      stage.covarianceScale = PRIOR_WEIGHT;
    }
    RiccatiSweep sweep = new RiccatiSweep(room);
    return () -> Work.requireSolved(sweep.solve());
  }

  /** The forward sweep under the optimal policies. */
  static Work forward(ProblemSize size, Kernels kernels) {
    LqrProblem room = room(size, kernels);
    Work.requireSolved(new RiccatiSweep(room).solve());
    StateMarginals marginals = new StateMarginals(room);
    return () -> Work.requireSolved(marginals.solve());
  }

  private static LqrProblem room(ProblemSize size, Kernels kernels) {
    UpdateProblem problem = RandomUpdate.usual(size);
    LqrProblem room = new LqrProblem(kernels, size.steps(), size.n(), size.m());
    room.setCost(problem.cost());
    room.setDynamics(problem.model());
    return room;
  }

  /** Σ|K| over all steps, as the textbook's sweep finds it. */
  static double textbookGains(ProblemSize size) {
    UpdateProblem problem = RandomUpdate.usual(size);
    ReferenceSweep sweep = new ReferenceSweep(size.steps(), size.n(), size.m());
    Work.requireSolved(sweep.solve(problem.model(), problem.cost()));
    return gains(sweep::gain, size.steps());
  }

  private static double gains(LinearGaussianController controller) {
    return gains(controller::gain, controller.steps());
  }

  private static double gains(IntFunction<DMatrixRMaj> gain, int steps) {
    double sum = 0;
    for (int t = 0; t < steps; t++) {
      sum += CommonOps_DDRM.elementSumAbs(gain.apply(t));
    }
    return sum;
  }

  /** Throws unless two sweeps solved the same problem. */
  static void requireSame(String name, double gains, double textbook) {
    if (!(Math.abs(gains - textbook) <= SAME * textbook)) {
      throw new IllegalStateException(
          "Σ|K| of " + name + " must be the textbook's, " + textbook + ", was " + gains);
    }
  }
}
