package dev.trammel.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawsTest {

  private static final Variation POLE =
      new Variation(Property.MASS, "pole", Change.scale(0.8, 1.2));
  private static final Variation ALL = Variation.ofAll(Property.MASS, Change.set(1, 2));
  private static final Variation DAMPING = Variation.ofAll(Property.DAMPING, Change.add(0, 1));

  @Test
  void aDrawDoesNotDependOnOthersOrTheirOrder() {
    double alone = Draws.of(List.of(POLE), 7).value(Property.MASS, "pole", 1);
    Draws many = Draws.of(List.of(DAMPING, ALL, POLE), 7);
    many.value(Property.DAMPING, "hinge", 1);

    assertThat(many.value(Property.MASS, "pole", 1)).isEqualTo(alone);
  }

  @Test
  void whatIsNamedGoesBeforeAllAndWhatVariesNotStaysNominal() {
    Draws draws = Draws.of(List.of(ALL, POLE), 7);

    assertThat(draws.value(Property.MASS, "pole", 10)).isBetween(8.0, 12.0);
    assertThat(draws.value(Property.MASS, "cart", 10)).isBetween(1.0, 2.0);
    assertThat(draws.value(Property.FRICTION, "cart", 10)).isEqualTo(10);
    assertThat(draws.drawn()).containsOnlyKeys("mass pole", "mass cart");
  }

  @Test
  void drawsFillTheirRangeEvenly() {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      long seed = Draws.episodeSeed(1, "heavy", "left", i);
      values.add(Draws.of(List.of(ALL), seed).value(Property.MASS, "pole", 1));
    }

    assertThat(values).allMatch(value -> value >= 1 && value <= 2);
    for (double edge : new double[] {1.1, 1.5, 1.9}) {
      // standard deviation of the share: at most 0.005
      assertThat(values.stream().filter(value -> value < edge).count() / 1e4)
          .isCloseTo(edge - 1, within(0.02));
    }
  }

  @Test
  void noTwoEpisodesHaveOneSeed() {
    Set<Long> seeds = new HashSet<>();
    for (long seed = 0; seed < 3; seed++) {
      for (String scenario : List.of("heavy", "light")) {
        for (String condition : List.of("left", "right")) {
          for (int i = 0; i < 1000; i++) {
            seeds.add(Draws.episodeSeed(seed, scenario, condition, i));
          }
        }
      }
    }
    assertThat(seeds).hasSize(12_000);
  }
}
