package dev.trammel.calibration.inertial;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The equations of motion along the mean of some periods, at even instants:
 *
 * <pre>  W β = T</pre>
 *
 * <pre>
 *   W   nR×r  regressor of the base parameters, R instants per joint; of several motions, one below
 *             the other
 *   T   nR    efforts that arrive at the joints: inputs, and what the robot adds against gravity
 *   dT  nR    their rates
 * </pre>
 *
 * <p>Positions are differentiated harmonic by harmonic, and both sides are smoothed alike, so that
 * nothing is filtered on one side only. Where a joint hardly moves, dry friction is anything between
 * its limits, and its rows do not count: they last as long as the smoothing spreads them.
 */
final class EffortEquations {

  /** R: more than there are numbers in the harmonics. */
  static final int ROWS = 128;

  /** Instants of a period at which the nonlinear regressor is taken, for each of R. */
  private static final int FINER = 2;

  private static final int INSTANTS = FINER * ROWS;

  /** A joint moves from here on, in speeds at which dry friction is not told from none. */
  private static final double MOVING = 4;

  /** Rows to each side of one at which it does not move that do not count either. */
  private static final int SPREAD = 2;

  final DMatrixRMaj W;
  final double[] T;
  final double[] dT;
  private final boolean[] isMoving;
  private final List<Source> sources;
  private final int n;

  /** What the efforts of a motion come from. */
  private record Source(Periods periods, int[] picks) {}

  private EffortEquations(
      DMatrixRMaj W, double[] T, double[] dT, boolean[] isMoving, List<Source> sources) {
    this.W = W;
    this.T = T;
    this.dT = dT;
    this.isMoving = isMoving;
    this.sources = sources;
    n = W.numRows / ROWS / sources.size();
  }

  /**
   * Of one motion, its efforts still 0.
   *
   * @param picks which periods
   */
  static EffortEquations of(DynamicsModel model, Periods periods, int[] picks) {
    int n = model.parameters().joints();
    double[][][] motion = new double[3][n][];
    boolean[] isMoving = new boolean[n * ROWS];
    for (int i = 0; i < n; i++) {
      Harmonics position = periods.position(i, picks);
      Harmonics rate = position.derivative();
      motion[0][i] = position.samples(INSTANTS);
      motion[1][i] = rate.samples(INSTANTS);
      motion[2][i] = rate.derivative().samples(INSTANTS);
      setMoving(isMoving, i * ROWS, motion[1][i], MOVING * model.parameters().slow(i));
    }
    DMatrixRMaj W = new DMatrixRMaj(n * ROWS, model.base().size());
    setRegressor(W, model, motion);
    double[] none = new double[n * ROWS];
    return new EffortEquations(W, none, none, isMoving, List.of(new Source(periods, picks)));
  }

  private static void setMoving(boolean[] isMoving, int at, double[] speed, double least) {
    for (int t = 0; t < ROWS; t++) {
      boolean all = true;
      for (int k = -FINER * SPREAD; k <= FINER * SPREAD; k++) {
        all &= Math.abs(speed[Math.floorMod(FINER * t + k, INSTANTS)]) > least;
      }
      isMoving[at + t] = all;
    }
  }

  private static void setRegressor(DMatrixRMaj W, DynamicsModel model, double[][][] motion) {
    int n = model.parameters().joints();
    int r = W.numCols;
    DMatrixRMaj phi = new DMatrixRMaj(n, model.parameters().size());
    DMatrixRMaj picked = new DMatrixRMaj(n, r);
    double[][][] columns = new double[n][r][INSTANTS];
    double[][] x = new double[3][n];
    for (int t = 0; t < INSTANTS; t++) {
      for (int k = 0; k < x.length; k++) {
        for (int i = 0; i < n; i++) {
          x[k][i] = motion[k][i][t];
        }
      }
      model.parameters().at(x[0], x[1], x[2], phi);
      model.base().pick(phi, picked);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < r; j++) {
          columns[i][j][t] = picked.get(i, j);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < r; j++) {
        if (isSeen(columns[i][j])) {
          double[] smooth =
              smooth(Harmonics.of(columns[i][j], model.rhythm().omega(), Periods.HIGHEST));
          for (int t = 0; t < ROWS; t++) {
            W.set(i * ROWS + t, j, smooth[t]);
          }
        }
      }
    }
  }

  private static boolean isSeen(double[] column) {
    for (double value : column) {
      if (value != 0) {
        return true;
      }
    }
    return false;
  }

  private static double[] smooth(Harmonics signal) {
    return signal.tapered().samples(ROWS);
  }

  /** Those of several motions, one below the other. */
  static EffortEquations stacked(List<EffortEquations> all) {
    int rows = all.stream().mapToInt(one -> one.T.length).sum();
    DMatrixRMaj W = new DMatrixRMaj(rows, all.get(0).W.numCols);
    boolean[] isMoving = new boolean[rows];
    int at = 0;
    for (EffortEquations one : all) {
      CommonOps_DDRM.insert(one.W, W, at, 0);
      System.arraycopy(one.isMoving, 0, isMoving, at, one.isMoving.length);
      at += one.T.length;
    }
    List<Source> sources = all.stream().flatMap(one -> one.sources.stream()).toList();
    return new EffortEquations(W, new double[rows], new double[rows], isMoving, sources);
  }

  /** The same with the efforts that come through a way. */
  EffortEquations along(EffortWay way) {
    double[] arrived = new double[T.length];
    double[] rates = new double[T.length];
    int at = 0;
    for (Source source : sources) {
      for (int i = 0; i < n; i++) {
        Harmonics arriving = source
            .periods
            .effort(i, source.picks)
            .late(way.delay()[i], way.lag()[i])
            .times(way.strength()[i]);
        System.arraycopy(smooth(arriving), 0, arrived, at, ROWS);
        System.arraycopy(smooth(arriving.derivative()), 0, rates, at, ROWS);
        at += ROWS;
      }
    }
    return new EffortEquations(W, arrived, rates, isMoving, sources);
  }

  int joints() {
    return n;
  }

  /** Which joint a row is of. */
  int joint(int row) {
    return row / ROWS % n;
  }

  /** Whether a row's joint moves there. */
  boolean isMoving(int row) {
    return isMoving[row];
  }

  /** Root mean square of a vector where a joint moves; 0 for one that never does. */
  double rms(double[] of, int joint) {
    double sum = 0;
    int count = 0;
    for (int k = 0; k < of.length; k++) {
      if (joint(k) == joint && isMoving[k]) {
        sum += of[k] * of[k];
        count++;
      }
    }
    return count == 0 ? 0 : Math.sqrt(sum / count);
  }

  /** T − W β. */
  double[] residual(double[] beta) {
    double[] residual = T.clone();
    for (int k = 0; k < residual.length; k++) {
      for (int j = 0; j < beta.length; j++) {
        residual[k] -= W.get(k, j) * beta[j];
      }
    }
    return residual;
  }
}
