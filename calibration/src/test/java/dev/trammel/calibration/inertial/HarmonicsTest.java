package dev.trammel.calibration.inertial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class HarmonicsTest {

  private static final double OMEGA = 2;
  private static final double PERIOD = Math.PI;
  private static final int SAMPLES = 120;
  private static final int HIGHEST = 20;

  private static double[] sampled(DoubleUnaryOperator signal) {
    double[] x = new double[SAMPLES];
    for (int t = 0; t < SAMPLES; t++) {
      x[t] = signal.applyAsDouble(PERIOD * t / SAMPLES);
    }
    return x;
  }

  private static double signal(double t) {
    return 0.5 + Math.sin(OMEGA * t) - 0.3 * Math.cos(3 * OMEGA * t);
  }

  @Test
  void aSignalOfFewHarmonicsComesBack() {
    double[] x = sampled(HarmonicsTest::signal);

    assertThat(Harmonics.of(x, OMEGA, HIGHEST).samples(SAMPLES)).containsExactly(x, within(1e-12));
  }

  @Test
  void derivativesAreThoseOfTheSignal() {
    double[] rates =
        sampled(t -> OMEGA * Math.cos(OMEGA * t) + 0.9 * OMEGA * Math.sin(3 * OMEGA * t));

    assertThat(Harmonics.of(sampled(HarmonicsTest::signal), OMEGA, HIGHEST)
            .derivative()
            .samples(SAMPLES))
        .containsExactly(rates, within(1e-11));
  }

  @Test
  void aDelayMovesTheSignal() {
    double[] later = sampled(t -> signal(t - 0.013));

    assertThat(Harmonics.of(sampled(HarmonicsTest::signal), OMEGA, HIGHEST)
            .late(0.013, 0)
            .samples(SAMPLES))
        .containsExactly(later, within(1e-12));
  }

  @Test
  void aLagAndItsRateMakeTheSignalAgain() {
    Harmonics given = Harmonics.of(sampled(HarmonicsTest::signal), OMEGA, HIGHEST);
    Harmonics slow = given.late(0, 0.05);

    // x = y + L ẏ
    assertThat(slow.plus(slow.derivative().times(0.05)).samples(SAMPLES))
        .containsExactly(given.samples(SAMPLES), within(1e-12));
  }

  @Test
  void whatIsHeldIsAStaircase() {
    double hold = PERIOD / SAMPLES;
    int fine = 50;
    double[] x = sampled(HarmonicsTest::signal);
    double[] stairs = new double[SAMPLES * fine];
    for (int t = 0; t < stairs.length; t++) {
      stairs[t] = x[t / fine];
    }
    // even samples of a staircase are half a fine step early
    double[] expected =
        Harmonics.of(stairs, OMEGA, HIGHEST).late(hold / fine / 2, 0).samples(SAMPLES);

    assertThat(Harmonics.of(x, OMEGA, HIGHEST).held(hold).samples(SAMPLES))
        .containsExactly(expected, within(1e-4));
  }

  @Test
  void aTaperedStepHardlyRings() {
    double[] x = sampled(t -> t < PERIOD / 2 ? -1 : 1);
    double most = 0;
    for (double value : Harmonics.of(x, OMEGA, HIGHEST).tapered().samples(SAMPLES)) {
      most = Math.max(most, Math.abs(value));
    }

    assertThat(most).isBetween(0.98, 1.02);
  }
}
