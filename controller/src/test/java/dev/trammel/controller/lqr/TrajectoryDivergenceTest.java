package dev.trammel.controller.lqr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ejml.dense.row.CommonOps_DDRM.addEquals;
import static org.ejml.dense.row.CommonOps_DDRM.det;
import static org.ejml.dense.row.CommonOps_DDRM.extract;
import static org.ejml.dense.row.CommonOps_DDRM.insert;
import static org.ejml.dense.row.CommonOps_DDRM.invert;
import static org.ejml.dense.row.CommonOps_DDRM.mult;
import static org.ejml.dense.row.CommonOps_DDRM.multTransB;
import static org.ejml.dense.row.CommonOps_DDRM.subtract;
import static org.ejml.dense.row.CommonOps_DDRM.trace;
import static org.ejml.dense.row.CommonOps_DDRM.transpose;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.testing.OnEachKernels;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachKernels
class TrajectoryDivergenceTest {

  private static final int STEPS = 4;
  private static final int N = 3;
  private static final int M = 2;

  private final Kernels kernels;

  TrajectoryDivergenceTest(Kernels kernels) {
    this.kernels = kernels;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isTheDivergenceOfTheWholeTrajectoriesAsOneGaussian(long seed) {
    RandomProblems problems = new RandomProblems(seed, STEPS, N, M);
    LinearGaussianDynamics model = problems.dynamics();
    LinearGaussianController controller = problems.controller();
    LinearGaussianController other = problems.controller();

    double expected = divergence(whole(model, controller), whole(model, other));

    assertThat(TrajectoryDivergence.total(kernels, model, controller, other))
        .isCloseTo(expected, within(1e-8 * expected));
  }

  @Test
  void ofAControllerFromItselfIsZero() {
    RandomProblems problems = new RandomProblems(4, STEPS, N, M);
    LinearGaussianController controller = problems.controller();

    assertThat(TrajectoryDivergence.total(kernels, problems.dynamics(), controller, controller))
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void marginalsAreThoseOfTheWholeTrajectory() {
    RandomProblems problems = new RandomProblems(5, STEPS, N, M);
    LinearGaussianDynamics model = problems.dynamics();
    LinearGaussianController controller = problems.controller();
    Gaussian whole = whole(model, controller);

    Gaussian joint = TrajectoryDistribution.of(kernels, model, controller).joint(2);

    int from = 2 * (N + M);
    DMatrixRMaj part = extract(whole.covariance(), from, from + N + M, from, from + N + M);
    DMatrixRMaj difference = new DMatrixRMaj(N + M, N + M);
    subtract(part, joint.covariance(), difference);
    assertThat(Math.sqrt(trace(square(difference)))).isLessThan(1e-12);
  }

  /** The joint distribution of x₀, u₀, x₁ … x_T: each block is linear in those before it. */
  private static Gaussian whole(LinearGaussianDynamics model, LinearGaussianController policy) {
    int size = STEPS * (N + M) + N;
    DMatrixRMaj mean = new DMatrixRMaj(size, 1);
    DMatrixRMaj covariance = new DMatrixRMaj(size, size);
    insert(model.initial.mean(), mean, 0, 0);
    insert(model.initial.covariance(), covariance, 0, 0);
    for (int t = 0; t < STEPS; t++) {
      int x = t * (N + M);
      DMatrixRMaj K = new DMatrixRMaj(M, x + N);
      insert(policy.gain(t), K, 0, x);
      append(K, policy.offset(t), policy.covariance(t), mean, covariance);
      DMatrixRMaj F = new DMatrixRMaj(N, x + N + M);
      insert(model.transitions[t], F, 0, x);
      append(F, model.offsets[t], model.covariances[t], mean, covariance);
    }
    return new Gaussian(mean, covariance);
  }

  /** Appends y = Lz + l + noise to z, which fills the leading columns of L. */
  private static void append(
      DMatrixRMaj L, DMatrixRMaj l, DMatrixRMaj noise, DMatrixRMaj mean, DMatrixRMaj covariance) {
    int d = L.numCols;
    DMatrixRMaj y = new DMatrixRMaj(L.numRows, 1);
    mult(L, extract(mean, 0, d, 0, 1), y);
    addEquals(y, l);
    insert(y, mean, d, 0);
    DMatrixRMaj cross = new DMatrixRMaj(L.numRows, d);
    mult(L, extract(covariance, 0, d, 0, d), cross);
    DMatrixRMaj own = new DMatrixRMaj(L.numRows, L.numRows);
    multTransB(cross, L, own);
    addEquals(own, noise);
    insert(cross, covariance, d, 0);
    insert(transposed(cross), covariance, 0, d);
    insert(own, covariance, d, d);
  }

  private static double divergence(Gaussian p, Gaussian q) {
    DMatrixRMaj precision = new DMatrixRMaj(p.size(), p.size());
    invert(q.covariance(), precision);
    DMatrixRMaj product = new DMatrixRMaj(p.size(), p.size());
    mult(precision, p.covariance(), product);
    DMatrixRMaj gap = new DMatrixRMaj(p.size(), 1);
    subtract(p.mean(), q.mean(), gap);
    return 0.5
        * (trace(product)
            - p.size()
            + VectorVectorMult_DDRM.innerProdA(gap, precision, gap)
            + Math.log(det(q.covariance()) / det(p.covariance())));
  }

  private static DMatrixRMaj transposed(DMatrixRMaj matrix) {
    return transpose(matrix, null);
  }

  private static DMatrixRMaj square(DMatrixRMaj matrix) {
    DMatrixRMaj square = new DMatrixRMaj(matrix.numRows, matrix.numRows);
    multTransB(matrix, matrix, square);
    return square;
  }
}
