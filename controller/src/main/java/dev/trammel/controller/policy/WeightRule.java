package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.Require;
import java.util.Arrays;

/**
 * How the weight νₜ on the divergence between a local controller and the policy changes from one
 * iteration to the next, step by step.
 */
public sealed interface WeightRule {

  /**
   * New weights.
   *
   * @param weights T; not modified
   * @param divergences T, of the local controller from the policy [nat]; not modified
   * @param before T, the same an iteration ago, or none; not modified
   * @param progress 0 at the beginning of a run, 1 at its end
   */
  double[] next(double[] weights, double[] divergences, double[] before, double progress);

  /**
   * Ascends the dual: ν + s KL.
   *
   * @param step s
   */
  record Ascent(WeightSchedule step) implements WeightRule {

    @Override
    public double[] next(double[] weights, double[] divergences, double[] before, double progress) {
      double[] next = weights.clone();
      for (int t = 0; t < next.length; t++) {
        next[t] = Math.max(0, next[t] + step.at(progress) * divergences[t]);
      }
      return next;
    }
  }

  /**
   * Grows by the same amount everywhere: ν + s.
   *
   * @param step s
   */
  record Fixed(WeightSchedule step) implements WeightRule {

    @Override
    public double[] next(double[] weights, double[] divergences, double[] before, double progress) {
      double[] next = weights.clone();
      for (int t = 0; t < next.length; t++) {
        next[t] += step.at(progress);
      }
      return next;
    }
  }

  /**
   * Doubles where a divergence did not fall, halves where it fell well.
   *
   * @param well the ratio of divergences below which a weight is halved
   * @param poor the ratio from which on it is doubled
   */
  record Ratio(double well, double poor) implements WeightRule {

    public Ratio {
      Require.positive(well, "ratio of a good fall");
      Require.positive(poor, "ratio of a poor fall");
      if (well > poor) {
        throw new IllegalArgumentException(
            "ratio of a good fall must not exceed " + poor + ", that of a poor one, was " + well);
      }
    }

    @Override
    public double[] next(double[] weights, double[] divergences, double[] before, double progress) {
      double[] next = weights.clone();
      for (int t = 0; t < before.length; t++) {
        double ratio = divergences[t] / before[t];
        if (ratio < well) {
          next[t] *= 0.5;
        } else if (ratio >= poor) {
          next[t] *= 2;
        }
      }
      return next;
    }
  }

  /**
   * Raises the weight of steps whose divergence stands out from the mean over the trajectory, and
   * lowers that of steps far below it.
   *
   * @param below standard deviations under the mean, from which a weight is lowered
   * @param above standard deviations over the mean, from which a weight is raised
   * @param decrease factor
   * @param increase factor
   */
  record Spread(double below, double above, double decrease, double increase)
      implements WeightRule {

    public Spread {
      Require.nonNegative(below, "deviations below the mean");
      Require.nonNegative(above, "deviations above the mean");
      Require.positive(decrease, "decrease of a weight");
      Require.positive(increase, "increase of a weight");
    }

    @Override
    public double[] next(double[] weights, double[] divergences, double[] before, double progress) {
      double mean = Arrays.stream(divergences).average().orElse(0);
      double variance = Arrays.stream(divergences)
          .map(divergence -> (divergence - mean) * (divergence - mean))
          .average()
          .orElse(0);
      double[] next = weights.clone();
      for (int t = 0; t < next.length; t++) {
        if (divergences[t] < mean - below * Math.sqrt(variance)) {
          next[t] *= decrease;
        } else if (divergences[t] >= mean + above * Math.sqrt(variance)) {
          next[t] *= increase;
        }
      }
      return next;
    }
  }
}
