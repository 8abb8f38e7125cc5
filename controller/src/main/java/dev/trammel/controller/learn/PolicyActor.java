package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.TransitionModel;
import dev.trammel.controller.policy.Policy;
import dev.trammel.controller.policy.PolicyController;
import dev.trammel.controller.policy.PolicyMean;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.ObservationReader;
import dev.trammel.controller.task.Task;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/** One policy in every condition; what differs between them reaches it as an observation. */
final class PolicyActor implements Actor {

  /** Half the distance of a central difference, in the units of the state. */
  private static final double DIFFERENCE = 1e-4;

  private final Policy policy;
  private final Task task;
  private final Kernels kernels;
  private final InputLimits limits;

  PolicyActor(Policy policy, Task task, Kernels kernels) {
    this.policy = policy;
    this.task = task;
    this.kernels = kernels;
    limits = InputLimits.of(task.plant());
  }

  @Override
  public Controller controller(Condition condition) {
    return new PolicyController(policy, reader(condition), kernels);
  }

  private ObservationReader reader(Condition condition) {
    return task.observation().reader(condition.context());
  }

  @Override
  public Mean mean(Condition condition) {
    ObservationReader reader = reader(condition);
    PolicyMean mean = policy.mean(kernels);
    double[] o = new double[policy.observationSize()];
    return (step, x, u) -> {
      reader.read(x, o);
      return mean.of(o, u.data);
    };
  }

  /**
   * The mean actions at many states as they act, within the limits, N×m.
   *
   * @param states N×n; not modified
   */
  DMatrixRMaj inputs(Condition condition, int step, DMatrixRMaj states) {
    Mean mean = mean(condition);
    DMatrixRMaj inputs = new DMatrixRMaj(states.numRows, policy.inputSize());
    DMatrixRMaj u = new DMatrixRMaj(policy.inputSize(), 1);
    for (int i = 0; i < states.numRows; i++) {
      DMatrixRMaj x = Rows.asColumn(states, i);
      if (!mean.at(step, x, u)) {
        throw new IllegalArgumentException(
            "a policy's mean must be finite, was not at step " + step);
      }
      clip(u);
      System.arraycopy(u.data, 0, inputs.data, i * u.numRows, u.numRows);
    }
    return inputs;
  }

  @Override
  public Optional<LinearGaussianController> linear(Condition condition) {
    return Optional.empty();
  }

  @Override
  public DMatrixRMaj covariance(Condition condition, int step) {
    return policy.covariance();
  }

  @Override
  public Optional<LinearGaussianController> along(Condition condition, DMatrixRMaj[] path) {
    Path along = new Path(mean(condition), path[0]);
    for (int t = 0; t < along.steps(); t++) {
      if (!along.linearise(t)) {
        return Optional.empty();
      }
      along.states[t + 1] = path[t + 1].copy();
    }
    return Optional.of(along.controller());
  }

  @Override
  public Optional<LinearGaussianController> follow(
      TransitionModel model, Condition condition, DMatrixRMaj start) {
    Path path = new Path(mean(condition), start);
    for (int t = 0; t < path.steps(); t++) {
      if (!path.linearise(t)) {
        return Optional.empty();
      }
      path.states[t + 1] = new DMatrixRMaj(start.numRows, 1);
      model.step(path.states[t], path.inputs[t], path.states[t + 1]);
      if (MatrixFeatures_DDRM.hasUncountable(path.states[t + 1])) {
        return Optional.empty();
      }
    }
    return Optional.of(path.controller());
  }

  /** The policy linearised at one state after the other. */
  private final class Path {

    private final Mean mean;
    private final DMatrixRMaj[] gains = new DMatrixRMaj[task.steps()];
    private final DMatrixRMaj[] offsets = new DMatrixRMaj[task.steps()];
    private final DMatrixRMaj[] inputs = new DMatrixRMaj[task.steps()];
    private final DMatrixRMaj[] states = new DMatrixRMaj[task.steps() + 1];

    Path(Mean mean, DMatrixRMaj start) {
      this.mean = mean;
      states[0] = start.copy();
    }

    int steps() {
      return gains.length;
    }

    /** At the state of a step; false where there is no action. */
    boolean linearise(int t) {
      inputs[t] = new DMatrixRMaj(policy.inputSize(), 1);
      gains[t] = new DMatrixRMaj(policy.inputSize(), states[t].numRows);
      if (!mean.at(t, states[t], inputs[t]) || !differentiate(mean, t, states[t], gains[t])) {
        return false;
      }
      // k = ū − Kx̄
      offsets[t] = inputs[t].copy();
      CommonOps_DDRM.multAdd(-1, gains[t], states[t], offsets[t]);
      clip(inputs[t]);
      return true;
    }

    LinearGaussianController controller() {
      DMatrixRMaj[] covariances = new DMatrixRMaj[steps()];
      Arrays.setAll(covariances, t -> policy.covariance());
      return new LinearGaussianController(gains, offsets, covariances, states, inputs);
    }
  }

  /** The derivative of the mean with respect to the state, by central differences. */
  private static boolean differentiate(Mean mean, int step, DMatrixRMaj at, DMatrixRMaj gain) {
    DMatrixRMaj x = at.copy();
    DMatrixRMaj ahead = new DMatrixRMaj(gain.numRows, 1);
    DMatrixRMaj behind = new DMatrixRMaj(gain.numRows, 1);
    for (int i = 0; i < x.numRows; i++) {
      x.data[i] = at.data[i] + DIFFERENCE;
      boolean finite = mean.at(step, x, ahead);
      x.data[i] = at.data[i] - DIFFERENCE;
      finite &= mean.at(step, x, behind);
      x.data[i] = at.data[i];
      if (!finite) {
        return false;
      }
      for (int a = 0; a < gain.numRows; a++) {
        gain.set(a, i, (ahead.data[a] - behind.data[a]) / (2 * DIFFERENCE));
      }
    }
    return true;
  }

  private void clip(DMatrixRMaj input) {
    for (int a = 0; a < input.numRows; a++) {
      input.data[a] = limits.clip(a, input.data[a]);
    }
  }
}
