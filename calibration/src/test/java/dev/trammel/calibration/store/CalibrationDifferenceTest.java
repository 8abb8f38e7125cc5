package dev.trammel.calibration.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.Calibrations;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.UrdfReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationDifferenceTest {

  private static final RobotModel ROBOT =
      UrdfReader.read(Path.of(System.getProperty("trammel.tasks"), "cartpole.urdf"));

  @Test
  void whatChangedMostComesFirst() {
    Calibrations before = Calibrations.of(ROBOT);
    Calibrations after = Calibrations.of(ROBOT);
    add(before, "slide", Quantity.DAMPING, 0.1, 0.002);
    add(after, "slide", Quantity.DAMPING, 0.2, 0.002);
    add(before, "hinge", Quantity.DRY_FRICTION, 0.1, 0.0001);
    add(after, "hinge", Quantity.DRY_FRICTION, 0.2, 0.0001);
    add(before, "slide", Quantity.STRENGTH, 1, 0.02);
    add(after, "slide", Quantity.STRENGTH, 1.03, 0.02);
    add(before, "slide", Quantity.LAG, 0.003, 0.00001);
    add(after, "slide", Quantity.LAG, 0.0031, 0.00001);
    add(before, "slide", Quantity.DELAY, 0.004, 0.001);
    add(after, "slide", Quantity.DELAY, 0.0041, 0.001);
    add(after, "hinge", Quantity.DELAY, 0.004, 0.001);
    add(before, "hinge", Quantity.LAG, 0.004, 0.001);
    before.with("hinge", Quantity.BACKLASH, 0.1, false);
    after.with("hinge", Quantity.BACKLASH, 0.9, false);

    CalibrationDifference difference = between(before, after);

    assertThat(difference.changes())
        .extracting(change -> change.kind() + ": " + change.parameter())
        .containsExactly(
            "changed: hinge dryFriction",
            "changed: slide damping",
            "new: hinge delay",
            "no longer known: hinge lag",
            "may have changed: slide strength",
            "slightly changed: slide lag",
            "same: slide delay");
    Change first = difference.changes().get(0);
    assertThat(first.sigmas()).isCloseTo(0.1 / (0.0001 * Math.sqrt(2)), within(1e-6));
    assertThat(first.thresholds()).isCloseTo(0.1 / 0.003, within(1e-9));
    assertThat(difference.lines())
        .anyMatch(line -> line.startsWith("changed           slide damping [N·s/m]"))
        .contains("2 changed, 1 new, 1 no longer known, 1 may have changed, 1 slightly changed,"
            + " 1 same");
  }

  @Test
  void aCalibrationIsTheSameAsItself() {
    Calibrations some = Calibrations.of(ROBOT);
    add(some, "slide", Quantity.DAMPING, 0.1, 0);
    add(some, "slide", Quantity.EFFORT_OFFSET, 0, 0.1);

    assertThat(between(some, some).changes()).allMatch(change -> change.kind() == Change.Kind.SAME);
  }

  @Test
  void ofEqualRobotsOneOfTwentyIsCalledOtherwise() {
    SplittableRandom random = new SplittableRandom(0);
    int trials = 2000;
    int real = 0;
    for (int i = 0; i < trials; i++) {
      Change change =
          new Change(new Parameter("slide", Quantity.LAG), sample(random, 6), sample(random, 9));
      real += change.kind() == Change.Kind.SLIGHT || change.kind() == Change.Kind.CHANGED ? 1 : 0;
    }
    // σ of samples is taken as if the interval were a normal one: 1.96 standard errors
    assertThat((double) real / trials).isBetween(0.03, 0.065);
  }

  /** A mean of normal draws, with the interval that its own standard error gives. */
  private static Optional<Estimate> sample(SplittableRandom random, int n) {
    double[] draws = random.doubles(n).map(CalibrationDifferenceTest::normal).toArray();
    double mean = Arrays.stream(draws).average().orElseThrow();
    double squares = Arrays.stream(draws).map(x -> (x - mean) * (x - mean)).sum();
    double error = 1.959964 * Math.sqrt(squares / (n - 1) / n);
    return Optional.of(
        new Estimate(mean, mean - error, mean + error, n, "mean", true, Calibrations.SOURCE));
  }

  /** Quantile of the logistic distribution with the normal one's variance, near enough to it. */
  private static double normal(double share) {
    return Math.log(share / (1 - share)) * Math.sqrt(3) / Math.PI;
  }

  private static CalibrationDifference between(Calibrations before, Calibrations after) {
    return CalibrationDifference.between(
        CalibrationFile.of(before.build()), CalibrationFile.of(after.build()));
  }

  private static void add(
      Calibrations to, String part, Quantity quantity, double value, double sigma) {
    double margin = 1.959964 * sigma;
    to.with(
        new Parameter(part, quantity),
        new Estimate(value, value - margin, value + margin, 20, "", true, Calibrations.SOURCE));
  }
}
