package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.StandardNormal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopFitTest {

  private static final double NOISE = 1e-5;

  @ParameterizedTest
  @CsvSource({"1, 0", "-0.6, 0", "2, 1e-4", "-0.5, 2e-4"})
  void whatIsReadAtBothStopsTellsSlopeOffsetAndLostCounts(double slope, double lost) {
    StopFit fit = fit(slope, lost, 0);

    assertThat(fit.sign()).isEqualTo((int) Math.signum(slope));
    assertThat(fit.gear().orElseThrow().value()).isCloseTo(Math.abs(slope), within(1e-12));
    assertThat(fit.offset().value()).isCloseTo(0.02, within(5 * NOISE));
    assertThat(fit.lost().value()).isCloseTo(lost, within(1e-5));
    assertThat(fit.disagreement()).isLessThan(5 * NOISE);
  }

  @Test
  void anEccentricEncoderMakesTheStopsDisagree() {
    StopFit fit = fit(1, 0, 0.005);

    assertThat(fit.gear().orElseThrow().value()).isEqualTo(1);
    assertThat(fit.disagreement()).isCloseTo(0.01 * Math.sin(2.2), within(5 * NOISE));
  }

  /** A lever's visits, five of each stop; e sin q is what is eccentric. */
  private static StopFit fit(double slope, double lost, double eccentricity) {
    SplittableRandom random = new SplittableRandom(4);
    double[] stops = new double[10];
    double[] travel = new double[10];
    Arrays.setAll(stops, i -> i % 2 == 0 ? -2.2 : 2.2);
    Arrays.setAll(travel, i -> 4.4 * Math.floorDiv(i + 1, 2));
    double[] readings = new double[10];
    Arrays.setAll(
        readings,
        i -> slope * stops[i]
            + 0.02
            + eccentricity * Math.sin(stops[i])
            - Math.signum(slope) * lost * travel[i]
            + NOISE * StandardNormal.draw(random));
    return StopFit.of(stops, travel, readings, 0.01);
  }
}
