package dev.trammel.calibration.fit;

import dev.trammel.calibration.fit.TurningMotion.Stretch;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * How far a joint's momenta about the turns of its effort are from those of a {@link PlayModel}:
 *
 * <pre>  m = m₀ + p ∫ τ − f ∫ sgn v + d q + k ∫ q</pre>
 *
 * <p>with m₀ of each turn, and p, f, d and k (inertia, dry and viscous friction, weight) of each motion,
 * all by least squares within. Not thread-safe.
 */
final class PlayResiduals {

  private static final int COLUMNS = 4;

  private final List<Part> parts = new ArrayList<>();
  private int rows;
  private int freedom;

  /** @param stretch about each turn that is looked at */
  PlayResiduals(List<TurningMotion> motions, Stretch stretch) {
    for (TurningMotion motion : motions) {
      Part part = new Part(motion, motion.turns(stretch), stretch);
      if (part.turns.size() > 1) {
        parts.add(part);
        rows += part.rows;
        freedom += part.rows - part.turns.size() - COLUMNS;
      }
    }
  }

  int rows() {
    return rows;
  }

  /** Rows less what was fitted within. */
  int freedom() {
    return freedom;
  }

  int turns() {
    return parts.stream().mapToInt(part -> part.turns.size()).sum();
  }

  /** All of them [rad/s or m/s]. */
  double[] of(PlayModel model) {
    double[] all = new double[rows];
    int at = 0;
    for (Part part : parts) {
      Regression fit = part.fit(model);
      for (int i = 0; i < part.rows; i++) {
        all[at++] = fit.residual(i);
      }
    }
    return all;
  }

  /** Of the last motion, by steps of the stretch, the mean over all turns the same way round. */
  double[] lastMotion(PlayModel model) {
    Part part = parts.get(parts.size() - 1);
    Regression fit = part.fit(model);
    double[] mean = new double[part.stretch.length()];
    for (int i = 0; i < part.rows; i++) {
      int turn = part.turns.get(i / mean.length);
      double sense = Math.signum(part.motion.u()[turn]);
      mean[i % mean.length] += sense * fit.residual(i) / part.turns.size();
    }
    return mean;
  }

  /** One motion. */
  private static final class Part {

    private final TurningMotion motion;
    private final List<Integer> turns;
    private final Stretch stretch;
    private final int rows;
    private final double[] signs;
    private final double[] sums;

    Part(TurningMotion motion, List<Integer> turns, Stretch stretch) {
      this.motion = motion;
      this.turns = turns;
      this.stretch = stretch;
      rows = turns.size() * stretch.length();
      signs = new double[motion.steps()];
      sums = new double[motion.steps()];
      for (int t = 1; t < signs.length; t++) {
        double dt = motion.period();
        signs[t] = signs[t - 1]
            + dt * (Math.signum(motion.v()[t - 1]) + Math.signum(motion.v()[t])) / 2;
        sums[t] = sums[t - 1] + dt * (motion.q()[t - 1] + motion.q()[t]) / 2;
      }
    }

    Regression fit(PlayModel model) {
      double[] impulse = model.impulse(motion.u(), motion.period());
      DMatrixRMaj A = new DMatrixRMaj(rows, COLUMNS);
      double[] b = new double[rows];
      int row = 0;
      for (int turn : turns) {
        int first = row;
        for (int t = turn + stretch.from(); t <= turn + stretch.to(); t++) {
          A.set(row, 0, impulse[t]);
          A.set(row, 1, signs[t]);
          A.set(row, 2, motion.q()[t]);
          A.set(row, 3, sums[t]);
          b[row++] = motion.momentum()[t];
        }
        centre(A, b, first, row);
      }
      return Regression.solve(A, b);
    }

    /** m₀ of its own. */
    private static void centre(DMatrixRMaj A, double[] b, int from, int to) {
      double[] mean = new double[COLUMNS + 1];
      for (int row = from; row < to; row++) {
        for (int j = 0; j < COLUMNS; j++) {
          mean[j] += A.get(row, j) / (to - from);
        }
        mean[COLUMNS] += b[row] / (to - from);
      }
      for (int row = from; row < to; row++) {
        for (int j = 0; j < COLUMNS; j++) {
          A.add(row, j, -mean[j]);
        }
        b[row] -= mean[COLUMNS];
      }
    }
  }
}
