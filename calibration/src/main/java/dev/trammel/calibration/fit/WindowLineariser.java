package dev.trammel.calibration.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Residuals of one window, in units of the noise, and their exact slopes.
 *
 * <pre>
 *   r  R   L readings of each channel that is measured, then what was believed of the first state
 *   G  R×P by the unknowns         S  R×2n by the first state
 * </pre>
 */
final class WindowLineariser {

  /** Autocovariances are told of up to this lag. */
  static final int LAGS = 10;

  private final Window window;
  private final NoiseLevels noise;
  private final WindowPrediction prediction;
  private final StartGuess belief;
  private final int channels;
  private final int rows;
  private final double[][] predicted;

  WindowLineariser(Window window, NoiseLevels noise, StartGuess belief, double longestStep) {
    this.window = window;
    this.noise = noise;
    this.belief = belief;
    prediction = new WindowPrediction(window, longestStep);
    channels = noise.channels();
    rows = channels * window.length() + channels;
    predicted = new double[window.length()][channels];
  }

  /** ½|r|²; infinite where a machine runs away. */
  double cost(Machine machine, double[] start) {
    double[] r = new double[rows];
    return residual(machine, prediction.efforts(machine), start, r) ? half(r) : infinite();
  }

  private static double infinite() {
    return Double.POSITIVE_INFINITY;
  }

  private static double half(double[] r) {
    double sum = 0;
    for (double one : r) {
      sum += one * one;
    }
    return Double.isNaN(sum) ? infinite() : sum / 2;
  }

  /**
   * Prediction less reading, not scaled; 0 for what nothing measures.
   *
   * @return L×2n
   */
  double[][] errors(Machine machine, double[] start) {
    double[][] errors = new double[window.length()][channels];
    prediction.predict(machine, start, predicted);
    for (int t = 0; t < errors.length; t++) {
      for (int c = 0; c < channels; c++) {
        errors[t][c] = noise.measures(c) ? predicted[t][c] - reading(t, c) : 0;
      }
    }
    return errors;
  }

  private double reading(int t, int channel) {
    int n = channels / 2;
    return channel < n
        ? window.trace().position(window.first() + t, channel)
        : window.trace().rate(window.first() + t, channel - n);
  }

  private boolean residual(Machine machine, double[][] efforts, double[] start, double[] r) {
    WindowPrediction.Readings readings = new WindowPrediction.Readings(predicted);
    if (!prediction.predict(new FrictionalMotion(machine), efforts, start, readings)) {
      return false;
    }
    fill(start, r);
    return true;
  }

  /** From what has been predicted. */
  private void fill(double[] start, double[] r) {
    int row = 0;
    for (int c = 0; c < channels; c++) {
      for (int t = 0; t < window.length(); t++, row++) {
        r[row] = noise.measures(c) ? (predicted[t][c] - reading(t, c)) / noise.of(c) : 0;
      }
    }
    for (int c = 0; c < channels; c++, row++) {
      r[row] = (start[c] - belief.state()[c]) / belief.deviation()[c];
    }
  }

  /**
   * Linearises about a machine and a first state.
   *
   * @param start 2n; not modified
   * @return nothing told where the machine runs away
   */
  WindowSlope linearise(MachineSlopes slopes, double[] start) {
    Carried carried = new Carried(slopes);
    double[][] efforts = prediction.efforts(slopes.machine());
    if (!prediction.predict(carried.motion.motion(), efforts, start, carried)) {
      return WindowSlope.nothing(infinite(), slopes.unknowns(), echoes(new double[0][]));
    }
    double[] r = new double[rows];
    fill(start, r);
    int P = slopes.unknowns();
    for (int c = 0; c < channels; c++) {
      carried.columns[P + c][channels * window.length() + c] = 1 / belief.deviation()[c];
    }
    return eliminate(
        r, Arrays.copyOf(carried.columns, P), Arrays.copyOfRange(carried.columns, P, P + channels));
  }

  /** Notes predictions and their slopes on the way. */
  private final class Carried implements WindowPrediction.Visitor {

    private final MotionSlopes motion;
    private final List<EffortSlope> efforts = new ArrayList<>();
    private final WindowPrediction.Readings readings = new WindowPrediction.Readings(predicted);

    /** P+2n × R. */
    private final double[][] columns;

    Carried(MachineSlopes slopes) {
      motion = new MotionSlopes(slopes);
      columns = new double[slopes.unknowns() + channels][rows];
      for (int p = 0; p < slopes.unknowns(); p++) {
        addEfforts(slopes, p);
      }
    }

