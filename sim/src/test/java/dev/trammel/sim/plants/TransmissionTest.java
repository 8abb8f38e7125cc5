package dev.trammel.sim.plants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.task.ActuatorErrors;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransmissionTest {

  private static final double STEP = 0.002;

  /** Fine steps within one of the physics: what is exact in both gives the same impulse. */
  private static final int FINE = 1000;

  @ParameterizedTest
  @CsvSource({"0.004, 0", "0.0033, 0", "0.0005, 0", "0, 0.003", "0.0071, 0.004", "0.006, 0.0002"})
  void theImpulseOfAStepIsThatOfFineSteps(double delay, double lag) {
    Transmission coarse = new Transmission(errors(delay, lag), STEP);
    Transmission fine = new Transmission(errors(delay, lag), STEP / FINE);
    SplittableRandom random = new SplittableRandom(1);

    for (int t = 0; t < 50; t++) {
      double command = random.nextDouble(-1, 1);
      double sum = 0;
      for (int i = 0; i < FINE; i++) {
        sum += fine.next(command);
      }
      assertThat(coarse.next(command)).isCloseTo(sum / FINE, within(1e-12));
    }
  }

  @Test
  void aStepGoesThroughALagAsTheTextbookHasIt() {
    double lag = 0.005;
    Transmission transmission = new Transmission(errors(0.003, lag), STEP);
    for (int t = 0; t < 20; t++) {
      // mean over the step of 1 − e^(−(t − d)/T), which begins at d
      double from = Math.max(0, t * STEP - 0.003);
      double to = Math.max(0, (t + 1) * STEP - 0.003);
      double mean = (to - from + lag * (Math.exp(-to / lag) - Math.exp(-from / lag))) / STEP;

      assertThat(transmission.next(1)).isCloseTo(mean, within(1e-14));
    }
  }

  @Test
  void wholeStepsAndNoLagChangeNoBit() {
    Transmission prompt = new Transmission(errors(0, 0), STEP);
    // 0.006 is no whole multiple of 0.002 in binary
    Transmission late = new Transmission(errors(0.006, 0), STEP);
    double[] commands = new SplittableRandom(2).doubles(30, -1, 1).toArray();

    for (int t = 0; t < commands.length; t++) {
      assertThat(prompt.next(commands[t])).isEqualTo(commands[t]);
      assertThat(late.next(commands[t])).isEqualTo(t < 3 ? 0 : commands[t - 3]);
    }
  }

  @Test
  void whatIsHeldForEverArrivesWhole() {
    Transmission transmission =
        new Transmission(new ActuatorErrors(0.9, 0, 0.0047, 0.003, 0.1), STEP);
    transmission.reset(2);

    for (int t = 0; t < 10; t++) {
      assertThat(transmission.next(2)).isCloseTo(2, within(1e-14));
    }
    assertThat(transmission.effort(2)).isCloseTo(0.9 * 2 + 0.1, within(1e-15));
  }

  private static ActuatorErrors errors(double delay, double lag) {
    return new ActuatorErrors(1, 0, delay, lag, 0);
  }
}
