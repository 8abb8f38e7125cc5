package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.Rows;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Teacher samples as the network between the whitenings sees them. With actions û = ū + r y the loss
 * is ½w(f − y)ᵀ(rΛr)(f − y), where f is the network's output.
 *
 * <p>Weights are divided by their mean, and all precisions by one number, the mean over samples of
 * w·tr(rΛr)/m: steps then have the same size whatever unit weights and precision have.
 */
final class TrainingSet {

  private final double[][] inputs;
  private final double[][] targets;
  private final double[] weights;
  private final int[] precisionOf;
  private final double[][][] precisions;
  private final DMatrixRMaj meanPrecision;
  private final double unit;
  private final double[] residual;
  private final double[] zeros;
  private final Products products;

  /** Whitens samples as a policy does. */
  TrainingSet(TeacherSamples samples, MlpPolicy policy, Kernels kernels) {
    products = kernels.products();
    int m = samples.inputSize();
    inputs = whitened(samples.observations(), policy.observations());
    targets = whitened(samples.actions(), policy.actions());
    weights = ofMeanOne(samples);
    precisionOf = new int[samples.count()];
    Arrays.setAll(precisionOf, samples::precisionOf);
    meanPrecision = meanPrecision(samples);
    unit = trace(meanPrecision, policy.actions()) / m;
    precisions = new double[samples.precisions()][][];
    for (int k = 0; k < precisions.length; k++) {
      precisions[k] = scaled(samples.precision(k), policy.actions(), unit);
    }
    residual = Rows.padded(m);
    zeros = Rows.padded(m);
  }

  private static double[][] whitened(double[][] rows, Whitening whitening) {
    double[][] whitened = Rows.padded(rows.length, whitening.size());
    for (int i = 0; i < rows.length; i++) {
      whitening.apply(rows[i], whitened[i]);
    }
    return whitened;
  }

  private static double[] ofMeanOne(TeacherSamples samples) {
    double[] weights = new double[samples.count()];
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = samples.weight(i);
      total += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= weights.length / total;
    }
    return weights;
  }

  private DMatrixRMaj meanPrecision(TeacherSamples samples) {
    double[] shares = new double[samples.precisions()];
    for (int i = 0; i < weights.length; i++) {
      shares[precisionOf[i]] += weights[i] / weights.length;
    }
    DMatrixRMaj mean = new DMatrixRMaj(samples.inputSize(), samples.inputSize());
    for (int k = 0; k < shares.length; k++) {
      CommonOps_DDRM.addEquals(mean, shares[k], samples.precision(k));
    }
    return mean;
  }

  private static double trace(DMatrixRMaj precision, Whitening actions) {
    double trace = 0;
    for (int i = 0; i < actions.size(); i++) {
      trace += precision.get(i, i) * actions.scale(i) * actions.scale(i);
    }
    return trace;
  }

  private static double[][] scaled(DMatrixRMaj precision, Whitening actions, double unit) {
    int m = actions.size();
    double[][] scaled = Rows.padded(m, m);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        scaled[i][j] = precision.get(i, j) * actions.scale(i) * actions.scale(j) / unit;
      }
    }
    return scaled;
  }

  /** Σ wΛ / Σ w, m×m; not to be modified. */
  DMatrixRMaj meanPrecision() {
    return meanPrecision;
  }

  /** What a loss is to be multiplied with to be in nat. */
  double unit() {
    return unit;
  }

  double weight(int sample) {
    return weights[sample];
  }

  /** Padded; not to be modified. */
  double[] input(int sample) {
    return inputs[sample];
  }

  /**
   * A sample's loss, and the derivative by the network's output of a part of it.
   *
   * @param output padded, m entries; not modified
   * @param derivative padded; modified
   */
  double loss(int sample, double part, double[] output, double[] derivative) {
    double[] target = targets[sample];
    double weight = weights[sample];
    int m = meanPrecision.numRows;
    for (int j = 0; j < m; j++) {
      residual[j] = output[j] - target[j];
    }
    products.combine(zeros, residual, precisions[precisionOf[sample]], m, derivative);
    double loss = 0;
    for (int j = 0; j < m; j++) {
      loss += residual[j] * derivative[j];
      derivative[j] *= part * weight;
    }
    return 0.5 * weight * loss;
  }
}
