package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.StandardNormal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EncoderFitTest {

  private static final double COUNT = 2 * Math.PI / 16384;
  private static final double[] GEARS = {1, 2, 0.5, 3.0 / 5, 3.0 / 2, 2.0 / 3};

  /** An encoder that a seed drew. */
  private record Truth(int sign, double gear, double offset, double eccentricity, double phase) {

    static Truth draw(SplittableRandom random) {
      return new Truth(
          random.nextBoolean() ? 1 : -1,
          GEARS[random.nextInt(GEARS.length)],
          random.nextDouble(-0.05, 0.05),
          random.nextDouble(0, 0.01),
          random.nextDouble(0, 2 * Math.PI));
    }

    double[] read(double[] positions, SplittableRandom random) {
      return Arrays.stream(positions)
          .map(q -> sign * gear * q + offset + eccentricity * Math.sin(q + phase))
          .map(r -> r + 1e-4 * StandardNormal.draw(random))
          .map(r -> COUNT * Math.rint(r / COUNT))
          .toArray();
    }
  }

  @Test
  void anyGearOfSmallNumbersIsFoundExactlyWithItsOffsetWithinACount() {
    int covered = 0;
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Truth truth = Truth.draw(random);
      double[] q = random.doubles(40, -2.2, 2.2).toArray();

      EncoderFit fit = EncoderFit.of(q, truth.read(q, random), true, COUNT);

      assertThat(fit.sign()).isEqualTo(truth.sign());
      assertThat(fit.gear().orElseThrow().value()).isCloseTo(truth.gear(), within(1e-12));
      assertThat(fit.offset().value()).isCloseTo(truth.offset(), within(COUNT + 1e-4));
      assertThat(fit.eccentricity().value()).isCloseTo(truth.eccentricity(), within(COUNT));
      double reach = StudentT.deviations(fit.degrees()) * fit.offset().deviation();
      covered += Math.abs(fit.offset().value() - truth.offset()) < reach ? 1 : 0;
    }
    assertThat(covered).isBetween(180, 198);
  }

  @Test
  void aSlopeThatNoTeethMakeIsNoGear() {
    SplittableRandom random = new SplittableRandom(1);
    double[] q = random.doubles(40, -2, 2).toArray();

    EncoderFit fit = EncoderFit.of(q, new Truth(1, 1.013, 0, 0, 0).read(q, random), true, COUNT);

    assertThat(fit.gear()).isEmpty();
    assertThat(fit.slope().value()).isCloseTo(1.013, within(1e-3));
  }

  @Test
  void aFractionIsTakenOnlyWhereItIsAlone() {
    assertThat(GearRatio.within(0.6001, 1e-3).orElseThrow()).hasToString("3/5");
    assertThat(GearRatio.within(2, 1e-3).orElseThrow()).hasToString("2");
    assertThat(GearRatio.within(0.6, 0.1)).isEmpty();
  }
}
