package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;
import java.nio.ByteBuffer;

/**
 * A {@link GaussianProcessModel} as bytes, big-endian; read back, it predicts the same to the bit.
 *
 * <pre>
 *   int32     n, m, M points
 *   uint8     n+m, whether an entry of (x, u) is an angle; d features come of them
 *   float64   means n+m, spreads n+m, linear mean n×(d+1), hyperparameters d+2n,
 *             points d×M, weights n×M, spreads of outputs n
 * </pre>
 */
public final class GaussianProcessBytes {

  private static final int FIXED_BYTES = 12;

  /** Logarithms of hyperparameters beyond this are of no fit. */
  private static final double MOST_LOG = 100;

  private GaussianProcessBytes() {}

  /** How many a model takes. */
  public static int size(GaussianProcessModel model) {
    int n = model.stateSize();
    int m = model.inputSize();
    return FIXED_BYTES + n + m + (int) numbersBytes(n, m, model.features.size, model.points());
  }

  /** In floating point, where sizes that are too large cannot overflow into plausible ones. */
  private static double numbersBytes(double n, double m, double d, double points) {
    return 8 * (2 * (n + m) + n * (d + 1) + d + 2 * n + (d + n) * points + n);
  }

  /** Appends a model. */
  public static void write(GaussianProcessModel model, ByteBuffer out) {
    GaussianProcessParts parts = model.parts();
    out.putInt(model.stateSize()).putInt(model.inputSize()).putInt(model.points());
    for (boolean angle : parts.features().angles) {
      out.put((byte) (angle ? 1 : 0));
    }
    put(out, parts.features().means, parts.features().spreads);
    put(out, parts.linear().coefficients());
    put(out, parts.hyperparameters().logs);
    put(out, parts.points());
    put(out, parts.weights());
    put(out, parts.outputSpreads());
  }

  private static void put(ByteBuffer out, double[]... rows) {
    for (double[] row : rows) {
      for (double value : row) {
        out.putDouble(value);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote, up to the buffer's limit.
   *
   * @throws IllegalArgumentException if it is no model; says what is wrong
   */
  public static GaussianProcessModel read(ByteBuffer in) {
    if (in.remaining() < FIXED_BYTES) {
      throw new IllegalArgumentException("a Gaussian process ends within its header");
    }
    int n = in.getInt();
    int m = in.getInt();
    int points = in.getInt();
    if (n < 1 || m < 1 || points < 1 || (double) n + m > in.remaining()) {
      throw new IllegalArgumentException("a Gaussian process must have sizes of at least 1 that its"
          + " bytes hold, had n " + n + ", m " + m + ", " + points + " points");
    }
    boolean[] angles = angles(in, n + m);
    double[] means = row(in, n + m, "means");
    double[] spreads = positive(row(in, n + m, "spreads"));
    TransitionFeatures features = new TransitionFeatures(angles, means, spreads);
    int d = features.size;
    double expected = numbersBytes(n, m, d, points) - 16.0 * (n + m);
    if (in.remaining() != expected) {
      throw new IllegalArgumentException("a Gaussian process of n " + n + ", m " + m + ", " + d
          + " features, " + points + " points has " + expected + " bytes more, there are "
          + in.remaining());
    }
    LinearMean linear = new LinearMean(rows(in, n, d + 1, "linear mean"));
    Hyperparameters hyperparameters =
        new Hyperparameters(d, n, plausible(row(in, d + 2 * n, "hyperparameters")));
    double[][] chosen = rows(in, d, points, "points");
    double[][] weights = rows(in, n, points, "weights");
    double[] outputSpreads = positive(row(in, n, "spreads of outputs"));
    GaussianProcessParts parts = new GaussianProcessParts(
        features, linear, hyperparameters, chosen, weights, outputSpreads, m);
    return new GaussianProcessModel(parts, PointCovariances.of(chosen, hyperparameters));
  }

  private static boolean[] angles(ByteBuffer in, int count) {
    boolean[] angles = new boolean[count];
    for (int j = 0; j < count; j++) {
      byte flag = in.get();
      if (flag != 0 && flag != 1) {
        throw new IllegalArgumentException(
            "whether entry " + j + " is an angle must be said by 0 or 1, was " + flag);
      }
      angles[j] = flag == 1;
    }
    return angles;
  }

  private static double[] plausible(double[] logs) {
    for (double log : logs) {
      if (Math.abs(log) > MOST_LOG) {
        throw new IllegalArgumentException("logarithms of hyperparameters must be within -"
            + MOST_LOG + " and " + MOST_LOG + ", one was " + log);
      }
    }
    return logs;
  }

  private static double[] positive(double[] spreads) {
    for (double spread : spreads) {
      if (!(spread > 0)) {
        throw new IllegalArgumentException("spreads must be greater than 0, one was " + spread);
      }
    }
    return spreads;
  }

  private static double[][] rows(ByteBuffer in, int count, int length, String what) {
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = row(in, length, what);
    }
    return rows;
  }

  private static double[] row(ByteBuffer in, int length, String what) {
    if (in.remaining() < 8L * length) {
      throw new IllegalArgumentException("a Gaussian process ends within its " + what);
    }
    double[] row = new double[length];
    for (int i = 0; i < length; i++) {
      row[i] = in.getDouble();
    }
    Require.finite(row, what);
    return row;
  }
}
