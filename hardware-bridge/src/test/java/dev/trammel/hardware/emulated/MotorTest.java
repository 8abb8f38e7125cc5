package dev.trammel.hardware.emulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.hardware.hidden.MotorEffects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MotorTest {

  private static final double STEP = 1e-4;
  private static final double INERTIA = 0.3;
  private static final double PLAY = 0.006;

  /** b = ½ (τ/J) c², J a twentieth of the joint's: for c the joint is given nothing, to less than a step. */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.5, 1.1, 2.3, 7})
  void anEffortThatTurnsAboutCrossesThePlayAsABodyFalls(double effort) {
    Motor motor = new Motor(new MotorEffects(1, 0, 0, 0, 0, PLAY), true, INERTIA, STEP);
    double crossing = Math.sqrt(2 * PLAY * 0.05 * INERTIA / effort);
    pushed(motor, effort);

    double lost = STEP * pushed(motor, -effort) / -effort;

    assertThat(2000 * STEP - lost).isCloseTo(crossing, within(0.1 * STEP));
  }

  /** The sum of what acts on the joint. */
  private static double pushed(Motor motor, double effort) {
    double sum = 0;
    for (int i = 0; i < 2000; i++) {
      sum += motor.advance(effort, 0, true);
    }
    return sum;
  }
}
