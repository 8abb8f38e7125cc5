package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.Findings;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.task.EncoderCorrection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What was found of the readings of a robot that corrects its encoders, as of the encoders
 * themselves. Where the robot makes p = (r − o)/(s g) of what an encoder reads, and the bench found
 * p = s' g' q + o',
 *
 * <pre>  r = s s' · g g' · q + o + s g o'</pre>
 *
 * <p>exactly: s, g and o are the numbers that the robot works by, however well they were known. Noise
 * and counts of p are g times as large in r. Whatever is not of readings needs no such thing: what the
 * robot adds against gravity is counted among its efforts, and it corrects nothing else.
 */
public final class WholeReadings {

  private WholeReadings() {}

  /** The same findings, as all that is known is: so they stand beside it. */
  public static Findings in(BenchRobot robot, Findings found) {
    return new Findings(
        of(robot, found.estimates()), found.judgements(), found.figures(), found.numbers());
  }

  /** What a reader must know where a robot corrects its encoders: two things are called their numbers. */
  public static Optional<String> note(BenchRobot robot) {
    boolean corrects = IntStream.range(0, robot.joints())
        .anyMatch(joint -> !robot.correction(joint).equals(EncoderCorrection.NONE));
    return corrects
        ? Optional.of(
            "The robot corrects its encoders by the calibration that it works by. Verdicts"
                + " speak of the positions that it makes of them, parameters of the raw readings.")
        : Optional.empty();
  }

  /** @param found of what the robot said */
  static Map<Parameter, Estimate> of(BenchRobot robot, Map<Parameter, Estimate> found) {
    Map<String, EncoderCorrection> corrections = new TreeMap<>();
    for (int joint = 0; joint < robot.joints(); joint++) {
      corrections.put(robot.joint(joint).name(), robot.correction(joint));
    }
    Map<Parameter, Estimate> whole = new TreeMap<>();
    found.forEach((parameter, estimate) -> whole.put(
        parameter,
        of(
            parameter,
            estimate,
            corrections.getOrDefault(parameter.part(), EncoderCorrection.NONE))));
    return whole;
  }

  private static Estimate of(Parameter parameter, Estimate found, EncoderCorrection by) {
    return switch (parameter.quantity()) {
      case SIGN -> found.line(by.sign(), 0);
      case OFFSET -> found.line(by.sign() * by.gear(), by.offset());
      case GEAR,
          ECCENTRICITY,
          POSITION_NOISE,
          VELOCITY_NOISE,
          BIAS_INSTABILITY,
          RANDOM_WALK,
          QUANTUM -> found.line(by.gear(), 0);
      default -> found;
    };
  }
}
