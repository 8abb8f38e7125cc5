package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EncoderCorrectionTest {

  @Test
  void whatAnEncoderMakesOfAPositionIsUndone() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100; i++) {
      int sign = random.nextBoolean() ? 1 : -1;
      double gear = random.nextDouble(0.1, 3);
      double offset = random.nextDouble(-1, 1);
      double q = random.nextDouble(-3, 3);
      EncoderCorrection correction = new EncoderCorrection(sign, gear, offset);

      assertThat(correction.position(sign * gear * q + offset)).isCloseTo(q, within(1e-13));
      assertThat(correction.rate(sign * gear * q)).isCloseTo(q, within(1e-13));
    }
  }

  @Test
  void whereThereIsNothingToCorrectNotABitChanges() {
    assertThat(EncoderCorrection.NONE.position(0.1 + 0.2)).isEqualTo(0.1 + 0.2);
    assertThat(EncoderCorrection.NONE.rate(-0.7)).isEqualTo(-0.7);
  }

  @Test
  void anEncoderThatTellsNothingIsRefused() {
    assertThatThrownBy(() -> new EncoderCorrection(0, 1, 0))
        .hasMessage("sign must be 1 or -1, was 0");
    assertThatThrownBy(() -> new EncoderCorrection(1, 0, 0))
        .hasMessage("gear must be positive and finite, was 0.0");
  }
}