    private void addEfforts(MachineSlopes slopes, int p) {
      for (int i = 0; i < channels / 2; i++) {
        Drive here = slopes.machine().drives().get(i);
        Drive there = slopes.changed(p).drives().get(i);
        if (!here.equals(there)) {
          double[] slope = prediction.effort(i, there);
          double[] from = prediction.effort(i, here);
          for (int k = 0; k < slope.length; k++) {
            slope[k] = (slope[k] - from[k]) / slopes.step(p);
          }
          efforts.add(new EffortSlope(i, p, slope));
        }
      }
    }

    @Override
    public void step(int step) {
      for (EffortSlope effort : efforts) {
        motion.effort(effort.joint(), effort.unknown(), effort.slope()[step]);
      }
    }

    @Override
    public void reading(int t, FrictionalMotion moved) {
      readings.reading(t, moved);
      int n = channels / 2;
      for (int c = 0; c < channels; c++) {
        if (noise.measures(c)) {
          int row = c * window.length() + t;
          double unit = 1 / noise.of(c);
          for (int p = 0; p < columns.length; p++) {
            columns[p][row] = unit * (c < n ? motion.position(c, p) : motion.rate(c - n, p));
          }
        }
      }
    }
  }

  /** How one joint's effort changes with an unknown, at each step. */
  private record EffortSlope(int joint, int unknown, double[] slope) {}

  private WindowSlope eliminate(double[] r, double[][] G, double[][] S) {
    int P = G.length;
    int k = S.length;
    double[] L = new double[k * k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        L[i * k + j] = dot(S[i], S[j]);
      }
    }
    if (!SmallSystem.factor(L, k)) {
      // what is believed of a first state makes it definite, unless slopes are no numbers
      return WindowSlope.nothing(half(r), P, echoes(new double[k][rows]));
    }
    // columns of S become orthonormal: S ← S L⁻ᵀ
    orthonormalise(S, L, k);
    double[] Sr = times(S, r);
    double[][] SG = new double[P][];
    for (int p = 0; p < P; p++) {
      SG[p] = times(S, G[p]);
    }
    double[] H = new double[P * P];
    double[] g = new double[P];
    for (int p = 0; p < P; p++) {
      g[p] = dot(G[p], r) - dot(SG[p], Sr);
      for (int o = 0; o <= p; o++) {
        H[p * P + o] = dot(G[p], G[o]) - dot(SG[p], SG[o]);
        H[o * P + p] = H[p * P + o];
      }
    }
    return new WindowSlope(half(r), H, g, back(L, k, Sr), follow(L, k, SG), echoes(S));
  }

  private static void orthonormalise(double[][] S, double[] L, int k) {
    for (int i = 0; i < k; i++) {
      for (int row = 0; row < S[i].length; row++) {
        double sum = S[i][row];
        for (int j = 0; j < i; j++) {
          sum -= L[i * k + j] * S[j][row];
        }
        S[i][row] = sum / L[i * k + i];
      }
    }
  }

  private static double[] times(double[][] S, double[] column) {
    double[] out = new double[S.length];
    for (int i = 0; i < S.length; i++) {
      out[i] = dot(S[i], column);
    }
    return out;
  }

  /** L⁻ᵀ b. */
  private static double[] back(double[] L, int k, double[] b) {
    double[] x = b.clone();
    for (int i = k - 1; i >= 0; i--) {
      for (int j = i + 1; j < k; j++) {
        x[i] -= L[j * k + i] * x[j];
      }
      x[i] /= L[i * k + i];
    }
    return x;
  }

  private static double[] follow(double[] L, int k, double[][] SG) {
    int P = SG.length;
    double[] follow = new double[k * P];
    for (int p = 0; p < P; p++) {
      double[] column = back(L, k, SG[p]);
      for (int i = 0; i < k; i++) {
        follow[i * P + p] = column[i];
      }
    }
    return follow;
  }

  private double[][] echoes(double[][] S) {
    int length = window.length();
    double[][] echoes = new double[channels][Math.min(LAGS + 1, length)];
    for (int c = 0; c < channels; c++) {
      for (int lag = 0; lag < echoes[c].length; lag++) {
        double sum = 0;
        for (double[] column : S) {
          for (int t = 0; t + lag < length; t++) {
            sum += column[c * length + t] * column[c * length + t + lag];
          }
        }
        echoes[c][lag] = sum;
      }
    }
    return echoes;
  }

  private static double dot(double[] a, double[] b) {
    // four sums at once: one would wait for each addition
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return s0 + s1 + (s2 + s3);
  }
}
