package dev.trammel.calibration.fit;

import dev.trammel.calibration.fit.TurningMotion.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The play of a gear from the speed of its joint about the turns of its effort, by Levenberg and
 * Marquardt over delay, lag and √(J w) of {@link PlayModel}, all else being linear and projected out
 * (Golub and Pereyra, The differentiation of pseudo-inverses and nonlinear least squares problems whose
 * variables separate, 1973).
 *
 * @param product J w [kg·m²·rad or kg·m]
 * @param half of the interval that covers it 95 times of 100, by the greatest of what noise makes, of
 *     what turns differ by, and of what is told without one effort after the other; infinite where
 *     they do not tell it
 * @param delay D [s]
 * @param lag T [s]
 * @param residual root mean square that is left [rad/s or m/s]
 * @param turns that it rests on
 * @param first step about a turn of the effort that is looked at, less than 0 before it
 * @param withPlay what is left about the turns of the last motion, by steps from the first
 * @param withoutPlay the same of the best fit without play
 */
public record PlayFit(
    double product,
    double half,
    double delay,
    double lag,
    double residual,
    int turns,
    int first,
    double[] withPlay,
    double[] withoutPlay) {

  private static final double DEVIATIONS = 1.959964;
  private static final int ITERATIONS = 25;
  private static final double[] DELAYS = {0.001, 0.004, 0.007, 0.010, 0.013};
  private static final double[] LAGS = {0.001, 0.004};

  /** Of the widest product, √. */
  private static final double[] ROOTS = {0.05, 0.15, 0.3, 0.5, 0.8};

  private static final double[] STEPS = {1e-4, 2e-4, 0.02};
  private static final double LEAST_LAG = 2e-4;
  private static final double ENOUGH = 1e-5;

  /**
   * Fits.
   *
   * @param levels motions by efforts of several sizes, those of the smallest last
   * @param most steps before and after a turn of the effort that are looked at, fewer than to the next
   * @param widest product that is looked for, J w
   */
  public static PlayFit of(List<List<TurningMotion>> levels, int most, double widest) {
    List<TurningMotion> motions = flat(levels);
    Stretch stretch = common(motions, most);
    PlayResiduals residuals = new PlayResiduals(motions, stretch);
    double scale = Math.sqrt(widest);
    Search search = new Search(residuals, scale);
    double[] with = search.best(start(search));
    double[] without = search.best(new double[] {with[0], with[1], 0});
    DMatrixRMaj slopes = search.slopes(with);
    double[] left = residuals.of(search.model(with));
    Regression local = Regression.solve(slopes, left);
    double freedom = (double) residuals.rows() / residuals.freedom();
    double root = with[2] * scale;
    double sigma =
        Math.max(local.sigma(2), TurnSpread.deviation(slopes, left, stretch.length(), 2));
    double halfRoot = scale
        * Math.max(
            DEVIATIONS * sigma * Math.sqrt(freedom), leavingOut(levels, stretch, scale, with));
    return new PlayFit(
        root * root,
        // of a square, up to its upper end: next to nothing is not surely nothing
        halfRoot * (2 * root + halfRoot),
        with[0],
        with[1],
        local.deviation() * Math.sqrt(freedom),
        residuals.turns(),
        stretch.from(),
        residuals.lastMotion(search.model(with)),
        residuals.lastMotion(search.model(without)));
  }

  /**
   * Those efforts about whose turns there is enough of a way that a joint surely goes in all motions; the
   * ones of the shortest way are left out until there is.
   */
  public static List<List<TurningMotion>> told(List<List<TurningMotion>> levels, int most) {
    List<List<TurningMotion>> told = new ArrayList<>(levels);
    while (!told.isEmpty() && !common(flat(told), most).isEnough(most)) {
      told.remove(told.stream()
          .min(Comparator.comparingInt(level -> common(level, most).length()))
          .orElseThrow());
    }
    return told;
  }

  private static List<TurningMotion> flat(List<List<TurningMotion>> levels) {
    return levels.stream().flatMap(List::stream).toList();
  }

  private static Stretch common(List<TurningMotion> motions, int most) {
    return motions.stream()
        .map(motion -> motion.oneWay(most))
        .reduce(Stretch::within)
        .orElseThrow(() -> new IllegalArgumentException("play needs motions, had none"));
  }

  /**
   * Half of the interval of x₂, by what is found without one effort after the other (jackknife): a model
   * that is a little wrong is so otherwise for each size of effort, and does not show in what one fit
   * leaves.
   */
  private static double leavingOut(
      List<List<TurningMotion>> levels, Stretch stretch, double scale, double[] found) {
    int n = levels.size();
    double[] roots = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      List<List<TurningMotion>> others = new ArrayList<>(levels);
      others.remove(i);
      roots[i] = new Search(new PlayResiduals(flat(others), stretch), scale).best(found)[2];
      mean += roots[i] / n;
    }
    double squares = 0;
    for (double one : roots) {
      squares += (one - mean) * (one - mean);
    }
    return StudentT.deviations(n - 1) * Math.sqrt(squares * (n - 1) / n);
  }

  private static double[] start(Search search) {
    double[] best = {0, LEAST_LAG, 0};
    double least = Double.POSITIVE_INFINITY;
    for (double delay : DELAYS) {
      for (double lag : LAGS) {
        for (double root : ROOTS) {
          double[] candidate = {delay, lag, root};
          double cost = search.cost(candidate);
          if (cost < least) {
            least = cost;
            best = candidate;
          }
        }
      }
    }
    return best;
  }

  /** Over D, T and √(J w) in units of the widest; the last stays at 0 where it begins there. */
  private record Search(PlayResiduals residuals, double scale) {

    PlayModel model(double[] x) {
      return new PlayModel(x[0], x[1], x[2] * x[2] * scale * scale);
    }

    double cost(double[] x) {
      double[] left = residuals.of(model(x));
      return EffortSums.dot(left, left);
    }

    double[] best(double[] start) {
      double[] x = start.clone();
      double cost = cost(x);
      double damping = 1e-3;
      for (int i = 0; i < ITERATIONS; i++) {
        double[] next = step(x, damping);
        double reached = cost(next);
        if (reached < cost) {
          boolean isEnough = cost - reached < ENOUGH * cost;
          x = next;
          cost = reached;
          damping /= 5;
          if (isEnough) {
            break;
          }
        } else {
          damping *= 10;
        }
      }
      return x;
    }

    private double[] step(double[] x, double damping) {
      DMatrixRMaj J = slopes(x);
      double[] r = residuals.of(model(x));
      int n = x.length;
      double[] A = new double[n * n];
      double[] g = new double[n];
      for (int row = 0; row < J.numRows; row++) {
        for (int i = 0; i < n; i++) {
          g[i] -= J.get(row, i) * r[row];
          for (int j = 0; j < n; j++) {
            A[i * n + j] += J.get(row, i) * J.get(row, j);
          }
        }
      }
      for (int i = 0; i < n; i++) {
        A[i * n + i] += damping * A[i * n + i] + 1e-300;
      }
      double[] next = x.clone();
      if (SmallSystem.solve(A, n, g)) {
        next[0] = Math.max(0, x[0] + g[0]);
        next[1] = Math.max(LEAST_LAG, x[1] + g[1]);
        next[2] = x[2] == 0 ? 0 : Math.max(1e-3, x[2] + g[2]);
      }
      return next;
    }

    /** ∂r/∂x by differences to both sides. */
    DMatrixRMaj slopes(double[] x) {
      DMatrixRMaj J = new DMatrixRMaj(residuals.rows(), x.length);
      for (int j = 0; j < x.length; j++) {
        if (j == 2 && x[j] == 0) {
          continue;
        }
        double[] above = x.clone();
        double[] below = x.clone();
        above[j] += STEPS[j];
        below[j] = Math.max(j == 1 ? LEAST_LAG / 2 : 0, below[j] - STEPS[j]);
        double[] up = residuals.of(model(above));
        double[] down = residuals.of(model(below));
        for (int row = 0; row < up.length; row++) {
          J.set(row, j, (up[row] - down[row]) / (above[j] - below[j]));
        }
      }
      return J;
    }
  }
}
