package dev.trammel.calibration.command;

import dev.trammel.calibration.procedure.Encoder;
import dev.trammel.calibration.procedure.Encoder.KnownPoses;
import dev.trammel.calibration.procedure.Procedure;
import java.util.List;
import picocli.CommandLine.Option;

/** What the encoders read at known poses. */
final class EncoderQuestion implements Question {

  @Option(
      names = "--placed",
      description = "The robot is put at each pose by hands or a fixture, as its address says with"
          + " start=place. One that goes there by its own encoders tells nothing of them.")
  private boolean placed;

  @Override
  public String name() {
    return "encoder";
  }

  @Override
  public String description() {
    return "Sign, gear, offset and eccentricity of the encoders, at known poses.";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "--placed --device 'mqtt://localhost/arm1?start=place'",
        "--placed --device sim --task joint-bench");
  }

  @Override
  public Procedure procedure() {
    return new Encoder(placed ? KnownPoses.PLACED : KnownPoses.MOVED);
  }
}
