package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.StandardNormal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Policies of random sizes, whitenings and biases, and their means as they are defined. */
final class Policies {

  private Policies() {}

  static MlpPolicy random(Activation activation, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int p = random.nextInt(1, 40);
    int m = random.nextInt(1, 20);
    List<Integer> hidden = IntStream.range(0, random.nextInt(4))
        .mapToObj(i -> random.nextInt(1, 80))
        .toList();
    List<Layer> layers = new ArrayList<>();
    for (Layer layer : MlpPolicy.randomLayers(p, hidden, m, activation, random)) {
      DMatrixRMaj weights = new DMatrixRMaj(layer.in(), layer.out());
      for (int i = 0; i < weights.getNumElements(); i++) {
        weights.data[i] = layer.weight(i / layer.out(), i % layer.out());
      }
      layers.add(new Layer(weights, vector(layer.out(), random)));
    }
    DMatrixRMaj covariance = CommonOps_DDRM.identity(m);
    CommonOps_DDRM.scale(random.nextDouble(0.1, 2), covariance);
    return new MlpPolicy(
        activation, whitening(p, random), layers, whitening(m, random), covariance);
  }

  private static Whitening whitening(int size, SplittableRandom random) {
    double[] scale = new double[size];
    for (int i = 0; i < size; i++) {
      scale[i] = random.nextDouble(0.5, 3);
    }
    return new Whitening(vector(size, random), scale);
  }

  static double[] vector(int size, SplittableRandom random) {
    double[] vector = new double[size];
    for (int i = 0; i < size; i++) {
      vector[i] = StandardNormal.draw(random);
    }
    return vector;
  }

  /** μ(o) in plain loops, with the JDK's tanh. */
  static double[] mean(MlpPolicy policy, double[] o) {
    double[] a = new double[o.length];
    for (int i = 0; i < o.length; i++) {
      a[i] = (o[i] - policy.observations().mean(i)) / policy.observations().scale(i);
    }
    for (int layer = 0; layer < policy.layers().size(); layer++) {
      a = sums(policy.layers().get(layer), a);
      for (int j = 0; j < a.length && layer < policy.layers().size() - 1; j++) {
        a[j] = policy.activation() == Activation.RELU ? Math.max(a[j], 0) : StrictMath.tanh(a[j]);
      }
    }
    for (int j = 0; j < a.length; j++) {
      a[j] = policy.actions().mean(j) + policy.actions().scale(j) * a[j];
    }
    return a;
  }

  private static double[] sums(Layer layer, double[] a) {
    double[] z = new double[layer.out()];
    for (int j = 0; j < z.length; j++) {
      z[j] = layer.bias(j);
      for (int i = 0; i < a.length; i++) {
        z[j] += layer.weight(i, j) * a[i];
      }
    }
    return z;
  }
}
