package dev.trammel.calibration.command;

import dev.trammel.calibration.procedure.Preflight;
import dev.trammel.calibration.procedure.Procedure;
import dev.trammel.controller.linalg.UsageException;
import java.util.List;
import picocli.CommandLine.Option;

/** How good the way to a robot is. */
final class PreflightQuestion implements Question {

  /** Fewer say nothing of p99.9, more take an hour. */
  private static final int LEAST = 1000;

  private static final int MOST = 1_000_000;

  @Option(
      names = "--pings",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How many round trips: a loss p is known to √(p/N). Default: 2000.")
  private int pings;

  @Override
  public String name() {
    return "preflight";
  }

  @Override
  public String description() {
    return "The way to the robot and this computer: round trips, loss, the robot's clock, how late"
        + " this computer wakes, versions. Nothing moves.";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "--device mqtt://localhost/arm1", "--pings 20000 --device mqtt://localhost/arm1");
  }

  /** The way to a robot is another one tomorrow. */
  @Override
  public boolean isKept() {
    return false;
  }

  @Override
  public Procedure procedure() {
    if (pings < LEAST || pings > MOST) {
      throw new UsageException("--pings must be from " + LEAST + " to " + MOST + ", was " + pings);
    }
    return new Preflight(pings);
  }
}
