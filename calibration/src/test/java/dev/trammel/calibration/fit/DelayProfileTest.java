package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelayProfileTest {

  @ParameterizedTest
  @ValueSource(doubles = {0.002, 0.0075, 0.016})
  void regressionsFindDelayAndFrictionRoughly(double delay) {
    Machine described = Pendulums.chain(2, 0, 0);
    Machine real = Pendulums.damped(Pendulums.chain(2, 0.6, 0), 0.35)
        .withDrive(0, Drive.IDEAL.withDelay(delay));
    Trace trace = Pendulums.move(
        real,
        3000,
        (t, i) -> (4 - 2 * i) * Math.sin((4.1 + i) * t) + 2 * Math.sin((9.7 - i) * t + 1),
        1e-5,
        new SplittableRandom(1));

    DelayProfile profile = DelayProfile.of(described, List.of(trace), 0);

    assertThat(profile.delay()).isCloseTo(delay, within(0.003));
    assertThat(profile.dry()).isCloseTo(0.6, within(0.15));
    assertThat(profile.damping()).isCloseTo(0.35, within(0.2));
  }
}
