package dev.trammel.controller.calibration;

import dev.trammel.controller.calibration.Calibration.Subject;
import dev.trammel.controller.storage.Digests;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Whether a calibration can be of any robot at all. */
final class Plausibility {

  private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  private Plausibility() {}

  /** Whether a name can be a device's, as the bridge has it. */
  static boolean isDevice(String name) {
    return DEVICE.matcher(name).matches();
  }

  /** What cannot be, a line each. */
  static List<String> flaws(Calibration calibration) {
    List<String> flaws = new ArrayList<>();
    Subject subject = calibration.subject();
    if (!isDevice(subject.device())) {
      flaws.add("device must be of letters, digits, '_' and '-', at most 32, was '"
          + subject.device() + "'");
    }
    if (!(subject.period() > 0) || Double.isInfinite(subject.period())) {
      flaws.add("period must be positive and finite, was " + subject.period() + " s");
    }
    calibration
        .parent()
        .filter(parent -> !Digests.isHex(parent))
        .ifPresent(parent -> flaws.add("parent must be a SHA-256 of 64 hex digits, was " + parent));
    calibration.estimates().forEach((parameter, estimate) -> add(parameter, estimate, flaws));
    return flaws;
  }

  private static void add(Parameter parameter, Estimate estimate, List<String> flaws) {
    Quantity quantity = parameter.quantity();
    // what is not identifiable is no more than a guess, and applied nowhere
    if (estimate.identifiable() && !quantity.isPlausible(estimate.value())) {
      flaws.add(parameter + " must be "
          + (quantity == Quantity.SIGN ? "-1 or 1" : quantity.range()) + ", was "
          + estimate.value());
    }
    Estimate.Source source = estimate.source();
    if (source.question().isBlank()) {
      flaws.add(parameter + " must name the question whose answer it is, named none");
    }
    if (!Digests.isHex(source.dataSha256())) {
      flaws.add(parameter + " must name the SHA-256 of its data, 64 hex digits, was '"
          + source.dataSha256() + "'");
    }
  }
}
