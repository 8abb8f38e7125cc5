package dev.trammel.calibration.fit;

import dev.trammel.calibration.fit.OutputErrorSearch.Manner;
import dev.trammel.calibration.fit.OutputErrorSearch.Point;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the machine of a family whose motion is nearest to what was recorded: output error over
 * multiple shooting windows (Ljung, System Identification, 2nd ed. 1999, §7.2; Bock 1983), by
 * Levenberg and Marquardt's method within bounds.
 *
 * <pre>  min  ½ Σ_w |r_w(θ, x_w)|² + ½ Σ_p ((θ_p − start_p)/deviation_p)²</pre>
 *
 * <pre>
 *   θ    P   unknowns              x_w  2n  first state of window w, taken out of every step exactly
 *   r_w      (prediction − reading)/σ of every channel
 *   H    P×P Gauss-Newton Hessian of θ alone
 * </pre>
 *
 * <p>The noise of each channel is then found from what is left, and the fit goes on with it. The same
 * data gives the same bits on any number of threads.
 */
public final class OutputError {

  private static final int MANY_UNKNOWNS = 20;

  private static final Manner PLAINLY = new Manner(false, false);
  private static final Manner CAREFULLY = new Manner(true, false);
  private static final Manner ROBUSTLY = new Manner(true, true);

  /** A window that errs by so many times the square of what is usual is left out. */
  private static final double UNUSUAL = 1.5;

  /** What is gone on from need not be found so exactly. */
  private static final double COARSE = 100;

  /** On the way to longer stretches, or finer steps, still less so. */
  private static final double ROUGH = 1000;

  /** How much longer steps of the integration may be on the way there. */
  private static final double QUICKLY = 2;

  private final MachineFamily family;
  private final List<Window> windows;
  private final OutputErrorSettings settings;
  private final int P;

  public OutputError(MachineFamily family, List<Window> windows, OutputErrorSettings settings) {
    this.family = family;
    this.windows = List.copyOf(windows);
    this.settings = settings;
    P = family.unknowns().size();
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("a fit needs at least one window, had none");
    }
  }

  /**
   * Searches from where the unknowns start.
   *
   * @param noise of the sensors, as far as it is known
   */
  public OutputErrorFit fit(NoiseLevels noise) {
    return fit(noise, family.unknowns().stream().mapToDouble(Unknown::start).toArray());
  }

  /**
   * Searches from elsewhere.
   *
   * @param noise of the sensors, as far as it is known
   * @param from P, near what is looked for; not modified
   */
  public OutputErrorFit fit(NoiseLevels noise, double[] from) {
    if (P < MANY_UNKNOWNS) {
      return settle(windows, noise, from, PLAINLY);
    }
    // short stretches are foretold by machines that are far off, too; they go most of the way
    List<Window> brief = windows.stream().map(Window::beginning).toList();
    double[] nearer = approach(windows, noise, approach(brief, noise, from));
    return settle(usual(nearer, noise), noise, nearer, CAREFULLY);
  }

  /** Twice: what is usual is less after the first search. */
  private double[] approach(List<Window> of, NoiseLevels noise, double[] from) {
    OutputErrorSettings quick = settings.withLongestStep(QUICKLY * settings.longestStep());
    OutputErrorSearch search = new OutputErrorSearch(family, of, noise, quick, ROBUSTLY);
    double tolerance = ROUGH * settings.tolerance();
    return search
        .search(search.search(search.begin(from), tolerance), tolerance)
        .values();
  }

  private OutputErrorFit settle(List<Window> of, NoiseLevels noise, double[] from, Manner manner) {
    OutputErrorSearch search = new OutputErrorSearch(family, of, noise, settings, manner);
    Point point = search.begin(from);
    NoiseLevels levels = noise;
    for (int round = 0; round < settings.noiseRounds(); round++) {
      point = search.search(point, COARSE * settings.tolerance());
      levels = levels.with(spread(search.errors(point), levels));
      search = new OutputErrorSearch(family, of, levels, settings, manner);
    }
    point = search.search(point, settings.tolerance());
    if (!manner.isCareful() && point.ending() == SearchEnding.NO_PROGRESS) {
      // held up by first states on kinks, most likely
      search = new OutputErrorSearch(family, of, levels, settings, CAREFULLY);
      point = search.search(search.begin(point.values()), settings.tolerance());
    }
    double[][][] errors = search.errors(point);
    return new OutputErrorFit(
        family.unknowns(),
        point.values(),
        List.of(search.slopes(point)),
        new OutputErrorFit.Residuals(of, errors, noise, levels.with(spread(errors, levels))),
        new OutputErrorFit.Search(point.iterations(), point.ending(), point.starts()));
  }

  /**
   * Which windows err no more than most do. With many joints there is always one that begins to move
   * or stops; where readings do not tell which, nothing follows from what comes next.
   */
  private List<Window> usual(double[] values, NoiseLevels noise) {
    OutputErrorSearch search = new OutputErrorSearch(family, windows, noise, settings, CAREFULLY);
    double[] costs = search.costs(search.begin(values));
    double most = UNUSUAL * median(costs);
    return IntStream.range(0, costs.length)
        .filter(w -> costs[w] <= most)
        .mapToObj(windows::get)
        .toList();
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Root mean square of what is left of each channel, for as many readings as nothing was fitted to. */
  private double[] spread(double[][][] errors, NoiseLevels noise) {
    double[] sums = new double[noise.channels()];
    long readings = 0;
    for (double[][] window : errors) {
      readings += window.length;
      for (double[] row : window) {
        for (int c = 0; c < sums.length; c++) {
          sums[c] += row[c] * row[c];
        }
      }
    }
    double measured = 0;
    for (int c = 0; c < sums.length; c++) {
      measured += noise.measures(c) ? 1 : 0;
    }
    double fitted = ((double) P + (double) errors.length * sums.length) / measured;
    double left = Math.max(1, readings - fitted);
    for (int c = 0; c < sums.length; c++) {
      sums[c] = Math.max(settings.leastNoise(), Math.sqrt(sums[c] / left));
    }
    return sums;
  }
}
