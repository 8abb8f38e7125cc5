package dev.trammel.calibration.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class EigenSweepTest {

  private static final ProblemSize SIZE = new ProblemSize(3, 2, 5);

  @Test
  void findsTheTextbooksGains() throws Exception {
    // throws where the gains differ
    Measurement measurement = compiled().at(SIZE, new Pace(0, 1)).measure();

    assertThat(measurement.least()).isPositive();
    assertThat(measurement.micros()).isGreaterThanOrEqualTo(measurement.least());
  }

  private static EigenSweep compiled() throws InterruptedException {
    try {
      return EigenSweep.compile();
    } catch (IOException missing) {
      return abort("this machine cannot compile it: " + missing.getMessage());
    }
  }

  @Test
  void aMissingCompilerIsNamed() {
    assertThatThrownBy(() -> EigenSweep.compile("no-such-compiler"))
        .isInstanceOf(IOException.class)
        .hasMessage("no no-such-compiler");
  }

  @Test
  void aProblemsFileBeginsWithItsSizesAndHoldsAllItsNumbers() {
    ByteBuffer bytes =
        ByteBuffer.wrap(ProblemFile.bytes(RandomUpdate.usual(SIZE))).order(ByteOrder.nativeOrder());

    assertThat(new long[] {bytes.getLong(), bytes.getLong(), bytes.getLong()})
        .containsExactly(3, 2, 5);
    assertThat(bytes.getDouble())
        .isEqualTo(RandomUpdate.usual(SIZE).model().transitions[0].get(0, 0));
    assertThat(bytes.remaining() + 8).isEqualTo(8 * (5 * (15 + 3 + 25 + 5) + 9 + 3));
  }
}
