package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.CostExpansion;
import dev.trammel.controller.task.FiniteDifferences;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProximalCostTest {

  private static final int STEPS = 3;
  private static final int N = 3;
  private static final int M = 2;
  private static final double ETA = 2.5;

  private final LinearGaussianController previous = RandomControllers.of(1, STEPS, N, M);
  private final Cost proximal = new ProximalCost(new Quartic(), previous, ETA);

  /** Σ z⁴ of states and, before the end, inputs. */
  private record Quartic() implements Cost {

    @Override
    public double value(int step, DMatrixRMaj x, DMatrixRMaj u) {
      CostExpansion out = new CostExpansion(N, M);
      addExpansion(step, x, u, out);
      return out.value;
    }

    @Override
    public void addExpansion(int step, DMatrixRMaj x, DMatrixRMaj u, CostExpansion out) {
      for (int i = 0; i < (step < STEPS ? N + M : N); i++) {
        double z = i < N ? x.data[i] : u.data[i - N];
        out.value += z * z * z * z;
        out.gradient.data[i] += 4 * z * z * z;
        out.hessian.add(i, i, 12 * z * z);
      }
    }
  }

  private static double[] point(long seed) {
    return new Random(seed).doubles(N + M, -1, 1).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void derivativesAreThoseOfTheValue(int step) {
    FiniteDifferences differences = new FiniteDifferences(proximal, step, N, M);
    double[] z = point(step);
    CostExpansion expansion = differences.expansion(z);

    assertThat(expansion.value).isEqualTo(differences.value(z));
    assertThat(expansion.gradient.data).containsExactly(differences.gradient(z), within(1e-6));
    for (int i = 0; i < N + M; i++) {
      double[] row = CommonOps_DDRM.extractRow(expansion.hessian, i, null).data;
      assertThat(row).containsExactly(differences.hessianRow(z, i), within(1e-6));
    }
    assertThat(MatrixFeatures_DDRM.isSymmetric(expansion.hessian, 1e-12)).isTrue();
  }

  @Test
  void theLastControllersMeanCostsNothingMore() {
    DMatrixRMaj x = new DMatrixRMaj(new double[] {0.3, -0.2, 0.9});
    DMatrixRMaj u = previous.offset(1);
    CommonOps_DDRM.multAdd(previous.gain(1), x, u);

    assertThat(proximal.value(1, x, u)).isCloseTo(new Quartic().value(1, x, u), within(1e-12));
  }

  @Test
  void thePriceOfAStandardDeviationIsHalfEta() {
    LinearGaussianController still =
        RandomControllers.still(STEPS, N, CommonOps_DDRM.diag(0.25, 9));
    Cost price = new ProximalCost(new Quartic(), still, ETA);
    DMatrixRMaj x = new DMatrixRMaj(N, 1);
    DMatrixRMaj u = new DMatrixRMaj(new double[] {0.5, 0});

    assertThat(price.value(0, x, u) - new Quartic().value(0, x, u))
        .isCloseTo(ETA / 2, within(1e-12));
  }
}
