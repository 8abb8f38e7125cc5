package dev.trammel.calibration.fit;

import dev.trammel.calibration.fit.TurningMotion.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far a joint's momenta about the turns of its effort are from those of a {@link PlayModel}:
 *
 * <pre>  m = m₀ + w t + p ∫ τ − f ∫ sgn v + d q + k ∫ q</pre>
 *
 * <p>with m₀ of each turn, and w, p, f, d and k (weight, inertia, dry and viscous friction, how weight
 * changes) of each motion, all by least squares within.
 */
final class PlayResiduals {

  private static final int COLUMNS = 5;

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
    return parts.parallelStream()
        .flatMapToDouble(part -> Arrays.stream(part.residuals(model)))
        .toArray();
  }

  /** Of the last motion, by steps of the stretch, the mean over all turns the same way round. */
  double[] lastMotion(PlayModel model) {
    Part part = parts.get(parts.size() - 1);
    double[] residuals = part.residuals(model);
    double[] mean = new double[part.stretch.length()];
    for (int i = 0; i < part.rows; i++) {
      int turn = part.turns.get(i / mean.length);
      double sense = Math.signum(part.motion.u()[turn]);
      mean[i % mean.length] += sense * residuals[i] / part.turns.size();
    }
    return mean;
  }

  /** One motion. What does not depend on the model is taken out once for all. */
  private static final class Part {

    /** A column of which less than this share is left says nothing new. */
    private static final double SAME = 1e-9;

    private final TurningMotion motion;
    private final List<Integer> turns;
    private final Stretch stretch;
    private final int rows;
    private final List<double[]> basis = new ArrayList<>();
    private final double[] momentum;

    Part(TurningMotion motion, List<Integer> turns, Stretch stretch) {
      this.motion = motion;
      this.turns = turns;
      this.stretch = stretch;
      rows = turns.size() * stretch.length();
      double[] signs = new double[motion.steps()];
      double[] sums = new double[motion.steps()];
      double[] times = new double[motion.steps()];
      for (int t = 1; t < signs.length; t++) {
        double dt = motion.period();
        times[t] = t * dt;
        signs[t] = signs[t - 1]
            + dt * (Math.signum(motion.v()[t - 1]) + Math.signum(motion.v()[t])) / 2;
        sums[t] = sums[t - 1] + dt * (motion.q()[t - 1] + motion.q()[t]) / 2;
      }
      for (double[] column : List.of(times, signs, motion.q(), sums)) {
        extend(column);
      }
      momentum = left(motion.momentum());
    }

    private void extend(double[] column) {
      double before = norm(centred(column));
      double[] left = left(column);
      double after = norm(left);
      if (after > SAME * before) {
        Arrays.setAll(left, i -> left[i] / after);
        basis.add(left);
      }
    }

    double[] residuals(PlayModel model) {
      double[] impulse = left(model.impulse(motion.u(), motion.period()));
      double squares = EffortSums.dot(impulse, impulse);
      double share = squares > 0 ? EffortSums.dot(impulse, momentum) / squares : 0;
      double[] residuals = new double[rows];
      Arrays.setAll(residuals, i -> momentum[i] - share * impulse[i]);
      return residuals;
    }

    /** About the turns, without m₀ of each and without what the basis explains. */
    private double[] left(double[] values) {
      double[] left = centred(values);
      for (double[] one : basis) {
        double share = EffortSums.dot(one, left);
        for (int i = 0; i < rows; i++) {
          left[i] -= share * one[i];
        }
      }
      return left;
    }

    private double[] centred(double[] values) {
      double[] centred = new double[rows];
      int length = stretch.length();
      for (int k = 0; k < turns.size(); k++) {
        int first = turns.get(k) + stretch.from();
        double mean = 0;
        for (int i = 0; i < length; i++) {
          mean += values[first + i] / length;
        }
        for (int i = 0; i < length; i++) {
          centred[k * length + i] = values[first + i] - mean;
        }
      }
      return centred;
    }

    private static double norm(double[] values) {
      return Math.sqrt(EffortSums.dot(values, values));
    }
  }
}
