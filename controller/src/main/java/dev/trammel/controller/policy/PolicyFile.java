package dev.trammel.controller.policy;

import dev.trammel.controller.storage.BinaryFile;
import dev.trammel.controller.storage.CorruptFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * A policy on the disk, a {@link BinaryFile}. Its content:
 *
 * <pre>
 *   int32     activation (0 ReLU, 1 tanh), layers L, sizes n₀ … n_L with n₀ = p and n_L = m
 *   float64   mean and scale of the observations p each, then of the actions m each
 *   for each layer
 *     int32   W row by row, nᵢ₋₁×nᵢ: the upper half of each weight's float64
 *     float64 b nᵢ
 *   float64   C m×m
 * </pre>
 */
final class PolicyFile {

  private static final BinaryFile FILE = new BinaryFile(0x5452414D4D504F4CL, 1, "a policy");
  private static final int MOST_LAYERS = 1_000;
  private static final int UPPER = 32;

  private PolicyFile() {}

  static void write(Path file, MlpPolicy policy) throws IOException {
    FILE.write(file, content(policy));
  }

  static byte[] bytes(MlpPolicy policy) {
    return FILE.bytes(content(policy));
  }

  private static byte[] content(MlpPolicy policy) {
    int[] sizes = sizes(policy);
    ByteBuffer out = ByteBuffer.allocate((int) contentBytes(sizes));
    out.putInt(policy.activation().ordinal()).putInt(sizes.length - 1);
    for (int size : sizes) {
      out.putInt(size);
    }
    put(out, policy.observations());
    put(out, policy.actions());
    for (Layer layer : policy.layers()) {
      put(out, layer);
    }
    DMatrixRMaj covariance = policy.covariance();
    for (int i = 0; i < covariance.getNumElements(); i++) {
      out.putDouble(covariance.data[i]);
    }
    return out.array();
  }

  private static int[] sizes(MlpPolicy policy) {
    List<Layer> layers = policy.layers();
    int[] sizes = new int[layers.size() + 1];
    sizes[0] = policy.observationSize();
    for (int i = 0; i < layers.size(); i++) {
      sizes[i + 1] = layers.get(i).out();
    }
    return sizes;
  }

  /** In floating point, where sizes that are too large cannot overflow into plausible ones. */
  private static double contentBytes(int[] sizes) {
    double p = sizes[0];
    double m = sizes[sizes.length - 1];
    double bytes = 4.0 * (2 + sizes.length) + 8 * (2 * p + 2 * m + m * m);
    for (int i = 1; i < sizes.length; i++) {
      bytes += (4.0 * sizes[i - 1] + 8) * sizes[i];
    }
    return bytes;
  }

  private static void put(ByteBuffer out, Whitening whitening) {
    for (int i = 0; i < whitening.size(); i++) {
      out.putDouble(whitening.mean(i));
    }
    for (int i = 0; i < whitening.size(); i++) {
      out.putDouble(whitening.scale(i));
    }
  }

  private static void put(ByteBuffer out, Layer layer) {
    for (int i = 0; i < layer.in(); i++) {
      for (int j = 0; j < layer.out(); j++) {
        out.putInt((int) (Double.doubleToRawLongBits(layer.weight(i, j)) >>> UPPER));
      }
    }
    for (int j = 0; j < layer.out(); j++) {
      out.putDouble(layer.bias(j));
    }
  }

  static MlpPolicy read(Path file) throws IOException {
    return read(file, FILE.read(file));
  }

  static MlpPolicy read(Path file, byte[] bytes) throws CorruptFileException {
    return read(file, FILE.read(file, bytes));
  }

  private static MlpPolicy read(Path file, ByteBuffer in) throws CorruptFileException {
    int offset = in.position();
    if (in.remaining() < 16) {
      throw new CorruptFileException(file, in.limit(), "a policy ends within its sizes");
    }
    int activation = in.getInt();
    int layers = in.getInt();
    if (activation < 0 || activation >= Activation.values().length) {
      throw new CorruptFileException(file, offset, "there is no activation " + activation);
    }
    if (layers < 1 || layers > MOST_LAYERS || in.remaining() < 4 * (layers + 1)) {
      throw new CorruptFileException(file, offset + 4, "a policy cannot have layers " + layers);
    }
    int[] sizes = new int[layers + 1];
    boolean arePositive = true;
    for (int i = 0; i <= layers; i++) {
      sizes[i] = in.getInt();
      arePositive &= sizes[i] > 0;
    }
    if (!arePositive || contentBytes(sizes) != in.limit() - offset) {
      throw new CorruptFileException(file, offset + 8, "sizes do not fit the file's length");
    }
    try {
      return policy(Activation.values()[activation], sizes, in);
    } catch (IllegalArgumentException e) {
      throw new CorruptFileException(file, offset, String.valueOf(e.getMessage()));
    }
  }

  private static MlpPolicy policy(Activation activation, int[] sizes, ByteBuffer in) {
    int last = sizes.length - 1;
    Whitening observations = whitening(in, sizes[0]);
    Whitening actions = whitening(in, sizes[last]);
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i <= last; i++) {
      DMatrixRMaj weights = new DMatrixRMaj(sizes[i - 1], sizes[i]);
      for (int j = 0; j < weights.getNumElements(); j++) {
        weights.data[j] = Double.longBitsToDouble((long) in.getInt() << UPPER);
      }
      layers.add(new Layer(weights, numbers(in, sizes[i])));
    }
    DMatrixRMaj covariance =
        new DMatrixRMaj(sizes[last], sizes[last], true, numbers(in, sizes[last] * sizes[last]));
    return new MlpPolicy(activation, observations, layers, actions, covariance);
  }

  private static Whitening whitening(ByteBuffer in, int size) {
    return new Whitening(numbers(in, size), numbers(in, size));
  }

  private static double[] numbers(ByteBuffer in, int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = in.getDouble();
    }
    return numbers;
  }
}
