package dev.trammel.hardware.remote;

import dev.trammel.controller.bench.Nameplate;
import dev.trammel.hardware.wire.Birth;
import java.util.HexFormat;

/** What a birth says of a robot, for those who know nothing of the wire. */
final class Nameplates {

  private Nameplates() {}

  static Nameplate of(Birth birth) {
    Birth.Identity is = birth.identity();
    Birth.Robot robot = birth.robot();
    return new Nameplate(
        is.device(),
        HexFormat.of().toHexDigits(is.boot()),
        is.firmware(),
        is.emulated(),
        is.virtualTime(),
        robot.spec(),
        robot.inputRates().stream().mapToDouble(Double::doubleValue).toArray(),
        robot.joints(),
        robot.calibration(),
        birth.offer().most().steps());
  }
}
