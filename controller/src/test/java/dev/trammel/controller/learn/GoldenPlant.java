package dev.trammel.controller.learn;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.golden.GoldenArray;
import dev.trammel.controller.golden.GoldenCase;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.Arrays;
import java.util.Collections;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * The plant of the golden figures: a chain of m joints under gravity, and p points that hang on
 * them, x = (q, q̇, p, ṗ), with noise e on every state.
 *
 * <pre>
 *   q̈ᵢ = gᵢuᵢ + (Mu)ᵢ − Dᵢq̇ᵢ − Gᵢ sin qᵢ − C (qᵢ − qᵢ₋₁)
 *   q' = q + hq̇ + s₁e₁     q̇' = q̇ + hq̈ + s₂e₂
 *   p' = A sin q' + s₃e₃    ṗ' = A (cos q' ∘ q̇') + s₄e₄</pre>
 */
final class GoldenPlant {

  private static final double PERIOD = 0.05;
  private static final double START_NOISE = 1e-2;
  private static final double[] NOISE = {1e-4, 2e-2, 1e-3, 5e-3};

  private final GoldenCase system;
  private final double[] gain;
  private final DMatrixRMaj coupling;
  private final double[] damping;
  private final double[] gravity;
  private final double spring;
  private final DMatrixRMaj points;
  private final double[] start;
  private final int m;

  GoldenPlant(GoldenCase system) {
    this.system = system;
    gain = system.array("in_sys_gain").values();
    coupling = system.array("in_sys_M").at();
    damping = system.array("in_sys_D").values();
    gravity = system.array("in_sys_G").values();
    spring = system.array("in_sys_C").values()[0];
    points = system.array("in_sys_A").at();
    start = system.array("in_sys_x0").values();
    m = gain.length;
  }

  /** The controller that the source begins with, without its last step. */
  LinearGaussianController firstController(int steps) {
    DMatrixRMaj[] states = new DMatrixRMaj[steps + 1];
    Arrays.setAll(states, t -> new DMatrixRMaj(start.length, 1));
    DMatrixRMaj[] inputs = new DMatrixRMaj[steps];
    Arrays.setAll(inputs, t -> new DMatrixRMaj(m, 1));
    return new LinearGaussianController(
        first(system.array("in_pol0_K"), steps),
        first(system.array("in_pol0_k"), steps),
        first(system.array("in_pol0_pol_covar"), steps),
        states,
        inputs);
  }

  private static DMatrixRMaj[] first(GoldenArray array, int count) {
    return Arrays.copyOf(array.slices(), count);
  }

  /**
   * Runs one episode.
   *
   * @param inputNoise a row per step, standard normal; not modified
   * @param noise a row per step, and a last one for the start; not modified
   */
  Trajectory run(LinearGaussianController controller, DMatrixRMaj inputNoise, DMatrixRMaj noise) {
    int steps = controller.steps();
    double[][] states = new double[steps + 1][];
    double[][] inputs = new double[steps][];
    double[] x = start.clone();
    for (int i = 0; i < x.length; i++) {
      x[i] += START_NOISE * noise.get(noise.numRows - 1, i);
    }
    for (int t = 0; t < steps; t++) {
      states[t] = x;
      inputs[t] = act(controller, t, x, inputNoise);
      x = step(x, inputs[t], noise, t);
    }
    states[steps] = x;
    return new Trajectory(
        states, states, inputs, inputs, Collections.nCopies(steps, CycleStatus.OK));
  }

  private double[] act(
      LinearGaussianController controller, int t, double[] x, DMatrixRMaj inputNoise) {
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(m, true);
    if (!cholesky.decompose(controller.covariance(t))) {
      throw new IllegalStateException("covariance at step " + t + " is not positive definite");
    }
    DMatrixRMaj u = controller.offset(t);
    CommonOps_DDRM.multAdd(controller.gain(t), new DMatrixRMaj(x), u);
    DMatrixRMaj xi = CommonOps_DDRM.extract(inputNoise, t, t + 1, 0, m);
    CommonOps_DDRM.multAddTransB(cholesky.getT(null), xi, u);
    return u.data;
  }

  private double[] step(double[] x, double[] u, DMatrixRMaj noise, int t) {
    double[] next = new double[x.length];
    DMatrixRMaj Mu = new DMatrixRMaj(m, 1);
    CommonOps_DDRM.mult(coupling, new DMatrixRMaj(u), Mu);
    for (int i = 0; i < m; i++) {
      double before = i == 0 ? 0 : x[i - 1];
      double acceleration = gain[i] * u[i]
          + Mu.data[i]
          - damping[i] * x[m + i]
          - gravity[i] * Math.sin(x[i])
          - spring * (x[i] - before);
      next[i] = x[i] + PERIOD * x[m + i] + NOISE[0] * noise.get(t, i);
      next[m + i] = x[m + i] + PERIOD * acceleration + NOISE[1] * noise.get(t, m + i);
    }
    int p = points.numRows;
    for (int a = 0; a < p; a++) {
      for (int i = 0; i < m; i++) {
        next[2 * m + a] += points.get(a, i) * Math.sin(next[i]);
        next[2 * m + p + a] += points.get(a, i) * Math.cos(next[i]) * next[m + i];
      }
      next[2 * m + a] += NOISE[2] * noise.get(t, 2 * m + a);
      next[2 * m + p + a] += NOISE[3] * noise.get(t, 2 * m + p + a);
    }
    return next;
  }
}
