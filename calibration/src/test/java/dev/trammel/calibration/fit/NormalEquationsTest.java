package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NormalEquationsTest {

  private static final List<Unknown> TWO =
      List.of(new Unknown("a", 0, -10, 10, 1), new Unknown("b", 0, -10, 10, 1));

  @Test
  void theOffsetIsTheDistanceToTheOptimumInDeviations() {
    // optimum at (−1, −2), deviations 1/2 and 1/3
    NormalEquations equations = equations(new double[] {4, 0, 0, 9}, new double[] {4, 18});

    assertThat(equations.offset()).isCloseTo(Math.sqrt((2 * 2 + 6 * 6) / 2.0), within(1e-5));
  }

  @Test
  void whatCannotBeSolvedIsNotAtItsOptimum() {
    NormalEquations equations = equations(new double[] {1, 2, 2, 1}, new double[] {1, 1});

    assertThat(equations.offset()).isInfinite();
    assertThat(equations.step(0)).containsOnly(0);
  }

  private static NormalEquations equations(double[] hessian, double[] gradient) {
    WindowSlope slope =
        new WindowSlope(0, hessian, gradient, new double[0], new double[0], new double[0][]);
    return new NormalEquations(TWO, new WindowSlope[] {slope}, new double[2]);
  }
}
