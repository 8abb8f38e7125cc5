package dev.trammel.calibration.benchmark;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.UpdateProblem;
import dev.trammel.controller.task.QuadraticCost;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Dense seeded data of given sizes, different at each step: what an update and a fit work on. */
final class KernelProblem {

  private final SplittableRandom random = new SplittableRandom(1);
  private final int steps;
  private final int n;
  private final int m;

  KernelProblem(int steps, int stateSize, int inputSize) {
    this.steps = steps;
    n = stateSize;
    m = inputSize;
  }

  UpdateProblem update() {
    return new UpdateProblem(model(), cost(), controller(), InputLimits.none(m));
  }

  private LinearGaussianDynamics model() {
    DMatrixRMaj[] F = matrices(steps, n, n + m, 0.3 / Math.sqrt(n));
    DMatrixRMaj[] W = new DMatrixRMaj[steps];
    for (int t = 0; t < steps; t++) {
      W[t] = definite(n, 0.01);
      for (int i = 0; i < n; i++) {
        F[t].add(i, i, 0.9);
      }
    }
    Gaussian initial = new Gaussian(matrix(n, 1, 1), definite(n, 0.1));
    return new LinearGaussianDynamics(F, matrices(steps, n, 1, 0.1), W, initial);
  }

  private QuadraticCost cost() {
    QuadraticCost cost = new QuadraticCost(steps, n, m);
    for (int t = 0; t <= steps; t++) {
      int size = t < steps ? n + m : n;
      cost.hessians[t].setTo(definite(size, 1));
      cost.gradients[t].setTo(matrix(size, 1, 1));
    }
    return cost;
  }

  private LinearGaussianController controller() {
    DMatrixRMaj[] C = new DMatrixRMaj[steps];
    Arrays.setAll(C, t -> definite(m, 0.3));
    return new LinearGaussianController(
        matrices(steps, m, n, 0.1),
        matrices(steps, m, 1, 0.1),
        C,
        matrices(steps + 1, n, 1, 0),
        matrices(steps, m, 1, 0));
  }

  /** Trajectories of a model under random inputs. */
  TrajectoryBatch batch(LinearGaussianDynamics model, int size) {
    List<Trajectory> trajectories = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      trajectories.add(trajectory(model));
    }
    return new TrajectoryBatch(trajectories);
  }

  private Trajectory trajectory(LinearGaussianDynamics model) {
    double[][] x = new double[steps + 1][];
    double[][] u = new double[steps][];
    DMatrixRMaj state = matrix(n, 1, 1);
    for (int t = 0; t < steps; t++) {
      x[t] = state.data.clone();
      DMatrixRMaj input = matrix(m, 1, 1);
      u[t] = input.data.clone();
      DMatrixRMaj z = new DMatrixRMaj(n + m, 1);
      CommonOps_DDRM.insert(state, z, 0, 0);
      CommonOps_DDRM.insert(input, z, n, 0);
      state = matrix(n, 1, 0.1);
      CommonOps_DDRM.multAdd(model.transitions[t], z, state);
    }
    x[steps] = state.data.clone();
    return new Trajectory(x, x, u, u, Collections.nCopies(steps, CycleStatus.OK));
  }

  private DMatrixRMaj[] matrices(int count, int rows, int columns, double scale) {
    DMatrixRMaj[] matrices = new DMatrixRMaj[count];
    Arrays.setAll(matrices, t -> matrix(rows, columns, scale));
    return matrices;
  }

  /** Uniform entries with the standard deviation given. */
  private DMatrixRMaj matrix(int rows, int columns, double scale) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = scale * Math.sqrt(12) * (random.nextDouble() - 0.5);
    }
    return matrix;
  }

  private DMatrixRMaj definite(int size, double scale) {
    DMatrixRMaj root = matrix(size, size, 1);
    DMatrixRMaj definite = new DMatrixRMaj(size, size);
    CommonOps_DDRM.multTransB(scale / size, root, root, definite);
    for (int i = 0; i < size; i++) {
      definite.add(i, i, 0.1 * scale);
    }
    return definite;
  }
}
