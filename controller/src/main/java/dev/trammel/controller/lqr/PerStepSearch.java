package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.lqr.DualSearch.End;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Finds an η for each step such that each step's divergence meets the same bound: the maximum of
 * the concave dual of the problem with one constraint per step, whose gradient is KLₜ − ε.
 *
 * <p>With y = log η and r = log(KL / ε) the search repeats y ← y + ωr, which raises η where the
 * divergence is too large, and learns from the last few steps how the etas act on each other's
 * divergences (Anderson's acceleration, 1965).
 *
 * <pre>  DY, DR  T×p  the last p changes of y and r     γ  argmin ‖r − DR γ‖</pre>
 */
final class PerStepSearch {

  /** Evaluates all divergences. */
  interface Divergences {

    /**
     * The divergence of each step.
     *
     * @param etas T; not modified
     * @param out T [nat]; modified
     * @return false if there is no controller at these etas
     */
    boolean at(double[] etas, double[] out);
  }

  private static final int MEMORY = 6;
  private static final int MOST_EVALUATIONS = 300;
  private static final double RELAXATION = 0.5;
  private static final double LONGEST_STEP = Math.log(10);
  private static final double RIDGE = 1e-10;

  private final double least;
  private final double greatest;
  private final double tolerance;
  private final int steps;
  private final double[] y;
  private final double[] r;
  private final double[] lastY;
  private final double[] lastR;
  private final double[] etas;
  private final double[] divergences;
  private final double[][] DY;
  private final double[][] DR;
  private int remembered;

  PerStepSearch(DualSearchSettings settings, int steps) {
    least = StrictMath.log(settings.minEta());
    greatest = StrictMath.log(settings.maxEta());
    tolerance = settings.tolerance();
    this.steps = steps;
    y = new double[steps];
    r = new double[steps];
    lastY = new double[steps];
    lastR = new double[steps];
    etas = new double[steps];
    divergences = new double[steps];
    DY = new double[MEMORY][steps];
    DR = new double[MEMORY][steps];
  }

  /** The geometric mean of the etas that were found; the divergences were evaluated there last. */
  double meanEta() {
    return StrictMath.exp(Arrays.stream(y).sum() / steps);
  }

  /** The sum of the divergences at the etas that were found. */
  double total() {
    return Arrays.stream(divergences).sum();
  }

  /**
   * Searches.
   *
   * @param bound ε
   * @param start where every η begins
   */
  End search(Divergences function, double bound, double start) {
    Arrays.fill(y, clamp(StrictMath.log(start)));
    remembered = 0;
    for (int i = 0; i < MOST_EVALUATIONS; i++) {
      if (!evaluate(function, bound)) {
        if (isAtGreatest()) {
          return End.ABOVE_BOUND;
        }
        raiseAll(LONGEST_STEP);
        continue;
      }
      if (isOnBound()) {
        return isAnySlack() ? End.BELOW_BOUND : End.ON_BOUND;
      }
      advance();
    }
    return retreat(function, bound);
  }

  /** Raises all etas until every divergence is within its bound. */
  private End retreat(Divergences function, double bound) {
    for (double step = tolerance; !isAtGreatest(); step *= 2) {
      if (evaluate(function, bound) && Arrays.stream(r).max().orElse(0) <= tolerance) {
        return End.BELOW_BOUND;
      }
      raiseAll(step);
    }
    return End.ABOVE_BOUND;
  }

  private boolean evaluate(Divergences function, double bound) {
    for (int t = 0; t < steps; t++) {
      etas[t] = StrictMath.exp(y[t]);
    }
    if (!function.at(etas, divergences)) {
      return false;
    }
    for (int t = 0; t < steps; t++) {
      r[t] = StrictMath.log(Math.max(divergences[t], Double.MIN_NORMAL) / bound);
      if (isSlack(t)) {
        r[t] = 0;
      }
    }
    return true;
  }

  /** Whether a bound is met with the least η there is. */
  private boolean isSlack(int t) {
    return y[t] <= least && r[t] <= 0;
  }

  private boolean isOnBound() {
    return Arrays.stream(r).allMatch(error -> Math.abs(Math.expm1(error)) <= tolerance);
  }

  private boolean isAnySlack() {
    return Arrays.stream(y).anyMatch(value -> value <= least);
  }

  private boolean isAtGreatest() {
    return Arrays.stream(y).allMatch(value -> value >= greatest);
  }

  private void raiseAll(double step) {
    for (int t = 0; t < steps; t++) {
      y[t] = clamp(y[t] + step);
    }
    remembered = 0;
  }

  private void advance() {
    remember();
    DMatrixRMaj gamma = mixture();
    for (int t = 0; t < steps; t++) {
      double change = RELAXATION * r[t];
      for (int j = 0; j < gamma.numRows; j++) {
        change -= gamma.data[j] * (DY[j][t] + RELAXATION * DR[j][t]);
      }
      y[t] = clamp(y[t] + Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, change)));
    }
  }

  /** Keeps the last changes, the newest in place of the oldest. */
  private void remember() {
    if (remembered > 0) {
      int place = (remembered - 1) % MEMORY;
      for (int t = 0; t < steps; t++) {
        DY[place][t] = y[t] - lastY[t];
        DR[place][t] = r[t] - lastR[t];
      }
    }
    remembered++;
    System.arraycopy(y, 0, lastY, 0, steps);
    System.arraycopy(r, 0, lastR, 0, steps);
  }

  /** γ, from its normal equations with a little ridge. */
  private DMatrixRMaj mixture() {
    int p = Math.min(remembered - 1, MEMORY);
    DMatrixRMaj normal = new DMatrixRMaj(p, p);
    DMatrixRMaj right = new DMatrixRMaj(p, 1);
    DMatrixRMaj gamma = new DMatrixRMaj(p, 1);
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        normal.set(i, j, Rows.dot(DR[i], DR[j], steps));
      }
      normal.set(i, i, normal.get(i, i) * (1 + RIDGE) + Double.MIN_NORMAL);
      right.set(i, Rows.dot(DR[i], r, steps));
    }
    boolean solved = p > 0 && CommonOps_DDRM.solve(normal, right, gamma);
    return solved ? gamma : new DMatrixRMaj(0, 1);
  }

  private double clamp(double value) {
    return Math.max(least, Math.min(greatest, value));
  }
}
