package dev.trammel.controller.learn;

import dev.trammel.controller.learn.AdvisingController.Word;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.StandardNormal;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.policy.LocalTeacher;
import dev.trammel.controller.policy.TeacherSample;
import dev.trammel.controller.policy.TeacherSamples;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.ObservationReader;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

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

  /** Everything that was added; a few samples that multipliers weigh most do not rule the rest. */
  TeacherSamples samples() {
    return new TeacherSamples(samples, precisions).withClippedWeights();
  }

  /** Takes a teacher's word. */
  void add(Teacher teacher) {
    LinearGaussianController controller = teacher.proposal().controller();
    for (int t = 0; t < controller.steps(); t++) {
      DMatrixRMaj states = states(teacher, t);
      add(
          teacher.situation().condition(),
          states,
          LocalTeacher.inputs(controller, t, states),
          LocalTeacher.precision(controller, t),
          1);
    }
    end();
  }

  /** Takes in what plans said in the episodes that they collected in a situation. */
  void addPlans(Situation situation) {
    for (Situation.Planned planned : situation.planned()) {
      for (Word word : planned.words()) {
        DMatrixRMaj state = new DMatrixRMaj(1, word.state().numRows, true, word.state().data);
        DMatrixRMaj input = new DMatrixRMaj(1, word.input().numRows, true, word.input().data);
        add(situation.condition(), state, input, word.precision(), 1);
      }
      end();
    }
  }

  /** Ends what was said of one trajectory. */
  void end() {
    trajectories++;
  }

  /**
   * Takes in what is wanted at some states.
   *
   * @param states N×n; not modified
   * @param actions N×m; not modified
   * @param precision of the actions, m×m; not modified
   * @param weight of all of them
   */
  void add(
      Condition condition,
      DMatrixRMaj states,
      DMatrixRMaj actions,
      DMatrixRMaj precision,
      double weight) {
    ObservationReader reader = task.observation().reader(condition.context());
    precisions.add(precision);
    for (int i = 0; i < states.numRows; i++) {
      double[] o = new double[task.observation().size()];
      reader.read(Rows.asColumn(states, i), o);
      double[] u = new double[actions.numCols];
      for (int a = 0; a < u.length; a++) {
        u[a] = limits.clip(a, actions.get(i, a));
      }
      samples.add(new TeacherSample(o, u, precisions.size() - 1, weight, trajectories));
    }
  }

  /** Where a teacher is asked at a step, N×n: its mean, draws from its marginal, its episodes. */
  DMatrixRMaj states(Teacher teacher, int t) {
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
    DMatrixRMaj all = new DMatrixRMaj(states.size(), marginal.size());
    for (int i = 0; i < states.size(); i++) {
      System.arraycopy(states.get(i).data, 0, all.data, i * marginal.size(), marginal.size());
    }
    return all;
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
}
