package dev.trammel.calibration.study;

import dev.trammel.calibration.procedure.Delay;
import dev.trammel.controller.calibration.Quantity;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One estimate beside the truth.
 *
 * @param error as a share of the truth, or in the quantity's unit where a share says little
 * @param isCovered whether the interval holds the truth
 * @param isIdentified whether it was said to be known
 * @param unit of the error, where it is no share; empty otherwise
 * @param reach half of the interval, as a share of what was found
 */
record Score(
    Quantity quantity,
    double error,
    String unit,
    boolean isCovered,
    boolean isIdentified,
    double reach) {

  /** What is 0 or anything: its error is no share of it. */
  private static final Set<Quantity> ABSOLUTE = EnumSet.of(
      Quantity.SIGN,
      Quantity.OFFSET,
      Quantity.EFFORT_OFFSET,
      Quantity.ECCENTRICITY,
      Quantity.FRICTION_ASYMMETRY,
      Quantity.DELAY,
      Quantity.LAG,
      Quantity.CENTRE_X,
      Quantity.CENTRE_Y,
      Quantity.CENTRE_Z,
      Quantity.INERTIA_XY,
      Quantity.INERTIA_XZ,
      Quantity.INERTIA_YZ);

  /** Nothing where the truth does not know it. */
  static Optional<Score> of(Map<?, ?> estimate, Truth truth) {
    Quantity quantity = quantity(estimate.get("quantity"));
    OptionalDouble real = claimed(estimate, quantity, truth);
    if (real.isEmpty()) {
      return Optional.empty();
    }
    double value = number(estimate.get("value"));
    double error = Math.abs(value - real.getAsDouble());
    return Optional.of(new Score(
        quantity,
        isAbsolute(quantity) ? error : error / Math.abs(real.getAsDouble()),
        isAbsolute(quantity) ? String.valueOf(estimate.get("unit")) : "",
        number(estimate.get("lower")) <= real.getAsDouble()
            && real.getAsDouble() <= number(estimate.get("upper")),
        Boolean.TRUE.equals(estimate.get("identifiable")),
        (number(estimate.get("upper")) - number(estimate.get("lower"))) / 2 / Math.abs(value)));
  }

  /** What the estimate is of: a delay that was not told from a lag is of both, and the lag is of nothing. */
  private static OptionalDouble claimed(Map<?, ?> estimate, Quantity quantity, Truth truth) {
    String part = String.valueOf(estimate.get("part"));
    OptionalDouble itself = truth.value(part, quantity);
    if (!Delay.WHOLE.equals(estimate.get("method"))) {
      return itself;
    }
    OptionalDouble lag = truth.value(part, Quantity.LAG);
    return quantity == Quantity.DELAY && itself.isPresent() && lag.isPresent()
        ? OptionalDouble.of(itself.getAsDouble() + lag.getAsDouble())
        : OptionalDouble.empty();
  }

  static boolean isAbsolute(Quantity quantity) {
    return ABSOLUTE.contains(quantity);
  }

  private static Quantity quantity(@Nullable Object key) {
    for (Quantity quantity : Quantity.values()) {
      if (quantity.key().equals(key)) {
        return quantity;
      }
    }
    throw new IllegalArgumentException("there is no quantity '" + key + "'");
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
