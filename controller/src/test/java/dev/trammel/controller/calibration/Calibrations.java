package dev.trammel.controller.calibration;

import dev.trammel.controller.calibration.Calibration.Origin;
import dev.trammel.controller.calibration.Calibration.Subject;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.storage.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Makes calibrations for tests; each step adds to what was said before. */
public final class Calibrations {

  /** Of data that nobody has. */
  public static final String DATA = Digests.hex("data".getBytes(StandardCharsets.UTF_8));

  /** Of an answer that nobody doubts. */
  public static final Estimate.Source SOURCE = new Estimate.Source("friction", false, DATA);

  private static final Instant MADE = Instant.parse("2026-01-31T12:00:00Z");

  private final RobotIdentity robot;
  private final SortedMap<Parameter, Estimate> estimates = new TreeMap<>();
  private final List<KeptJudgement> judgements = new ArrayList<>();
  private Instant made = MADE;
  private Optional<String> parent = Optional.empty();

  private Calibrations(RobotIdentity robot) {
    this.robot = robot;
  }

  public static Calibrations of(RobotModel described) {
    return new Calibrations(RobotIdentity.of(described));
  }

  /** Known to 1 %. */
  public Calibrations with(String part, Quantity quantity, double value) {
    return with(part, quantity, value, true);
  }

  public Calibrations with(String part, Quantity quantity, double value, boolean identifiable) {
    double margin = 0.02 * Math.abs(value);
    return with(
        new Parameter(part, quantity),
        new Estimate(value, value - margin, value + margin, 5, "by hand", identifiable, SOURCE));
  }

  public Calibrations with(Parameter parameter, Estimate estimate) {
    estimates.put(parameter, estimate);
    return this;
  }

  public Calibrations with(KeptJudgement judgement) {
    judgements.add(judgement);
    return this;
  }

  /** By friction. */
  public Calibrations with(Judgement judgement) {
    return with(new KeptJudgement("friction", Optional.empty(), judgement));
  }

  public Calibrations made(Instant instant) {
    made = instant;
    return this;
  }

  public Calibrations after(CalibrationFile file) {
    parent = Optional.of(file.sha256());
    return this;
  }

  public Calibration build() {
    return new Calibration(
        new Subject("arm1", "89abcdef", "emulated 1", robot, 0.004, Map.of("temperature", "21")),
        new Origin(made, "1.0", "friction", 0),
        estimates,
        judgements,
        parent);
  }

  /** One with a plausible number for everything of a joint and a link. */
  static Calibration random(RobotModel described, SplittableRandom random) {
    Calibrations made = of(described);
    for (Quantity quantity : Quantity.values()) {
      double value = quantity == Quantity.SIGN ? -1 : random.nextDouble(0.1, 0.9);
      double margin = random.nextDouble();
      made.with(
          new Parameter("part \"" + random.nextInt(3) + "\" ünd", quantity),
          new Estimate(
              value,
              value - margin,
              value + margin,
              random.nextInt(100),
              "by chance",
              random.nextBoolean(),
              new Estimate.Source(
                  "friction",
                  random.nextBoolean(),
                  DATA,
                  Premise.values()[random.nextInt(Premise.values().length)])));
    }
    return made.with(Judgement.fail("joint1 sign", "it is -1, described as 1\nturn it round"))
        .with(new KeptJudgement(
            "friction",
            Optional.of("joint1"),
            Judgement.notIdentifiable("joint1 damping", "move faster")))
        .build();
  }
}
