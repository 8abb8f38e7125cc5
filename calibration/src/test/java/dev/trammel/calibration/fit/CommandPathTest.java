package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandPathTest {

  private static final Trace TRACE = trace();

  private static Trace trace() {
    SplittableRandom random = new SplittableRandom(1);
    double[] times = new double[51];
    double[] commandTimes = new double[50];
    double[][] commands = new double[50][1];
    for (int t = 0; t <= 50; t++) {
      times[t] = 0.004 * t;
      if (t < 50) {
        commandTimes[t] = 0.004 * t;
        commands[t][0] = random.nextDouble() - 0.5;
      }
    }
    double[][] nothing = new double[51][1];
    return new Trace(times, commandTimes, nothing, nothing, commands);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.0033, 0", "0, 0.005", "0.0071, 0.0042", "0.013, 0.02"})
  void itIsWhatAFineIntegrationOfDelayAndLagGives(double delay, double lag) {
    Drive drive = new Drive(1.1, 0.2, delay, lag);
    double start = 0.06;
    CommandPath path = new CommandPath(TRACE, 0, drive, start);

    for (int i = 1; i <= 60; i++) {
      double from = start + 0.0017 * (i - 1);
      double to = start + 0.0017 * i;
      assertThat(path.mean(to)).isCloseTo(fine(drive, from, to), within(1e-3));
    }
  }

  /** Euler's method from long before, in steps of 1 µs. */
  private static double fine(Drive drive, double from, double to) {
    double step = 1e-6;
    double y = held(-0.3);
    double sum = 0;
    int count = 0;
    for (double t = -0.3; t < to; t += step) {
      double c = held(t + step / 2 - drive.delay());
      y = drive.lag() == 0 ? c : y + step / drive.lag() * (c - y);
      if (t >= from) {
        sum += y;
        count++;
      }
    }
    return 0.2 + 1.1 * sum / count;
  }

  private static double held(double time) {
    int at = (int) Math.floor(time / 0.004);
    return TRACE.command(Math.max(0, Math.min(49, at)), 0);
  }

  @Test
  void aLagThatGoesToNothingIsNone() {
    CommandPath none = new CommandPath(TRACE, 0, Drive.IDEAL, 0.05);
    CommandPath little = new CommandPath(TRACE, 0, Drive.IDEAL.withLag(1e-8), 0.05);

    for (int i = 1; i < 30; i++) {
      assertThat(little.mean(0.05 + 0.001 * i))
          .isCloseTo(none.mean(0.05 + 0.001 * i), within(1e-4));
    }
  }
}
