package dev.trammel.calibration.command;

import dev.trammel.calibration.procedure.Encoder;
import dev.trammel.calibration.procedure.Encoder.KnownPoses;
import dev.trammel.calibration.procedure.Procedure;
import dev.trammel.controller.linalg.UsageException;
import java.util.List;
import picocli.CommandLine.Option;

/** What the encoders read at known poses. */
final class EncoderQuestion implements Question {

  @Option(
      names = "--placed",
      description = "The robot is put at each pose by hands or a fixture, as its address says with"
          + " reset=place. Without it each joint goes to its end stops by itself, slowly.")
  private boolean placed;

  @Option(
      names = "--eccentricity",
      paramLabel = "RAD",
      defaultValue = "0.001",
      description =
          "How eccentric the encoders may be by their data sheet, in rad or m. Two end stops"
              + " cannot tell that from an offset, whose interval is so much wider. Default:"
              + " 0.001.")
  private double eccentricity;

  @Override
  public String name() {
    return "encoder";
  }

  @Override
  public String description() {
    return "Sign, gear, offset of the encoders, and counts that they lose, at the joints' end"
        + " stops; or eccentricity too, at poses where hands put the robot (--placed). After"
        + " checkout.";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "--device mqtt://localhost/arm1",
        "--placed --device 'mqtt://localhost/arm1?reset=place&within=0'",
        "--placed --device sim --task joint-bench");
  }

  @Override
  public Procedure procedure() {
    if (!(eccentricity >= 0 && eccentricity <= 0.1)) {
      throw new UsageException(
          "--eccentricity must be from 0 to 0.1 rad or m, was " + eccentricity);
    }
    return new Encoder(placed ? KnownPoses.PLACED : KnownPoses.STOPS, eccentricity);
  }
}
