package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PointSelectionTest {

  @Test
  void fewPointsAreAllTaken() {
    assertThat(PointSelection.choose(new double[][] {{3, 1, 2}}, 3)).containsExactly(0, 1, 2);
  }

  @Test
  void theNewestAreTakenAndOfTheOthersThoseThatLieFarthestApart() {
    // the newest two are at 0; of the older ones 10 is farthest, and then −6
    double[][] scaled = {{0.5, 10, 9, -6, 9.5, 0, 0}};

    assertThat(PointSelection.choose(scaled, 4)).containsExactly(1, 3, 5, 6);
  }

  @Test
  void noPointIsTakenTwiceEvenIfAllAreTheSame() {
    int[] chosen = PointSelection.choose(new double[3][50], 20);

    assertThat(Arrays.stream(chosen).distinct().count()).isEqualTo(20);
    assertThat(chosen).isSorted().endsWith(38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49);
  }

  @Test
  void aSampleHasNoPointTwice() {
    int[] sample = PointSelection.sample(100, 60, new SplittableRandom(1));

    assertThat(Arrays.stream(sample).distinct().count()).isEqualTo(60);
    assertThat(Arrays.stream(sample).allMatch(i -> i >= 0 && i < 100)).isTrue();
  }
}
