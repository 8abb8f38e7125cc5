package dev.trammel.calibration.command;

import dev.trammel.calibration.procedure.Checkout;
import dev.trammel.calibration.procedure.Procedure;
import dev.trammel.controller.linalg.UsageException;
import java.util.List;
import picocli.CommandLine.Option;

/** Whether a robot is connected as it is described. */
final class CheckoutQuestion implements Question {

  private static final double PERCENT = 100;

  @Option(
      names = "--pace",
      paramLabel = "PERCENT",
      defaultValue = "2",
      description =
          "How much of a joint's range it approaches its limits by in a second. Default:" + " 2.")
  private double pace;

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
    if (!(pace >= 0.1 && pace <= 50)) {
      throw new UsageException(
          "--pace must be from 0.1 to 50 % of a joint's range in a second, was " + pace);
    }
    return new Checkout(pace / PERCENT, true);
  }
}
