package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Where z = (x, u) lies and how far it spreads over whole episodes: the units in which corrections
 * of different entries are equally likely. Immutable.
 */
public final class RegressorScale {

  private final int stateSize;
  private final double[] centre;
  private final double[] spread;

  /**
   * Of given numbers.
   *
   * @param stateSize n
   * @param centre n+m; not modified
   * @param spread n+m, positive; not modified
   */
  public RegressorScale(int stateSize, double[] centre, double[] spread) {
    this.stateSize = Require.atLeast(stateSize, 1, "states");
    this.centre = Require.finite(centre, "centre").clone();
    this.spread = Require.length(spread, centre.length, "spread").clone();
    Require.atLeast(centre.length, stateSize, "regressors");
    for (int j = 0; j < spread.length; j++) {
      Require.positive(spread[j], "spread[" + j + "]");
    }
  }

  /**
   * Mean and deviation over all steps of all episodes, with the inputs that were applied. What never
   * varied has spread 1.
   */
  public static RegressorScale of(TrajectoryBatch batch) {
    int n = batch.get(0).stateSize();
    int m = batch.get(0).inputSize();
    double[] sum = new double[n + m];
    double[] squares = new double[n + m];
    double[] z = new double[n + m];
    // the first transition is the origin, so that squares lose nothing to a far centre
    double[] origin = new double[n + m];
    read(batch.get(0), 0, origin);
    int count = 0;
    for (int e = 0; e < batch.size(); e++) {
      for (int t = 0; t < batch.get(e).steps(); t++) {
        read(batch.get(e), t, z);
        for (int j = 0; j < z.length; j++) {
          double deviation = z[j] - origin[j];
          sum[j] += deviation;
          squares[j] += deviation * deviation;
        }
        count++;
      }
    }
    double[] spread = new double[n + m];
    for (int j = 0; j < spread.length; j++) {
      double mean = sum[j] / count;
      double variance = squares[j] / count - mean * mean;
      spread[j] = variance > 1e-12 * squares[j] / count ? Math.sqrt(variance) : 1;
      sum[j] = origin[j] + mean;
    }
    return new RegressorScale(n, sum, spread);
  }

  private static void read(Trajectory episode, int t, double[] z) {
    episode.copyState(t, z, 0);
    episode.copyApplied(t, z, episode.stateSize());
  }

  /** n. */
  public int stateSize() {
    return stateSize;
  }

  /** m. */
  public int inputSize() {
    return centre.length - stateSize;
  }

  /** Writes ((x, u) − centre)/spread into the first n+m entries. */
  void locate(DMatrixRMaj x, DMatrixRMaj u, double[] out) {
    for (int j = 0; j < centre.length; j++) {
      double z = j < stateSize ? x.data[j] : u.data[j - stateSize];
      out[j] = (z - centre[j]) / spread[j];
    }
  }

  /** The mean of entry j of (x, u). */
  public double centre(int j) {
    return centre[j];
  }

  /** The deviation of entry j of (x, u), positive. */
  public double spread(int j) {
    return spread[j];
  }

  @Override
  public String toString() {
    return "centre " + Arrays.toString(centre) + ", spread " + Arrays.toString(spread);
  }
}
