package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;
import java.math.BigDecimal;
import java.math.MathContext;
import org.ejml.data.DMatrixRMaj;

/**
 * A joint is near a position.
 *
 * @param joint its name
 * @param entry index of its position in x
 * @param target position [rad or m]
 * @param limit greatest distance from the target [rad or m]
 * @param wrapped whether positions whole turns apart are the same
 * @param unit of the position
 */
record JointCondition(
    String joint, int entry, double target, double limit, boolean wrapped, String unit)
    implements SuccessCondition {

  /** Of the target, in the condition's name. */
  private static final int DIGITS = 4;

  JointCondition {
    Require.finite(target, "target");
    Require.positive(limit, "limit");
  }

  @Override
  public String name() {
    return "distance of " + joint + " from "
        + new BigDecimal(target)
            .round(new MathContext(DIGITS))
            .stripTrailingZeros()
            .toPlainString();
  }

  @Override
  public double measure(DMatrixRMaj x) {
    double error = x.data[entry] - target;
    return Math.abs(wrapped ? Math.IEEEremainder(error, 2 * Math.PI) : error);
  }
}
