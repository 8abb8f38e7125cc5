package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.ChiSquare;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InnovationGuardTest {

  private static final GuardSettings SETTINGS = GuardSettings.defaults().withInflation(1);

  @ParameterizedTest
  @CsvSource({"1, 1, 0.01", "4, 1, 0.01", "14, 1, 0.001", "4, 10, 0.05", "26, 5, 0.05"})
  void soundModelsExceedTheThresholdAsOftenAsTheorySays(int n, int window, double probability) {
    int steps = 100_000;
    InnovationGuard guard =
        new InnovationGuard(n, SETTINGS.withWindow(window).withFalseAlarm(probability));
    Innovations innovations = new Innovations(n, 1);
    for (int t = 0; t < steps; t++) {
      guard.observe(innovations.draw(1), innovations.covariance);
    }

    // windows that overlap are no more than as many independent ones as do not
    double deviation = Math.sqrt(probability * (1 - probability) * window / steps);
    double part = (double) guard.counts().exceeded() / steps;
    assertThat(part).isCloseTo(probability, within(4 * deviation));
    assertThat(guard.counts().beyond()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"4, 3", "14, 2", "26, 2"})
  void innovationsThatAreTooWideAreNoticedWithinTheWindow(int n, double width) {
    Innovations innovations = new Innovations(n, 2);
    for (int episode = 0; episode < 200; episode++) {
      InnovationGuard guard = new InnovationGuard(n, SETTINGS);
      for (int t = 0; t < 30; t++) {
        assertThat(guard.observe(innovations.draw(1), innovations.covariance))
            .isEqualTo(GuardVerdict.SOUND);
      }
      for (int t = 0; t < SETTINGS.window(); t++) {
        guard.observe(innovations.draw(width), innovations.covariance);
      }

      assertThat(guard.verdict()).isEqualTo(GuardVerdict.WRONG);
    }
  }

  @Test
  void farWiderOnesAreBeyond() {
    Innovations innovations = new Innovations(4, 3);
    InnovationGuard guard = new InnovationGuard(4, SETTINGS);
    for (int t = 0; t < 20; t++) {
      guard.observe(innovations.draw(1), innovations.covariance);
    }
    for (int t = 0; t < SETTINGS.window(); t++) {
      guard.observe(innovations.draw(40), innovations.covariance);
    }

    assertThat(guard.verdict()).isEqualTo(GuardVerdict.BEYOND);
    assertThat(guard.level()).isGreaterThan(100);
  }

  @Test
  void anAlarmEndsOnlyWellBelowWhereItBegan() {
    InnovationGuard guard = new InnovationGuard(1, SETTINGS.withWindow(1));
    double wrong = ChiSquare.quantile(SETTINGS.falseAlarm(), 1);
    double clear = ChiSquare.quantile(SETTINGS.clearance(), 1);

    assertThat(guard.observe(root(0.999 * wrong), unit())).isEqualTo(GuardVerdict.SOUND);
    assertThat(guard.observe(root(1.001 * wrong), unit())).isEqualTo(GuardVerdict.WRONG);
    assertThat(guard.observe(root(1.001 * clear), unit())).isEqualTo(GuardVerdict.WRONG);
    assertThat(guard.observe(root(0.999 * clear), unit())).isEqualTo(GuardVerdict.SOUND);
    assertThat(guard.observe(root(100.1 * wrong), unit())).isEqualTo(GuardVerdict.BEYOND);
    assertThat(guard.observe(root(100.1 * clear), unit())).isEqualTo(GuardVerdict.BEYOND);
    assertThat(guard.observe(root(99.9 * clear), unit())).isEqualTo(GuardVerdict.WRONG);
    assertThat(guard.observe(root(0.999 * clear), unit())).isEqualTo(GuardVerdict.SOUND);
    assertThat(guard.counts().alarms()).isEqualTo(2);
    assertThat(guard.counts().wrong()).isEqualTo(3);
    assertThat(guard.counts().beyond()).isEqualTo(2);
  }

  @Test
  void inflationWidensWhatCountsAsSound() {
    Innovations innovations = new Innovations(7, 4);
    InnovationGuard guard = new InnovationGuard(7, SETTINGS.withInflation(2));
    for (int t = 0; t < 1_000; t++) {
      guard.observe(innovations.draw(1.9), innovations.covariance);
    }

    assertThat(guard.counts().alarms()).isZero();
  }

  @Test
  void whatIsNotANumberIsCountedAndChangesNothing() {
    InnovationGuard guard = new InnovationGuard(1, SETTINGS.withWindow(2));
    guard.observe(root(3), unit());
    double before = guard.level();
    DMatrixRMaj[] singular = {
      new DMatrixRMaj(1, 1),
      new DMatrixRMaj(new double[] {-1}),
      new DMatrixRMaj(new double[] {Double.NaN}),
      new DMatrixRMaj(new double[] {Double.POSITIVE_INFINITY})
    };
    for (DMatrixRMaj covariance : singular) {
      assertThat(guard.observe(root(3), covariance)).isEqualTo(GuardVerdict.SOUND);
    }
    guard.observe(root(Double.NaN), unit());

    assertThat(guard.level()).isEqualTo(before);
    assertThat(guard.counts().singular()).isEqualTo(4);
    assertThat(guard.counts().missing()).isOne();
    assertThat(guard.counts().steps()).isEqualTo(6);
  }

  @Test
  void aModelWithoutAnAnswerIsBeyondUntilTheWindowHasPassed() {
    InnovationGuard guard = new InnovationGuard(2, SETTINGS.withWindow(3));
    DMatrixRMaj none = new DMatrixRMaj(new double[] {Double.POSITIVE_INFINITY, 0});
    DMatrixRMaj covariance = CommonOps_DDRM.identity(2);
    DMatrixRMaj calm = new DMatrixRMaj(2, 1);

    assertThat(guard.observe(none, covariance)).isEqualTo(GuardVerdict.BEYOND);
    assertThat(guard.observe(calm, covariance)).isEqualTo(GuardVerdict.BEYOND);
    assertThat(guard.observe(calm, covariance)).isEqualTo(GuardVerdict.BEYOND);
    assertThat(guard.observe(calm, covariance)).isEqualTo(GuardVerdict.WRONG);
    assertThat(guard.observe(calm, covariance)).isEqualTo(GuardVerdict.SOUND);
    assertThat(guard.level()).isZero();
  }

  @Test
  void aNewEpisodeBeginsSound() {
    InnovationGuard guard = new InnovationGuard(1, SETTINGS);
    guard.observe(root(1e9), unit());
    guard.reset();

    assertThat(guard.verdict()).isEqualTo(GuardVerdict.SOUND);
    assertThat(guard.level()).isZero();
    assertThat(guard.counts().alarms()).isOne();
  }

  @Test
  void anythingThatHappensHasAVerdict() {
    SplittableRandom random = new SplittableRandom(5);
    double[] oddities = {
      Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, 1e308, -1e308, 1e-308, 1
    };
    InnovationGuard guard = new InnovationGuard(2, SETTINGS.withWindow(3));
    DMatrixRMaj e = new DMatrixRMaj(2, 1);
    DMatrixRMaj W = new DMatrixRMaj(2, 2);
    for (int t = 0; t < 10_000; t++) {
      Arrays.setAll(e.data, i -> oddities[random.nextInt(oddities.length)]);
      Arrays.setAll(W.data, i -> oddities[random.nextInt(oddities.length)]);
      guard.observe(e, W);
      assertThat(guard.level()).isGreaterThanOrEqualTo(0).isFinite();
      if (t % 10 == 0) {
        guard.observe(new DMatrixRMaj(2, 1), CommonOps_DDRM.identity(2));
      }
    }

    assertThat(guard.counts().missing()).isPositive();
    assertThat(guard.counts().singular()).isPositive();
    assertThat(guard.counts().beyond()).isPositive();
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> SETTINGS.withWindow(0)).hasMessageContaining("window");
    assertThatThrownBy(() -> SETTINGS.withFalseAlarm(0)).hasMessageContaining("false alarm");
    assertThatThrownBy(() -> SETTINGS.withInflation(0.5))
        .hasMessage("inflation must be at least 1, was 0.5");
    assertThatThrownBy(() -> new GuardSettings(10, 1e-4, 1, 1, 0.5))
        .hasMessage("beyond must be more than 1, was 1.0");
    assertThatThrownBy(() -> new GuardSettings(10, 1e-4, 1, 10, 1e-5))
        .hasMessageContaining("clearance");
  }

  private static DMatrixRMaj root(double square) {
    return new DMatrixRMaj(new double[] {Math.sqrt(square)});
  }

  private static DMatrixRMaj unit() {
    return CommonOps_DDRM.identity(1);
  }
}
