package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.task.SmoothNorm.Curvature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothNormTest {

  private static final double[] SAMPLES = {0, 1e-3, 0.1, 1, 30};

  private static SmoothNorm norm(Curvature curvature) {
    return new SmoothNorm(0.3, 0.5, 2, 0.01, curvature);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.1, 1, 30})
  void slopeAndBendAreTheDerivatives(double s) {
    SmoothNorm norm = norm(Curvature.EXACT);
    double h = 1e-5 * s;

    assertThat(norm.slope(s))
        .isCloseTo((norm.value(s + h) - norm.value(s - h)) / (2 * h), within(1e-6 * norm.slope(s)));
    assertThat(norm.bend(s))
        .isCloseTo((norm.slope(s + h) - norm.slope(s - h)) / (2 * h), within(-1e-6 * norm.bend(s)));
  }

  @Test
  void projectionTakesAwayNegativeCurvatureAndNothingElse() {
    for (double s : SAMPLES) {
      double exact =
          2 * norm(Curvature.EXACT).slope(s) + 4 * s * norm(Curvature.EXACT).bend(s);
      SmoothNorm projected = norm(Curvature.PROJECTED);

      assertThat(2 * projected.slope(s) + 4 * s * projected.bend(s))
          .isCloseTo(Math.max(0, exact), within(1e-12 * projected.slope(s)));
    }
  }

  @Test
  void majorizingParabolaTouchesTheNormAndNowhereFallsBelow() {
    SmoothNorm norm = norm(Curvature.MAJORIZED);
    for (double touch : SAMPLES) {
      for (double s : SAMPLES) {
        // in r = √s the parabola of curvature 2φ′(r₀²) that touches at r₀ is φ + φ′ (r² − r₀²)
        double parabola = norm.value(touch) + norm.slope(touch) * (s - touch);

        assertThat(parabola).isGreaterThanOrEqualTo(norm.value(s) - 1e-12);
      }
    }
  }

  @Test
  void anAlphaOfZeroIsRefused() {
    assertThatThrownBy(() -> new SmoothNorm(1, 0, 1, 0, Curvature.EXACT))
        .hasMessage("alpha must be positive and finite, was 0.0");
  }
}
