package dev.trammel.controller.linalg.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LanesTest {

  @Test
  void testsRunWithTheVectorModule() {
    assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
  }

  @Test
  void aVectorHoldsWhatAnArrayHolds() {
    double[] values = new double[64];
    Arrays.setAll(values, i -> i + 1);

    int lanes = Lanes.preferred();

    assertThat(Lanes.sum(values)).isEqualTo(lanes * (lanes + 1) / 2.0);
  }
}
