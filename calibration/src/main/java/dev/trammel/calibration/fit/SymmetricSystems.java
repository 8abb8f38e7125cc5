package dev.trammel.calibration.fit;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Normal matrices of unknowns, each looked at in the unit of its scale. */
final class SymmetricSystems {

  /** What is told of nothing is told this much, in units of the scale; its σ is a thousand scales. */
  private static final double LEAST = 1e-6;

  /** What rounding takes of a diagonal element [-]. */
  private static final double ROUNDING = 1e-12;

  private static final double MUCH_ROUNDING = 1e-9;
  private static final double MOST_ROUNDING = 1e-7;

  private SymmetricSystems() {}

  /** (H + least)⁻¹, P×P by rows. */
  static double[] inverse(double[] H, List<Unknown> unknowns) {
    int P = unknowns.size();
    double[] L = factored(H, unknowns);
    double[] inverse = new double[P * P];
    for (int p = 0; p < P; p++) {
      double[] column = new double[P];
      column[p] = 1;
      SmallSystem.back(L, P, column);
      for (int o = 0; o < P; o++) {
        inverse[o * P + p] =
            column[o] * unknowns.get(o).scale() * unknowns.get(p).scale();
      }
    }
    return inverse;
  }

  /** (H + least)⁻¹ g. */
  static double[] solve(double[] H, List<Unknown> unknowns, double[] g) {
    int P = unknowns.size();
    double[] x = new double[P];
    for (int p = 0; p < P; p++) {
      x[p] = g[p] * unknowns.get(p).scale();
    }
    SmallSystem.back(factored(H, unknowns), P, x);
    for (int p = 0; p < P; p++) {
      x[p] *= unknowns.get(p).scale();
    }
    return x;
  }

  /** Rounding may leave what is told twice a little below 0: as little is added as makes it positive. */
  private static double[] factored(double[] H, List<Unknown> unknowns) {
    for (double share = ROUNDING; share <= MOST_ROUNDING; share *= 10) {
      double[] L = raised(H, unknowns, share);
      if (SmallSystem.factor(L, unknowns.size())) {
        return L;
      }
    }
    throw new IllegalStateException("a normal matrix must be positive definite");
  }

  /** Whether no more than rounding is between a matrix and one that is not negative. */
  static boolean isPositive(double[] H, List<Unknown> unknowns) {
    return SmallSystem.factor(raised(H, unknowns, MUCH_ROUNDING), unknowns.size());
  }

  private static double[] raised(double[] H, List<Unknown> unknowns, double share) {
    int P = unknowns.size();
    double[] raised = scaled(H, unknowns);
    for (int p = 0; p < P; p++) {
      raised[p * P + p] = raised[p * P + p] * (1 + share) + LEAST;
    }
    return raised;
  }

  private static double[] scaled(double[] H, List<Unknown> unknowns) {
    int P = unknowns.size();
    double[] scaled = new double[P * P];
    for (int p = 0; p < P; p++) {
      for (int o = 0; o < P; o++) {
        scaled[p * P + o] =
            H[p * P + o] * unknowns.get(p).scale() * unknowns.get(o).scale();
      }
    }
    return scaled;
  }

  /** Square root of the greatest by the least eigenvalue; infinite for a singular one. */
  static double condition(double[] H, List<Unknown> unknowns) {
    int P = unknowns.size();
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(P, false, true);
    eigen.decompose(DMatrixRMaj.wrap(P, P, scaled(H, unknowns)));
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int p = 0; p < P; p++) {
      least = Math.min(least, eigen.getEigenvalue(p).getReal());
      most = Math.max(most, eigen.getEigenvalue(p).getReal());
    }
    return least > 0 ? Math.sqrt(most / least) : Double.POSITIVE_INFINITY;
  }
}
