package dev.trammel.controller.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.report.Axis.Tick;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AxisTest {

  private static List<String> labels(Axis axis) {
    return axis.ticks().stream().map(Tick::label).toList();
  }

  @Test
  void ticksAreRoundNumbers() {
    assertThat(labels(Axis.linear(0, 1, false, false)))
        .containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(labels(Axis.linear(-37, 112, false, false))).containsExactly("0", "50", "100");
    assertThat(labels(Axis.linear(-0.012, 0.011, false, false)))
        .containsExactly("−0.010", "−0.005", "0.000", "0.005", "0.010");
  }

  @Test
  void largeAndSmallNumbersAreWrittenWithPowersOfTen() {
    assertThat(labels(Axis.linear(0, 4e9, false, false)))
        .containsExactly("0", "10⁹", "2×10⁹", "3×10⁹", "4×10⁹");
    assertThat(labels(Axis.linear(0, 1e-7, false, false))).contains("2×10⁻⁸", "10⁻⁷");
  }

  @Test
  void ticksOfANarrowRangeHaveAsManyDecimals() {
    assertThat(labels(Axis.linear(0.00519, 0.00525, false, false)))
        .containsExactly("0.00520", "0.00522", "0.00524");
  }

  @Test
  void decadesMarkALogarithmicAxis() {
    assertThat(labels(Axis.logarithmic(1e-3, 1e3)))
        .containsExactly("0.001", "0.01", "0.1", "1", "10", "100", "1000");
    assertThat(labels(Axis.logarithmic(1, 60))).containsExactly("1", "2", "5", "10", "20", "50");
  }

  @Test
  void countsHaveNoFractions() {
    assertThat(labels(Axis.linear(0, 2, true, false))).containsExactly("0", "1", "2");
    assertThat(labels(Axis.linear(3, 3, true, false))).containsExactly("2", "3", "4");
  }

  @Test
  void everyRangeHasAFewTicksInsideIt() {
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      double centre = random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30);
      double span = Math.abs(centre) * Math.pow(10, -random.nextInt(9)) + 1e-40;
      Axis axis = Axis.linear(centre, centre + span, false, random.nextBoolean());

      assertThat(axis.ticks()).hasSizeBetween(2, 12).allSatisfy(tick -> {
        assertThat(axis.place(tick.value())).isBetween(-1e-6, 1 + 1e-6);
      });
      assertThat(labels(axis)).doesNotHaveDuplicates();
    }
  }
}
