package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.StandardNormal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlayFitTest {

  private static final double PERIOD = 0.004;
  private static final double INERTIA = 0.09;
  private static final int HALF = 20;

  /** To and fro, turning about every 40 steps. */
  private static double[] square(double effort, int steps) {
    double[] u = new double[steps];
    for (int t = 0; t < steps; t++) {
      u[t] = (t + HALF) / (2 * HALF) % 2 == 0 ? effort : -effort;
    }
    return u;
  }

  @Test
  void withoutDelayLagAndPlayAllOfAnEffortArrives() {
    double[] u = square(2, 100);
    double[] impulse = new PlayModel(0, 0, 0).impulse(u, PERIOD);

    double sum = 0;
    for (int t = 0; t < u.length; t++) {
      assertThat(impulse[t]).isCloseTo(sum, within(1e-12));
      sum += PERIOD * u[t];
    }
  }

  /** w = ½ (a/J) c²: while the motor crosses the play, the joint is given nothing. */
  @Test
  void anEvenEffortCrossesThePlayAsAFallingBodyItsHeight() {
    double product = 2e-5;
    double[] u = square(0.5, 60);
    double crossing = Math.sqrt(2 * product / 0.5);

    double[] with = new PlayModel(0, 0, product).impulse(u, PERIOD);
    double[] without = new PlayModel(0, 0, 0).impulse(u, PERIOD);

    double lost = with[50] - without[50];
    assertThat(lost).isCloseTo(0.5 * crossing, within(0.5 * 2e-4));
  }

  @Test
  void aDelayAndALagTogetherMakeAnEffortLateByTheirSum() {
    double[] u = square(1, 60);
    double[] late = new PlayModel(0.006, 0.003, 0).impulse(u, PERIOD);
    double[] prompt = new PlayModel(0, 0, 0).impulse(u, PERIOD);

    // of the first effort as much is missing as of the turned one
    double missing = prompt[HALF - 1] - late[HALF - 1];
    double turned = late[50] - prompt[50] + missing;
    assertThat(turned).isCloseTo(2 * 0.009, within(5e-4));
  }

  @ParameterizedTest
  @CsvSource({"0.002, 0.05", "0.01, 0.2"})
  void thePlayIsFoundUnderNoiseAndFriction(double noise, double share) {
    double product = 2.5e-5;
    List<List<TurningMotion>> levels = new ArrayList<>();
    for (double effort : new double[] {1.8, 0.9, 0.4}) {
      levels.add(
          List.of(motion(effort, new PlayModel(0.005, 0.003, product), noise, levels.size())));
    }

    PlayFit fit = PlayFit.of(levels, 2 * HALF - 1, 1.5e-4);

    assertThat(fit.product()).isCloseTo(product, within(share * product));
    assertThat(Math.abs(fit.product() - product)).isLessThan(fit.half());
    assertThat(fit.delay() + fit.lag()).isCloseTo(0.008, within(5e-4));
  }

  @Test
  void aGearWithoutPlayIsNotSurelyOfAWidth() {
    List<List<TurningMotion>> levels = new ArrayList<>();
    for (double effort : new double[] {1.8, 0.9, 0.4}) {
      levels.add(List.of(motion(effort, new PlayModel(0.005, 0.003, 0), 0.01, levels.size())));
    }

    PlayFit fit = PlayFit.of(levels, 2 * HALF - 1, 1.5e-4);

    assertThat(fit.product()).isLessThan(fit.half());
  }

  /** v = (∫ τ − F ∫ sgn v)/M with noise, measured every period. */
  private static TurningMotion motion(double effort, PlayModel model, double noise, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] u = square(effort, 1200);
    double[] impulse = model.impulse(u, PERIOD);
    double[] v = new double[u.length];
    double[] q = new double[u.length];
    double rate = 0;
    for (int t = 1; t < u.length; t++) {
      double rubbed = 0.1 * effort * Math.signum(rate) * PERIOD;
      rate += (impulse[t] - impulse[t - 1] - rubbed) / INERTIA;
      q[t] = q[t - 1] + PERIOD * rate;
      v[t] = rate + noise * StandardNormal.draw(random);
    }
    return new TurningMotion(PERIOD, q, v, v, u);
  }
}
