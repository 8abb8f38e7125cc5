package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.storage.CorruptFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/**
 * A neural network with a Gaussian about it: u ~ N(μ(o), C). The mean is a multi-layer perceptron
 * between two whitenings, which are fixed when it is first trained. Immutable.
 *
 * <pre>
 *   a₀ = (o − ō) / s        p          s, ō  scale and mean of the observations
 *   aᵢ = act(Wᵢᵀaᵢ₋₁ + bᵢ)             hidden layers; act is ReLU or tanh
 *   μ  = ū + r (W_Lᵀa_L₋₁ + b_L)   m   r, ū  scale and mean of the actions
 * </pre>
 */
public final class MlpPolicy implements Policy {

  private final Activation activation;
  private final Whitening observations;
  private final List<Layer> layers;
  private final Whitening actions;
  private final DMatrixRMaj covariance;

  /** Keeps copies; the arguments are not modified. */
  MlpPolicy(
      Activation activation,
      Whitening observations,
      List<Layer> layers,
      Whitening actions,
      DMatrixRMaj covariance) {
    this.activation = activation;
    this.observations = observations;
    this.layers = List.copyOf(layers);
    this.actions = actions;
    int size = observations.size();
    for (Layer layer : layers) {
      if (layer.in() != size) {
        throw new IllegalArgumentException(
            "a layer must take the " + size + " outputs of the one before, takes " + layer.in());
      }
      size = layer.out();
    }
    if (layers.isEmpty() || size != actions.size()) {
      throw new IllegalArgumentException(
          "the last layer must have " + actions.size() + " outputs, had " + size);
    }
    this.covariance =
        positiveDefinite(Require.shape(covariance, size, size, "C")).copy();
  }

  private static DMatrixRMaj positiveDefinite(DMatrixRMaj covariance) {
    Require.finite(covariance, "C");
    double tolerance = 1e-9 * CommonOps_DDRM.elementMaxAbs(covariance);
    if (!MatrixFeatures_DDRM.isSymmetric(covariance, tolerance)
        || !MatrixFeatures_DDRM.isPositiveDefinite(covariance)) {
      throw new IllegalArgumentException("C must be symmetric and positive definite, was not");
    }
    return covariance;
  }

  /**
   * A network with random weights, without whitening, of unit covariance.
   *
   * @param observationSize p
   * @param hidden outputs of each hidden layer; none makes the mean affine
   * @param inputSize m
   */
  public static MlpPolicy random(
      int observationSize, List<Integer> hidden, int inputSize, Activation activation, long seed) {
    return new MlpPolicy(
        activation,
        Whitening.none(observationSize),
        randomLayers(observationSize, hidden, inputSize, activation, new SplittableRandom(seed)),
        Whitening.none(inputSize),
        CommonOps_DDRM.identity(inputSize));
  }

  static List<Layer> randomLayers(
      int observationSize,
      List<Integer> hidden,
      int inputSize,
      Activation activation,
      SplittableRandom random) {
    List<Layer> layers = new ArrayList<>();
    int in = observationSize;
    for (int out : hidden) {
      layers.add(Layer.random(in, out, activation == Activation.RELU ? 2 : 1, random));
      in = out;
    }
    layers.add(Layer.random(in, inputSize, 1, random));
    return layers;
  }

  @Override
  public int observationSize() {
    return observations.size();
  }

  @Override
  public int inputSize() {
    return actions.size();
  }

  /** Outputs of each hidden layer. */
  public List<Integer> hiddenSizes() {
    return layers.subList(0, layers.size() - 1).stream().map(Layer::out).toList();
  }

  /** What the hidden layers do with their sums. */
  public Activation activation() {
    return activation;
  }

  @Override
  public DMatrixRMaj covariance() {
    return covariance.copy();
  }

  /** The same mean with another covariance. */
  public MlpPolicy withCovariance(DMatrixRMaj other) {
    return new MlpPolicy(activation, observations, layers, actions, other);
  }

  /** All numbers of the mean. */
  public NetworkWeights weights() {
    return NetworkWeights.of(this);
  }

  @Override
  public PolicyMean mean(Kernels kernels) {
    return new MlpMean(this, kernels);
  }

  /**
   * The derivative of the mean, m×p. At a kink of a ReLU it is that of the side where it is 0.
   *
   * @param o p entries; not modified
   */
  public DMatrixRMaj jacobian(double[] o) {
    Require.finite(Require.length(o, observationSize(), "o"), "o");
    return new MlpJacobian(this).at(o);
  }

  /** Writes the file whole or not at all. */
  public void write(Path file) throws IOException {
    PolicyFile.write(file, this);
  }

  /**
   * Reads a file and checks all of it.
   *
   * @throws CorruptFileException if it is not a policy, or was cut or changed
   */
  public static MlpPolicy read(Path file) throws IOException {
    return PolicyFile.read(file);
  }

  /** The bytes of a file. */
  public byte[] bytes() {
    return PolicyFile.bytes(this);
  }

  /**
   * Reads a file's bytes and checks all of them.
   *
   * @param file its name, for complaints
   * @param bytes not modified
   * @throws CorruptFileException if it is not a policy, or was cut or changed
   */
  public static MlpPolicy read(Path file, byte[] bytes) throws CorruptFileException {
    return PolicyFile.read(file, bytes);
  }

  Whitening observations() {
    return observations;
  }

  List<Layer> layers() {
    return layers;
  }

  Whitening actions() {
    return actions;
  }
}
