package dev.trammel.controller.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodeStartTest {

  private static final EpisodeStart STANDING = new EpisodeStart(new double[1], new double[1], 0);

  @Test
  void inputsThatAreUnderwayAreKept() {
    List<double[]> underway =
        STANDING.after(List.of(new double[] {1, 2}, new double[] {3, 4})).underway();

    assertThat(underway).hasSize(2);
    assertThat(underway.get(1)).containsExactly(3, 4);
  }

  @Test
  void anInputThatIsNoNumberIsRefusedByItsPlace() {
    assertThatThrownBy(() ->
            STANDING.after(List.of(new double[] {1, 2}, new double[] {3, Double.NaN})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("underway[1][1] must be finite, was NaN");
  }

  @Test
  void periodsWithMoreInputsThanOthersAreRefused() {
    assertThatThrownBy(() -> STANDING.after(List.of(new double[2], new double[2], new double[3])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("underway[2] must have 2 entries, had 3");
  }
}
