package dev.trammel.sim.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.task.SensorErrors;
import org.junit.jupiter.api.Test;

class SensorTest {

  private static final double TIME_STEP = 1e-3;
  private static final int DRAWS = 200_000;

  private final GaussianNoise noise = new GaussianNoise(42);
  private double truth;

  private Sensor sensor(double deviation, double quantum, double delay) {
    return new Sensor(() -> truth, new SensorErrors(deviation, quantum, delay), TIME_STEP);
  }

  @Test
  void aPerfectSensorReadsTheTruth() {
    Sensor sensor = sensor(0, 0, 0);
    truth = 1.25;

    assertThat(sensor.read(noise)).isEqualTo(1.25);
  }

  @Test
  void noiseHasItsDeviationAndNoMemory() {
    Sensor sensor = sensor(0.3, 0, 0);
    double sum = 0;
    double squares = 0;
    double products = 0;
    double fourths = 0;
    double last = 0;
    for (int k = 0; k < DRAWS; k++) {
      double z = sensor.read(noise) / 0.3;
      sum += z;
      squares += z * z;
      products += z * last;
      fourths += z * z * z * z;
      last = z;
    }

    // four standard errors of each moment of a standard normal number
    double error = 4 / Math.sqrt(DRAWS);
    assertThat(sum / DRAWS).isCloseTo(0, within(error));
    assertThat(squares / DRAWS).isCloseTo(1, within(Math.sqrt(2) * error));
    assertThat(products / DRAWS).isCloseTo(0, within(error));
    assertThat(fourths / DRAWS).isCloseTo(3, within(Math.sqrt(96) * error));
  }

  @Test
  void readingsComeInWholeQuanta() {
    Sensor sensor = sensor(0, 0.25, 0);
    truth = 0.9;
    assertThat(sensor.read(noise)).isEqualTo(1);
    truth = -0.3;
    assertThat(sensor.read(noise)).isEqualTo(-0.25);
  }

  @Test
  void aDelayShowsWhatWasThatLongAgoAndAtFirstTheStart() {
    truth = -1;
    Sensor sensor = sensor(0, 0, 3 * TIME_STEP);
    for (int step = 1; step <= 10; step++) {
      truth = step;
      sensor.advance();
      assertThat(sensor.read(noise)).isEqualTo(step <= 3 ? -1 : step - 3);
      assertThat(sensor.truth()).isEqualTo(step);
    }
  }
}
