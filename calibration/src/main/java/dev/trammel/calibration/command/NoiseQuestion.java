package dev.trammel.calibration.command;

import dev.trammel.calibration.procedure.Noise;
import dev.trammel.calibration.procedure.Procedure;
import dev.trammel.controller.linalg.UsageException;
import java.util.List;
import picocli.CommandLine.Option;

/** What the sensors read of a robot that rests. */
final class NoiseQuestion implements Question {

  /** Shorter tells next to nothing, longer fills the memory [s]. */
  private static final int LEAST = 10;

  private static final int MOST = 7200;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "How long to listen: what shows only after τ seconds needs 50 τ. Default: 300.")
  private double seconds;

  @Override
  public String name() {
    return "noise";
  }

  @Override
  public String description() {
    return "What the sensors read of a robot that rests: white noise, counts, drift by the Allan"
        + " deviation. Nothing moves; five minutes.";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "--device mqtt://localhost/arm1", "--seconds 7200 --device mqtt://localhost/arm1");
  }

  @Override
  public Procedure procedure() {
    if (!(seconds >= LEAST && seconds <= MOST)) {
      throw new UsageException(
          "--seconds must be from " + LEAST + " to " + MOST + " s, was " + seconds);
    }
    return new Noise(seconds);
  }
}
