package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Condition;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** How far what acts is from a local controller, at each step in one state. */
final class PolicyGap {

  private PolicyGap() {}

  /**
   * The divergence from the controller at each step [nat], T entries; NaN where there is no action.
   *
   * @param states T of n×1, as where the controller expects to be; not modified
   */
  static double[] perStep(
      Actor actor, Condition condition, LinearGaussianController teacher, DMatrixRMaj[] states) {
    Actor.Mean mean = actor.mean(condition);
    DMatrixRMaj u = new DMatrixRMaj(teacher.inputSize(), 1);
    double[] divergence = new double[teacher.steps()];
    for (int t = 0; t < divergence.length; t++) {
      DMatrixRMaj wanted = teacher.offset(t);
      CommonOps_DDRM.multAdd(teacher.gain(t), states[t], wanted);
      divergence[t] = mean.at(t, states[t], u)
          ? new ActionDivergence(actor.covariance(condition, t), teacher.covariance(t), t)
              .at(u, wanted)
          : Double.NaN;
    }
    return divergence;
  }

  /** How near what acts came to its teachers, along the paths that they expect. */
  static List<TeacherFit> fits(Actor actor, List<Teacher> teachers, int threads) {
    return Parallel.map(teachers, teacher -> fit(actor, teacher), threads);
  }

  private static TeacherFit fit(Actor actor, Teacher teacher) {
    Proposal proposal = teacher.proposal();
    DMatrixRMaj[] path = new DMatrixRMaj[proposal.controller().steps()];
    Arrays.setAll(path, t -> proposal.expected().state(t).mean());
    Situation situation = teacher.situation();
    return new TeacherFit(
        situation.condition().name(),
        situation.isImagined(),
        proposal.kl(),
        proposal.eta(),
        proposal.status(),
        perStep(actor, situation.condition(), proposal.controller(), path));
  }
}
