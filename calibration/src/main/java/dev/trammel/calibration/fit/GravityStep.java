package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of Gauss and Newton for {@link GravityFit}. Unknowns: β, then o, then the change of δ, then
 * κ. Not thread-safe.
 */
final class GravityStep {

  /** Of slopes, in the largest one. */
  static final double ROUNDING = 1e-7;

  private final GravitySet set;
  private final double[] strength;
  private final int n;
  private final int r;
  private double[] deviations = {};
  private @Nullable Regression last;
  private @Nullable PassEquations solved;

  GravityStep(GravitySet set, double[] strength) {
    this.set = set;
    this.strength = strength.clone();
    n = strength.length;
    r = set.size();
  }

  /**
   * Solves for the next β and δ.
   *
   * @param step for derivatives [rad or m]
   */
  void solve(List<SlowPass> passes, double[] beta, double[] shift, double step) {
    PassEquations equations = new PassEquations(r + 3 * n);
    for (int k = 0; k < passes.size(); k++) {
      SlowPass pass = passes.get(k);
      double[][] Y = set.mean(pass, shift);
      double[][] slopes = slopes(pass, beta, shift, step);
      for (int i = 0; i < n; i++) {
        if (pass.moved(i)) {
          double[] row = new double[r + 3 * n];
          System.arraycopy(Y[i], 0, row, 0, r);
          row[r + i] = -1;
          System.arraycopy(slopes[i], 0, row, r + n, n);
          row[r + 2 * n + i] = pass.coriolis()[i];
          equations.add(k, i, row, strength[i] * pass.effort()[i]);
        }
      }
    }
    Require.atLeast(equations.size(), r + 3 * n + 1, "equations of poses and joints");
    deviations = new double[n];
    last = equations.solve(deviations);
    solved = equations;
  }

  /** Takes what the last solution says; a shift that it does not tell stays. */
  void take(double[] beta, double[] shift) {
    Regression fit = solution();
    for (int j = 0; j < r; j++) {
      beta[j] = fit.value(j);
    }
    for (int i = 0; i < n; i++) {
      shift[i] += Double.isFinite(fit.sigma(r + n + i)) ? fit.value(r + n + i) : 0;
    }
  }

  GravityFit fit(List<SlowPass> passes, double[] beta, double[] shift) {
    Regression fit = solution();
    double[] sigma = Objects.requireNonNull(solved).sigma(fit, deviations);
    double[] betaDeviations = new double[r];
    double[] shiftDeviations = new double[n];
    for (int j = 0; j < r; j++) {
      betaDeviations[j] = sigma[j];
    }
    for (int i = 0; i < n; i++) {
      shiftDeviations[i] = sigma[r + n + i];
    }
    List<GravityFit.Row> rows = new ArrayList<>();
    for (SlowPass pass : passes) {
      double[][] Y = set.mean(pass, shift);
      for (int i = 0; i < n; i++) {
        if (pass.moved(i)) {
          double moving = fit.value(r + 2 * n + i) * pass.coriolis()[i];
          double measured = strength[i] * pass.effort()[i] + fit.value(r + i) - moving;
          rows.add(new GravityFit.Row(i, middle(pass, i), measured, dot(Y[i], beta)));
        }
      }
    }
    return new GravityFit(
        beta,
        betaDeviations,
        shift,
        shiftDeviations,
        rows,
        fit.condition(),
        fit.degreesOfFreedom());
  }

  private Regression solution() {
    if (last == null) {
      throw new IllegalStateException("nothing was solved yet");
    }
    return last;
  }

  /** ∂(Y β)/∂q, n×n. */
  private double[][] slopes(SlowPass pass, double[] beta, double[] shift, double step) {
    double[][] slopes = new double[n][n];
    double most = 0;
    for (int j = 0; j < n; j++) {
      double[] moved = shift.clone();
      moved[j] += step;
      double[][] above = set.mean(pass, moved);
      moved[j] -= 2 * step;
      double[][] below = set.mean(pass, moved);
      for (int i = 0; i < n; i++) {
        slopes[i][j] = (dot(above[i], beta) - dot(below[i], beta)) / (2 * step);
        most = Math.max(most, Math.abs(slopes[i][j]));
      }
    }
    clear(slopes, ROUNDING * most);
    return slopes;
  }

  /** What is left of nothing by rounding is nothing. */
  static void clear(double[][] slopes, double least) {
    for (double[] row : slopes) {
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.abs(row[j]) < least ? 0 : row[j];
      }
    }
  }

  private static double middle(SlowPass pass, int joint) {
    double sum = 0;
    for (double[] position : pass.path()) {
      sum += position[joint] / pass.path().length;
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < b.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
