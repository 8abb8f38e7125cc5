package dev.trammel.controller.lqr;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.GaussianRows;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.QuadraticRows;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Stage;
import dev.trammel.controller.linalg.StageKernels;
import dev.trammel.controller.linalg.StageScratch;
import dev.trammel.controller.task.QuadraticCost;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * A finite-horizon linear-quadratic-Gaussian problem of T steps, and room for its solution, in the
 * kernels' layout. A mutable workspace for one thread: nothing allocates after the constructor,
 * except where a method says that it makes a new value.
 */
public final class LqrProblem {

  private final Stage[] stages;
  private final QuadraticRows terminalValue;
  private final GaussianRows terminalState;
  private final Products products;
  private final StageKernels kernels;
  private final int stateSize;
  private final int inputSize;
  private int steps;
  private boolean keepsValues;

  /** A problem of T steps, n states and m inputs, all zero. */
  public LqrProblem(Kernels kernels, int steps, int stateSize, int inputSize) {
    Require.atLeast(steps, 1, "steps");
    Require.atLeast(stateSize, 1, "states");
    Require.atLeast(inputSize, 1, "inputs");
    this.stateSize = stateSize;
    this.inputSize = inputSize;
    this.steps = steps;
    StageScratch scratch = new StageScratch(stateSize, inputSize);
    products = kernels.products();
    this.kernels = new StageKernels(products, stateSize, inputSize, scratch);
    stages = new Stage[steps];
    Arrays.setAll(stages, t -> new Stage(stateSize, inputSize, scratch));
    terminalValue = new QuadraticRows(stateSize);
    terminalState = new GaussianRows(stateSize);
  }

  /** T. */
  public int steps() {
    return steps;
  }

  /**
   * Takes the first stages alone from now on; what follows them is the terminal cost.
   *
   * @return false if there is no room for so many steps, or none asked for; nothing is changed then
   */
  @RealTime
  public boolean setSteps(int steps) {
    if (steps < 1 || steps > stages.length) {
      return false;
    }
    this.steps = steps;
    return true;
  }

  /**
   * Moves on in time: stage t becomes what stage t + by was, with all that it holds. The stages that
   * were first come after them, to be written anew. For problems that keep their values.
   *
   * @param by at least 0
   */
  @RealTime
  public void moveOn(int by) {
    for (int i = 0; i < Math.min(by, stages.length); i++) {
      Stage first = stages[0];
      System.arraycopy(stages, 1, stages, 0, stages.length - 1);
      stages[stages.length - 1] = first;
      Arrays.fill(first.held, false);
    }
  }

  /** The most steps that there is room for. */
  int room() {
    return stages.length;
  }

  /** n. */
  public int stateSize() {
    return stateSize;
  }

  /** m. */
  public int inputSize() {
    return inputSize;
  }

  /** The arrays of step t; the caller may change them. */
  public Stage stage(int t) {
    return stages[t];
  }

  /** The terminal cost, which is the terminal cost-to-go; the caller may change it. */
  public QuadraticRows terminalValue() {
    return terminalValue;
  }

  /** The cost-to-go from step t, t = 0 … T; of the steps in between only if they are kept. */
  public QuadraticRows value(int t) {
    return t < steps ? stages[t].value : terminalValue;
  }

  /** The marginal of the state at step t, t = 0 … T. */
  public GaussianRows state(int t) {
    return t < steps ? stages[t].state : terminalState;
  }

  /**
   * Keeps the cost-to-go of every step from now on. Else stages take turns in two, which spares the
   * processor's caches.
   */
  public void keepValues() {
    if (!keepsValues) {
      keepsValues = true;
      for (Stage stage : stages) {
        stage.value = new QuadraticRows(stateSize);
      }
    }
  }

  Products products() {
    return products;
  }

  StageKernels kernels() {
    return kernels;
  }

  /** Takes over a cost of the same sizes; it is not modified. */
  public void setCost(QuadraticCost cost) {
    for (int t = 0; t < steps; t++) {
      stages[t].cost.set(cost.hessians[t], cost.gradients[t]);
    }
    terminalValue.set(cost.hessians[steps], cost.gradients[steps]);
  }

  /** Takes over a model of the same sizes, its initial distribution included. */
  public void setDynamics(LinearGaussianDynamics model) {
    for (int t = 0; t < steps; t++) {
      stages[t].dynamics.set(model.transitions[t], model.offsets[t]);
      Rows.copy(model.covariances[t], stages[t].noise);
    }
    stages[0].state.set(model.initial.mean(), model.initial.covariance());
  }

  /** Takes over a controller of the same sizes as the policies. */
  public void setPolicy(LinearGaussianController controller) {
    for (int t = 0; t < steps; t++) {
      stages[t].policy.set(controller.gain(t), controller.offset(t));
      Rows.copy(controller.covariance(t), stages[t].covariance);
    }
  }

  /** A new controller: the policies, with the expected states and inputs as nominal ones. */
  public LinearGaussianController controller() {
    DMatrixRMaj[] K = new DMatrixRMaj[steps];
    DMatrixRMaj[] k = new DMatrixRMaj[steps];
    DMatrixRMaj[] C = new DMatrixRMaj[steps];
    DMatrixRMaj[] x = new DMatrixRMaj[steps + 1];
    DMatrixRMaj[] u = new DMatrixRMaj[steps];
    Arrays.setAll(K, t -> Rows.matrix(stages[t].policy.matrix, stateSize));
    Arrays.setAll(k, t -> Rows.column(stages[t].policy.offset, inputSize));
    Arrays.setAll(C, t -> Rows.matrix(stages[t].covariance, inputSize));
    Arrays.setAll(x, t -> Rows.column(state(t).mean, stateSize));
    Arrays.setAll(u, t -> Rows.column(stages[t].input, inputSize));
    return new LinearGaussianController(K, k, C, x, u);
  }

  /** A new distribution: the marginals that the last forward sweep found. */
  public TrajectoryDistribution distribution() {
    Gaussian[] joint = new Gaussian[steps];
    Arrays.setAll(joint, t -> StateMarginals.joint(products, stages[t]));
    Gaussian terminal = new Gaussian(
        Rows.column(terminalState.mean, stateSize),
        Rows.matrix(terminalState.covariance, stateSize));
    return new TrajectoryDistribution(joint, terminal);
  }
}
