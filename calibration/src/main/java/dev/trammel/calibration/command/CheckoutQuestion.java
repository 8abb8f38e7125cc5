package dev.trammel.calibration.command;

import dev.trammel.calibration.procedure.Checkout;
import dev.trammel.calibration.procedure.Procedure;
import dev.trammel.controller.linalg.UsageException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether a robot is connected as it is described. */
final class CheckoutQuestion implements Question {

  private static final double PERCENT = 100;
  private static final double USUAL_PACE = 2;

  @Option(
      names = "--pace",
      paramLabel = "PERCENT",
      description =
          "How much of a joint's range it approaches its limits by in a second. Default: 2,"
              + " or what takes it there within one motion that the robot takes.")
  private Optional<Double> pace = Optional.empty();

  @Override
  public String name() {
    return "checkout";
  }

  @Override
  public String description() {
    return "Signs, places of motors and encoders, limits, the watchdog: before anything else is"
        + " asked of a robot. Tiny pulses first; what follows the sensors only once those are"
        + " proven.";
  }

  @Override
  public List<String> examples() {
    return List.of("--device mqtt://localhost/arm1", "--device sim --task joint-bench --pace 10");
  }

  @Override
  public boolean mustPass() {
    return true;
  }

  @Override
  public Procedure procedure() {
    if (pace.isEmpty()) {
      return new Checkout(USUAL_PACE / PERCENT, true);
    }
    double asked = pace.get();
    if (!(asked >= 0.1 && asked <= 50)) {
      throw new UsageException(
          "--pace must be from 0.1 to 50 % of a joint's range in a second, was " + asked);
    }
    return Checkout.atPace(asked / PERCENT, true);
  }
}
