package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Neurons;
import dev.trammel.controller.linalg.Rows;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The derivative of a network's mean by its input, from the outputs backwards:
 *
 * <pre>  ∂μ/∂o = r W_Lᵀ D_L₋₁ … D₁ W₁ᵀ / s,   Dᵢ = diag(act′(zᵢ))</pre>
 */
final class MlpJacobian {

  private final Neurons neurons = Kernels.rows().neurons();
  private final MlpPolicy policy;

  MlpJacobian(MlpPolicy policy) {
    this.policy = policy;
  }

  /** m×p. */
  DMatrixRMaj at(double[] o) {
    List<double[]> activations = activations(o);
    int m = policy.inputSize();
    double[][] jacobian = new double[m][m];
    for (int i = 0; i < m; i++) {
      jacobian[i][i] = policy.actions().scale(i);
    }
    for (int layer = policy.layers().size() - 1; layer >= 0; layer--) {
      for (int i = 0; i < m; i++) {
        jacobian[i] = timesTranspose(jacobian[i], policy.layers().get(layer));
        if (layer > 0) {
          scaleBySlopes(jacobian[i], activations.get(layer));
        }
      }
    }
    DMatrixRMaj result = new DMatrixRMaj(jacobian);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < o.length; j++) {
        result.set(i, j, result.get(i, j) / policy.observations().scale(j));
      }
    }
    return result;
  }

  private List<double[]> activations(double[] o) {
    double[] a = new double[o.length];
    policy.observations().apply(o, a);
    List<double[]> activations = new ArrayList<>();
    activations.add(a);
    List<Layer> layers = policy.layers();
    for (Layer layer : layers.subList(0, layers.size() - 1)) {
      double[] z = Rows.padded(layer.out());
      for (int j = 0; j < layer.out(); j++) {
        z[j] = layer.bias(j);
        for (int i = 0; i < layer.in(); i++) {
          z[j] += layer.weight(i, j) * a[i];
        }
      }
      policy.activation().apply(neurons, z);
      activations.add(z);
      a = z;
    }
    return activations;
  }

  private static double[] timesTranspose(double[] row, Layer layer) {
    double[] product = new double[layer.in()];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < row.length; j++) {
        product[i] += row[j] * layer.weight(i, j);
      }
    }
    return product;
  }

  private void scaleBySlopes(double[] row, double[] activations) {
    for (int i = 0; i < row.length; i++) {
      row[i] *= policy.activation().slope(activations[i]);
    }
  }
}
