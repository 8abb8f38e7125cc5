package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.lqr.LinearGaussianController;
import java.util.List;
import org.junit.jupiter.api.Test;

class BestControllersTest {

  private final List<LinearGaussianController> first = List.of(RandomControllers.of(1, 1, 1, 1));
  private final List<LinearGaussianController> second = List.of(RandomControllers.of(2, 1, 1, 1));
  private final BestControllers best = new BestControllers();

  @Test
  void anEarlierEntryOfTheScoreOutweighsAllLaterOnes() {
    best.offer(0, first, 10, new double[] {3, 0, -500});
    best.offer(1, second, 20, new double[] {2, 5, -1});
    assertThat(best.controllers(List.of())).isEqualTo(first);

    best.offer(2, second, 30, new double[] {3, 0, -499});

    assertThat(best.controllers(List.of())).isEqualTo(second);
    assertThat(best.iteration()).isEqualTo(2);
    assertThat(best.episodes()).isEqualTo(30);
  }

  @Test
  void theEarlierOneOfEqualsStays() {
    best.offer(0, first, 10, new double[] {0, 0, -1});
    best.offer(1, second, 20, new double[] {0, 0, -1});

    assertThat(best.iteration()).isZero();
    assertThat(best.episodes()).isEqualTo(10);
  }

  @Test
  void anInfiniteCostIsWorseThanAnyOther() {
    best.offer(0, first, 10, new double[] {0, 0, Double.NEGATIVE_INFINITY});
    best.offer(1, second, 20, new double[] {0, 0, -1e300});

    assertThat(best.iteration()).isEqualTo(1);
  }
}
