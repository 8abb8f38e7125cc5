package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.EncoderFit;
import dev.trammel.calibration.fit.GearRatio;
import dev.trammel.calibration.fit.StopFit;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import java.util.Locale;
import java.util.Optional;

/**
 * What an encoder reads of its joint's position, however it was found.
 *
 * @param sign 1 or −1
 * @param gear nothing if no gear of small numbers has the slope
 * @param slope as fitted, its size [-]
 * @param offset [rad or m]
 */
record EncoderLine(int sign, Optional<GearRatio> gear, double slope, double offset) {

  static EncoderLine of(EncoderFit fit) {
    return new EncoderLine(
        fit.sign(), fit.gear(), fit.slope().value(), fit.offset().value());
  }

  static EncoderLine of(StopFit fit) {
    return new EncoderLine(
        fit.sign(), fit.gear(), fit.slope().value(), fit.offset().value());
  }

  /**
   * Adds sign and gear, which are known to the letter or not at all.
   *
   * @param name of the joint
   * @param samples that they come from
   */
  void addTo(FindingsBuilder found, String name, int samples, String method) {
    found.estimate(new Parameter(name, Quantity.SIGN), sign, 0, samples, method);
    found.estimate(
        new Parameter(name, Quantity.GEAR),
        gear.map(GearRatio::value).orElse(slope),
        gear.isPresent() ? 0 : Double.POSITIVE_INFINITY,
        samples,
        method);
  }

  /** For people. */
  String text(JointUnits units) {
    return String.format(
        Locale.ROOT,
        "reads %s%s of the position %s",
        sign < 0 ? "−" : "",
        gear.map(GearRatio::toString).orElse(String.format(Locale.ROOT, "%.5f", slope)),
        units.small("%+.3f", offset));
  }
}
