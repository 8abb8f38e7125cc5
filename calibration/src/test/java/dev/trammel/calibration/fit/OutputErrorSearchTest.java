package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.fit.OutputErrorSearch.Manner;
import dev.trammel.calibration.fit.OutputErrorSearch.Point;
import dev.trammel.calibration.fit.RoughFitTest.TwoRods;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputErrorSearchTest {

  private static final NoiseLevels NOISE = Pendulums.noise(2, 1e-4);

  /** Two rods whose slopes hold only near one place: beyond, the machine is another one. */
  private record Cliff(double[] at, double reach) implements MachineFamily {

    @Override
    public List<Unknown> unknowns() {
      return new TwoRods().unknowns();
    }

    @Override
    public Machine at(double[] values) {
      double[] there = values.clone();
      boolean isBeyond = false;
      for (int p = 0; p < at.length; p++) {
        isBeyond |= Math.abs(values[p] - at[p]) > reach * unknowns().get(p).scale();
      }
      there[0] += isBeyond ? 3 : 0;
      return new TwoRods().at(there);
    }
  }

  private static OutputErrorSearch search(
      MachineFamily family, OutputErrorSettings settings, boolean isCareful) {
    List<Window> windows = Window.cut(RoughFitTest.trace(0), 0.5, 0.1);
    return new OutputErrorSearch(family, windows, NOISE, settings, new Manner(isCareful, false));
  }

  private static double[] rough() {
    return RoughFit.of(new TwoRods(), List.of(RoughFitTest.trace(0)));
  }

  @Test
  void aCarefulSearchEndsAtTheNoiseThoughStretchesBeginWhereJointsStopAndBreakAway() {
    OutputErrorSearch search = search(new TwoRods(), OutputErrorSettings.defaults(), true);

    Point point = search.search(search.begin(rough()), 1e-5);

    double[] costs = search.costs(point);
    double readings = (double) costs.length * search.errors(point)[0].length * NOISE.channels();
    assertThat(Arrays.stream(costs).sum()).isLessThan(1.05 * readings / 2);
    assertThat(point.ending()).isEqualTo(SearchEnding.CONVERGED);
  }

  @Test
  void aSearchThatNoStepHelpsThoughItsSlopesPromiseBetterHasNotConverged() {
    double[] from = rough();
    for (boolean isCareful : new boolean[] {false, true}) {
      OutputErrorSearch search =
          search(new Cliff(from, 1e-4), OutputErrorSettings.defaults(), isCareful);

      Point point = search.search(search.begin(from), 1e-6);

      assertThat(point.ending()).isEqualTo(SearchEnding.NO_PROGRESS);
    }
  }

  @Test
  void aSearchWhoseIterationsAreSpentOnTheWayHasNotConverged() {
    OutputErrorSettings once = new OutputErrorSettings(1e-3, 0, 1, 1e-6, 1e-5, 1e-9);
    OutputErrorSearch search = search(new TwoRods(), once, false);

    Point point = search.search(search.begin(rough()), 1e-6);

    assertThat(point.ending()).isEqualTo(SearchEnding.OUT_OF_ITERATIONS);
  }

  /** As a rough start has it, a joint may be driven away by what is called damping. */
  @Test
  void aRobustSearchGoesOnThoughAWindowRunsAwayWhereItBegins() {
    List<Window> windows = new ArrayList<>(Window.cut(RoughFitTest.trace(0), 0.5, 0.1));
    windows.add(runningAway());
    OutputErrorSettings settings = OutputErrorSettings.defaults();
    OutputErrorSearch search =
        new OutputErrorSearch(new TwoRods(), windows, NOISE, settings, new Manner(true, true));

    Point point = search.search(search.begin(rough()), 1e-3);

    double[] costs = search.costs(point);
    assertThat(costs[costs.length - 1]).isInfinite();
    double readings = (double) search.errors(point)[0].length * NOISE.channels();
    assertThat(OutputError.median(costs)).isLessThan(readings);
  }

  /** Of a robot that was told more than any machine bears. */
  private static Window runningAway() {
    Trace sound = RoughFitTest.trace(0);
    int T = sound.steps();
    double[] readings = new double[T + 1];
    double[] commanded = new double[T];
    double[][] positions = new double[T + 1][2];
    double[][] commands = new double[T][];
    for (int t = 0; t <= T; t++) {
      readings[t] = sound.readingTime(t);
      if (t < T) {
        commanded[t] = sound.commandTime(t);
        commands[t] = new double[] {1e300, 1e300};
      }
    }
    return Window.cut(new Trace(readings, commanded, positions, positions, commands), 0.5, 0.1)
        .get(0);
  }
}
