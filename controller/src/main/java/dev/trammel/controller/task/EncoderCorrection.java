package dev.trammel.controller.task;

import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.linalg.Require;

/**
 * How a robot that knows its encoder makes a position of what it reads, r = sign · gear · q + offset.
 *
 * @param sign 1 or −1
 * @param gear what it reads for one true unit [-]
 * @param offset what it reads at position 0 [rad or m]
 */
public record EncoderCorrection(int sign, double gear, double offset) {

  /** Of an encoder that reads the position itself. */
  public static final EncoderCorrection NONE = new EncoderCorrection(1, 1, 0);

  public EncoderCorrection {
    if (Math.abs(sign) != 1) {
      throw new IllegalArgumentException("sign must be 1 or -1, was " + sign);
    }
    Require.positive(gear, "gear");
    Require.finite(offset, "offset");
  }

  /** By what a bench found of a joint; what is not known is as if there were nothing to correct. */
  public static EncoderCorrection of(Calibration found, String joint) {
    return new EncoderCorrection(
        value(found, joint, Quantity.SIGN, 1) < 0 ? -1 : 1,
        value(found, joint, Quantity.GEAR, 1),
        value(found, joint, Quantity.OFFSET, 0));
  }

  private static double value(
      Calibration found, String joint, Quantity quantity, double otherwise) {
    return found.known(joint, quantity).map(Estimate::value).orElse(otherwise);
  }

  /** q of what is read. */
  public double position(double reading) {
    return (reading - offset) / (sign * gear);
  }

  /** q̇ of the rate of what is read. */
  public double rate(double reading) {
    return reading / (sign * gear);
  }

  /** How far r goes where q goes one unit [-]. */
  public double rateOfReading() {
    return sign * gear;
  }
}
