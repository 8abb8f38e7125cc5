package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.Require;
import java.util.List;

/**
 * A positive number that changes over a run: values at equal distances, between which its logarithm
 * is interpolated.
 *
 * @param values at least one, from the first iteration to the last
 */
public record WeightSchedule(List<Double> values) {

  public WeightSchedule {
    values = List.copyOf(values);
    Require.atLeast(values.size(), 1, "values of a schedule");
    for (double value : values) {
      Require.positive(Require.finite(value, "value of a schedule"), "value of a schedule");
    }
  }

  /** The same number all the time. */
  public static WeightSchedule constant(double value) {
    return new WeightSchedule(List.of(value));
  }

  /**
   * The number at a time.
   *
   * @param progress 0 at the beginning of a run, 1 at its end
   */
  public double at(double progress) {
    double place = Require.inRange(progress, 0, 1, "progress") * (values.size() - 1);
    int before = (int) Math.floor(place);
    int after = Math.min(before + 1, values.size() - 1);
    double share = place - before;
    return StrictMath.exp((1 - share) * StrictMath.log(values.get(before))
        + share * StrictMath.log(values.get(after)));
  }
}
