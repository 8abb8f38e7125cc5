package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.StandardNormal;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.policy.TeacherSample;
import dev.trammel.controller.policy.TeacherSamples;
import dev.trammel.controller.task.ObservationReader;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * What teachers would do: at the mean of their marginals, at states drawn from them, and at the
 * states of the episodes that began where they do. A teacher is known everywhere near its path, so
 * that states may be drawn where no episode was.
 */
final class Lesson {

  private final Task task;
  private final InputLimits limits;
  private final int drawn;
  private final SplittableRandom random;
  private final List<TeacherSample> samples = new ArrayList<>();
  private final List<DMatrixRMaj> precisions = new ArrayList<>();
  private long trajectories;

  /**
   * @param drawn states of each step, beside the mean
   */
  Lesson(Task task, int drawn, long seed) {
    this.task = task;
    this.drawn = drawn;
    limits = InputLimits.of(task.plant());
    random = new SplittableRandom(seed);
  }

  /** Everything that was added. */
  TeacherSamples samples() {
    return new TeacherSamples(samples, precisions);
  }

  boolean isEmpty() {
    return samples.isEmpty();
  }

  /** Takes a teacher's word. */
  void add(Teacher teacher) {
    LinearGaussianController controller = teacher.proposal().controller();
    ObservationReader reader =
        task.observation().reader(teacher.situation().condition().context());
    for (int t = 0; t < controller.steps(); t++) {
      DMatrixRMaj gain = controller.gain(t);
      DMatrixRMaj offset = controller.offset(t);
      precisions.add(inverse(controller.covariance(t)));
      for (DMatrixRMaj state : states(teacher, t)) {
        DMatrixRMaj action = offset.copy();
        CommonOps_DDRM.multAdd(gain, state, action);
        add(reader, state, action);
      }
    }
    trajectories++;
  }

  private List<DMatrixRMaj> states(Teacher teacher, int t) {
    Gaussian marginal = teacher.proposal().expected().state(t);
    List<DMatrixRMaj> states = new ArrayList<>(draws(marginal));
    states.add(marginal.mean());
    for (Trajectory episode : teacher.situation().episodes()) {
      if (episode.isObserved(t)) {
        DMatrixRMaj state = new DMatrixRMaj(episode.stateSize(), 1);
        episode.copyState(t, state.data, 0);
        states.add(state);
      }
    }
    return states;
  }

  private List<DMatrixRMaj> draws(Gaussian marginal) {
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky =
        DecompositionFactory_DDRM.chol(marginal.size(), true);
    if (drawn == 0 || !cholesky.decompose(marginal.covariance())) {
      return List.of();
    }
    DMatrixRMaj L = cholesky.getT(null);
    List<DMatrixRMaj> draws = new ArrayList<>();
    for (int i = 0; i < drawn; i++) {
      DMatrixRMaj normal = new DMatrixRMaj(marginal.size(), 1);
      for (int k = 0; k < normal.numRows; k++) {
        normal.data[k] = StandardNormal.draw(random);
      }
      DMatrixRMaj state = marginal.mean();
      CommonOps_DDRM.multAdd(L, normal, state);
      draws.add(state);
    }
    return draws;
  }

  private void add(ObservationReader reader, DMatrixRMaj state, DMatrixRMaj action) {
    double[] o = new double[task.observation().size()];
    reader.read(state, o);
    double[] u = new double[action.numRows];
    for (int i = 0; i < u.length; i++) {
      u[i] = limits.clip(i, action.data[i]);
    }
    samples.add(new TeacherSample(o, u, precisions.size() - 1, 1, trajectories));
  }

  private static DMatrixRMaj inverse(DMatrixRMaj covariance) {
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(covariance.numRows);
    DMatrixRMaj inverse = new DMatrixRMaj(covariance.numRows, covariance.numRows);
    if (!solver.setA(covariance)) {
      throw new IllegalArgumentException("a teacher's covariance must be positive definite");
    }
    solver.invert(inverse);
    return inverse;
  }
}
