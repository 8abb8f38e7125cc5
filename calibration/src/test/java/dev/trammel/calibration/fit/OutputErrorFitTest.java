package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutputErrorFitTest {

  private static final List<Unknown> TWO =
      List.of(new Unknown("a", 0, -10, 10, 1), new Unknown("b", 0, -10, 10, 1));

  @Test
  void aWindowWhoseSlopesAreLostToRoundingTellsNothing() {
    // deviations 1/2 and 1/3; the other's products of steep slopes are no square of anything
    WindowSlope sound = slope(4, 0, 0, 9);
    WindowSlope lost = slope(1e12, 1.001e12, 1.001e12, 1e12);

    OutputErrorFit fit = fit(List.of(sound, lost));

    assertThat(fit.sigma("a")).isCloseTo(1 / 2.0, within(1e-5));
    assertThat(fit.sigma("b")).isCloseTo(1 / 3.0, within(1e-5));
    assertThat(fit.bootstrap(20, 1, new SplittableRandom(0))).hasDimensions(20, 2);
  }

  @Test
  void whatIsToldTwiceIsNoError() {
    // rounding leaves the product a little below 0
    double one = 1e6;
    WindowSlope twice = slope(one, one * (1 + 1e-11), one * (1 + 1e-11), one);

    assertThat(fit(List.of(twice)).correlation(0, 1)).isCloseTo(-1, within(1e-3));
  }

  private static WindowSlope slope(double... hessian) {
    return new WindowSlope(
        0, hessian, new double[2], new double[2], new double[4], new double[2][]);
  }

  private static OutputErrorFit fit(List<WindowSlope> slopes) {
    NoiseLevels noise = new NoiseLevels(new double[] {1, 1});
    return new OutputErrorFit(
        TWO,
        new double[2],
        slopes,
        new OutputErrorFit.Residuals(List.of(), new double[0][][], noise, noise),
        new OutputErrorFit.Search(1, SearchEnding.CONVERGED, new double[0][]));
  }
}
