package dev.trammel.calibration.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.linalg.UsageException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is wrong with each of many robots. */
class DrawnFlawsTest {

  @Test
  void aRangeIsDrawnByTheSeedAndWhatIsNoneStays() {
    Set<String> drawn = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      String flaws = DrawnFlaws.of("sign:pivot,saturate:pivot:-0.3..-0.05", seed);

      assertThat(flaws).startsWith("sign:pivot,saturate:pivot:-0.");
      double bound = Double.parseDouble(flaws.substring(flaws.lastIndexOf(':') + 1));
      assertThat(bound).isBetween(-0.3, -0.05);
      assertThat(DrawnFlaws.of("sign:pivot,saturate:pivot:-0.3..-0.05", seed)).isEqualTo(flaws);
      drawn.add(flaws);
    }
    assertThat(drawn).hasSize(20);
    assertThat(DrawnFlaws.of("limit:pivot:0.5", 3)).isEqualTo("limit:pivot:0.5");
  }

  @Test
  void aRangeThatGoesDownwardsIsRefused() {
    assertThatThrownBy(() -> DrawnFlaws.of("saturate:pivot:0.3..0.1", 0))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("a range must go upwards")
        .hasMessageContaining("0.3..0.1");
  }
}
