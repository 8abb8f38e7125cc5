package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.fit.OutputErrorSearch.Manner;
import dev.trammel.calibration.fit.OutputErrorSearch.Point;
import dev.trammel.calibration.fit.RoughFitTest.TwoRods;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputErrorSearchTest {

  @Test
  void aCarefulSearchEndsAtTheNoiseThoughStretchesBeginWhereJointsStopAndBreakAway() {
    Trace trace = RoughFitTest.trace(0);
    List<Window> windows = Window.cut(trace, 0.5, 0.1);
    NoiseLevels noise = Pendulums.noise(2, 1e-4);
    OutputErrorSearch search = new OutputErrorSearch(
        new TwoRods(), windows, noise, OutputErrorSettings.defaults(), new Manner(true, false));

    Point point = search.search(search.begin(RoughFit.of(new TwoRods(), List.of(trace))), 1e-5);

    double readings = (double) windows.size() * windows.get(0).length() * noise.channels();
    assertThat(Arrays.stream(search.costs(point)).sum()).isLessThan(1.05 * readings / 2);
    assertThat(point.converged()).isTrue();
  }
}
