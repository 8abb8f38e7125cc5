package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JointShapeTest {

  static Stream<JointShape> shapes() {
    return Stream.of(
        JointShape.STILL,
        JointShape.multisine(6, 0.3, 3, new SplittableRandom(1)),
        JointShape.ladder(new double[] {1, 0.4, 0.15}, 0.6, 0.12),
        JointShape.ladder(new double[] {0.7, 1}, 0.2, 0.2));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void ratesAndAccelerationsAreTheSlopesOfWhatIsBefore(JointShape shape) {
    double h = 1e-6;
    double[] before = new double[3];
    double[] here = new double[3];
    double[] after = new double[3];
    for (double t = 0.0137; t < 8; t += 0.0371) {
      shape.at(t - h, before);
      shape.at(t, here);
      shape.at(t + h, after);

      assertThat((after[0] - before[0]) / (2 * h)).isCloseTo(here[1], within(1e-6));
      assertThat((after[1] - before[1]) / (2 * h)).isCloseTo(here[2], within(2e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aMotionBeginsAtRestInItsPlace(JointShape shape) {
    double[] out = new double[3];

    shape.at(0, out);

    assertThat(out[0]).isZero();
    assertThat(out[1]).isZero();
  }
}
