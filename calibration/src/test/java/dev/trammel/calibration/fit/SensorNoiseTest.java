package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.StandardNormal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensorNoiseTest {

  private static final double PERIOD = 0.004;
  private static final double SIGMA = 1e-4;

  /** σ = 0.1 mrad about a mean, rounded. */
  private static double[] readings(long seed, int count, double mean, double quantum) {
    SplittableRandom random = new SplittableRandom(seed);
    return Arrays.stream(new double[count])
        .map(zero -> mean + SIGMA * StandardNormal.draw(random))
        .map(value -> quantum == 0 ? value : quantum * Math.rint(value / quantum))
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3e-4, 1e-4, 2e-4, 4e-4})
  void noiseIsFoundBeneathCountsUpToFourTimesItsSize(double quantum) {
    double[] readings = readings(3, 40_000, 0.12, quantum);

    assertThat(SensorNoise.of(readings, PERIOD).white().sigma())
        .isCloseTo(SIGMA, within(0.03 * SIGMA));
  }

  @Test
  void theIntervalCoversTheTruthAsOftenAsItSays() {
    int covered = 0;
    for (int seed = 0; seed < 100; seed++) {
      double mean = 1e-6 * seed;
      WhiteNoise noise =
          SensorNoise.of(readings(seed, 2_000, mean, 3.8e-4), PERIOD).white();
      covered += Math.abs(noise.sigma() - SIGMA) < 1.96 * noise.deviation() ? 1 : 0;
    }
    assertThat(covered).isBetween(90, 100);
  }

  @Test
  void whatNeverChangesTellsNothingOfItsNoise() {
    double[] readings = new double[1000];

    assertThat(Quantum.of(readings)).isEmpty();
    assertThat(SensorNoise.of(readings, PERIOD).white().deviation()).isInfinite();
  }

  @Test
  void countsAreSeenFromTheReadings() {
    assertThat(Quantum.of(readings(1, 2000, 0.1, 3e-5)).orElseThrow())
        .isCloseTo(3e-5, within(1e-12));
    assertThat(Quantum.of(readings(1, 2000, 0.1, 0))).isEmpty();
  }

  @Test
  void theAllanDeviationOfWhiteNoiseGivesTheSameDensity() {
    SensorNoise noise = SensorNoise.of(readings(5, 75_000, 0, 0), PERIOD);

    assertThat(noise.terms().white().value())
        .isCloseTo(noise.density(), within(0.01 * noise.density()));
    assertThat(noise.terms().walk().isIdentifiable(300)).isFalse();
    assertThat(noise.terms().drift().isIdentifiable(300)).isFalse();
    assertThat(noise.isWhite()).isTrue();
  }

  @Test
  void aRandomWalkIsToldWhereTheRecordingIsLongEnough() {
    double walk = 4e-5;
    double[] readings = walking(7, 75_000, walk);
    SensorNoise noise = SensorNoise.of(readings, PERIOD);

    assertThat(noise.terms().walk().isIdentifiable(300)).isTrue();
    assertThat(noise.terms().walk().value()).isCloseTo(walk, within(0.2 * walk));
    assertThat(noise.white().sigma()).isCloseTo(SIGMA, within(0.1 * SIGMA));

    SensorNoise brief = SensorNoise.of(Arrays.copyOf(readings, 2_000), PERIOD);
    assertThat(brief.terms().walk().isIdentifiable(8)).isFalse();
  }

  /** Beyond its fastest process it grows as a walk does, for a while. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void flickerNoiseIsTakenForNoRandomWalk(long seed) {
    SensorNoise noise = SensorNoise.of(flickering(seed, 75_000, SIGMA), PERIOD);

    assertThat(noise.terms().walk().isIdentifiable(300)).isFalse();
  }

  /** As much of each process whose time constant is 0.2 s, 0.8 s and so on. */
  private static double[] flickering(long seed, int count, double each) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] readings = new double[count];
    Arrays.setAll(readings, i -> SIGMA * StandardNormal.draw(random));
    for (double time = 0.2; time < 300; time *= 4) {
      double kept = Math.exp(-PERIOD / time);
      double place = each * StandardNormal.draw(random);
      for (int i = 0; i < count; i++) {
        readings[i] += place;
        place = kept * place + each * Math.sqrt(1 - kept * kept) * StandardNormal.draw(random);
      }
    }
    return readings;
  }

  private static double[] walking(long seed, int count, double walk) {
    double[] readings = readings(seed, count, 0, 0);
    SplittableRandom random = new SplittableRandom(~seed);
    double place = 0;
    for (int i = 0; i < count; i++) {
      readings[i] += place;
      place += walk * Math.sqrt(PERIOD) * StandardNormal.draw(random);
    }
    return readings;
  }

  @Test
  void noiseThatFollowsItselfIsNotWhite() {
    double[] readings = readings(9, 20_000, 0, 0);
    for (int i = 1; i < readings.length; i++) {
      readings[i] = 0.8 * readings[i - 1] + 0.6 * readings[i];
    }
    assertThat(SensorNoise.of(readings, PERIOD).isWhite()).isFalse();
  }

  /** The bands are those of the definition: the plain Allan variance of pairs has n − 1 of them. */
  @Test
  void oneAveragingTimeIsTheMeanSquareOfDifferencesOfNeighbours() {
    double[] readings = readings(2, 500, 0, 0);
    double sum = 0;
    for (int i = 1; i < readings.length; i++) {
      sum += Math.pow(readings[i] - readings[i - 1], 2);
    }
    double plain = Math.sqrt(sum / (2 * (readings.length - 1)));

    assertThat(AllanDeviation.of(readings, PERIOD).get(0).value())
        .isCloseTo(plain, within(1e-9 * plain));
  }
}
