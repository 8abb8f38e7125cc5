package dev.trammel.calibration.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Premise;
import dev.trammel.controller.calibration.Quantity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a plot of several joints says that its values take for granted. */
class EstimatePlotsTest {

  private static final Parameter FIRST = new Parameter("joint1", Quantity.DAMPING);
  private static final Parameter SECOND = new Parameter("joint2", Quantity.DAMPING);

  @Test
  void whatAllRowsShareIsSaidOfAll() {
    assertThat(granted(known(Premise.DESCRIBED_WEIGHT), known(Premise.DESCRIBED_WEIGHT)))
        .isEqualTo(", if it weighs as described");
  }

  @Test
  void whatOneRowTakesForGrantedIsNotSaidOfAnother() {
    assertThat(granted(known(Premise.DESCRIBED_WEIGHT), known(Premise.DESCRIBED_STRENGTH)))
        .isEqualTo(", see holds if");
    assertThat(granted(known(Premise.NONE), known(Premise.DESCRIBED_STRENGTH)))
        .isEqualTo(", see holds if");
  }

  @Test
  void whatIsNotDrawnSaysNothing() {
    Estimate guess = new Estimate(1, 0, 2, 5, "said", false).under(Premise.DESCRIBED_STRENGTH);

    assertThat(granted(known(Premise.NONE), guess)).isEmpty();
  }

  private static Estimate known(Premise premise) {
    return new Estimate(1, 0.9, 1.1, 5, "said", true).under(premise);
  }

  private static String granted(Estimate first, Estimate second) {
    return EstimatePlots.granted(List.of(FIRST, SECOND), Map.of(FIRST, first, SECOND, second));
  }
}
