package dev.trammel.calibration.fit;

import java.util.ArrayList;
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

  /** A window that errs by so many times the square of what is usual is left out. */
  private static final double UNUSUAL = 1.5;

  /** What is gone on from need not be found so exactly. */
  private static final double COARSE = 100;

  private final MachineFamily family;
  private final List<Window> windows;
  private final OutputErrorSettings settings;
  private final List<Unknown> unknowns;
  private final int P;
  private final boolean isRobust;

  public OutputError(MachineFamily family, List<Window> windows, OutputErrorSettings settings) {
    this(family, windows, settings, false);
  }

  private OutputError(
      MachineFamily family, List<Window> windows, OutputErrorSettings settings, boolean isRobust) {
    this.isRobust = isRobust;
    this.family = family;
    this.windows = List.copyOf(windows);
    this.settings = settings;
    unknowns = List.copyOf(family.unknowns());
    P = unknowns.size();
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
    return fit(noise, unknowns.stream().mapToDouble(Unknown::start).toArray());
  }

  /**
   * Searches from elsewhere.
   *
   * @param noise of the sensors, as far as it is known
   * @param from P, near what is looked for; not modified
   */
  public OutputErrorFit fit(NoiseLevels noise, double[] from) {
    if (P < MANY_UNKNOWNS) {
      return settle(begin(noise, from), noise);
    }
    // short stretches are foretold by machines that are far off, too; they go most of the way
    OutputError brief = with(windows.stream().map(Window::beginning).toList(), true);
    Point near = brief.approach(brief.begin(noise, from), noise);
    OutputError whole = with(windows, true);
    Point nearer = whole.approach(whole.begin(noise, near.values()), noise);
    OutputError last = with(whole.usual(nearer, noise), false);
    return last.settle(last.begin(noise, nearer.values()), noise);
  }

  /** Twice: what is usual is less after the first search. */
  private Point approach(Point from, NoiseLevels noise) {
    double tolerance = COARSE * settings.tolerance();
    return search(search(from, noise, tolerance), noise, tolerance);
  }

  private OutputErrorFit settle(Point from, NoiseLevels noise) {
    Point point = from;
    NoiseLevels levels = noise;
    for (int round = 0; round < settings.noiseRounds(); round++) {
      point = search(point, levels, COARSE * settings.tolerance());
      levels = levels.with(spread(point, levels));
    }
    point = search(point, levels, settings.tolerance());
    return close(point, levels, noise);
  }

  private OutputError with(List<Window> others, boolean robust) {
    return new OutputError(family, others, settings, robust);
  }

  /**
   * Which windows err no more than most do. With many joints there is always one that begins to move
   * or stops; where readings do not tell which, nothing follows from what comes next.
   */
  private List<Window> usual(Point point, NoiseLevels noise) {
    double[] costs = costs(linearisers(noise), point.values(), point.starts());
    double most = UNUSUAL * median(costs);
    return IntStream.range(0, costs.length)
        .filter(w -> costs[w] <= most)
        .mapToObj(windows::get)
        .toList();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Values of the unknowns and first states of the windows; how it came to them. */
  private record Point(double[] values, double[][] starts, int iterations, boolean converged) {}

  private Point begin(NoiseLevels noise, double[] values) {
    double[][] starts = windows.stream()
        .map(window -> StartGuess.of(window, noise).state())
        .toArray(double[][]::new);
    return new Point(values.clone(), starts, 0, false);
  }

  private WindowLineariser[] linearisers(NoiseLevels noise) {
    return windows.stream()
        .map(window -> new WindowLineariser(
            window, noise, StartGuess.of(window, noise), settings.longestStep()))
        .toArray(WindowLineariser[]::new);
  }

  private Point search(Point begun, NoiseLevels noise, double tolerance) {
    WindowLineariser[] linearisers = linearisers(noise);
    double[] values = begun.values().clone();
    double[][] starts = begun.starts();
    double unusual =
        isRobust ? median(costs(linearisers, values, starts)) : Double.POSITIVE_INFINITY;
    double cost = cost(linearisers, values, starts, unusual);
    if (Double.isInfinite(cost)) {
      throw new IllegalArgumentException(
          "a fit must start from a machine that does not run away, " + family + " did");
    }
    double lambda = settings.firstDamping();
    int iteration = 0;
    boolean converged = false;
    for (; iteration < settings.mostIterations() && !converged; iteration++) {
      WindowSlope[] slopes = slopes(linearisers, values, starts);
      NormalEquations equations = new NormalEquations(unknowns, weighed(slopes, unusual), values);
      double before = cost;
      for (int tries = 0; tries < settings.mostTries(); tries++) {
        double lambdaNow = lambda;
        double[] step = equations.step(lambda);
        double[] next = moved(values, step);
        double[] change = difference(next, values);
        double[][] held = starts;
        double[][] nextStarts = IntStream.range(0, starts.length)
            .mapToObj(w -> slopes[w].followed(held[w], change, lambdaNow))
            .toArray(double[][]::new);
        double nextCost = cost(linearisers, next, nextStarts, unusual);
        if (nextCost < cost) {
          values = next;
          starts = nextStarts;
          cost = nextCost;
          lambda /= settings.easing();
          break;
        }
        lambda *= settings.stiffening();
      }
      converged = before - cost <= tolerance * before;
    }
    return new Point(values, starts, begun.iterations() + iteration, converged);
  }

  private double[] moved(double[] values, double[] step) {
    double[] next = new double[P];
    for (int p = 0; p < P; p++) {
      next[p] = unknowns.get(p).clamp(values[p] + step[p]);
    }
    return next;
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private double cost(
      WindowLineariser[] linearisers, double[] values, double[][] starts, double unusual) {
    double sum = 0;
    for (double one : costs(linearisers, values, starts)) {
      // Cauchy's loss of a whole window: what goes wrong in one turns no step down
      sum += Double.isInfinite(unusual) ? one : unusual * Math.log1p(one / unusual);
    }
    for (int p = 0; p < P; p++) {
      double away = (values[p] - unknowns.get(p).start()) / unknowns.get(p).deviation();
      sum += away * away / 2;
    }
    return sum;
  }

  private double[] costs(WindowLineariser[] linearisers, double[] values, double[][] starts) {
    Machine machine = family.at(values);
    return IntStream.range(0, linearisers.length)
        .parallel()
        .mapToDouble(w -> linearisers[w].cost(machine, starts[w]))
        .toArray();
  }

  private static WindowSlope[] weighed(WindowSlope[] slopes, double unusual) {
    return Double.isInfinite(unusual)
        ? slopes
        : Arrays.stream(slopes)
            .map(slope -> slope.times(1 / (1 + slope.cost() / unusual)))
            .toArray(WindowSlope[]::new);
  }

  private WindowSlope[] slopes(WindowLineariser[] linearisers, double[] values, double[][] starts) {
    Machine machine = family.at(values);
    double[] steps = new double[P];
    List<Machine> changed = new ArrayList<>();
    for (int p = 0; p < P; p++) {
      Unknown unknown = unknowns.get(p);
      double step = settings.difference() * unknown.scale();
      // away from a bound
      steps[p] = values[p] + step > unknown.upper() ? -step : step;
      double[] there = values.clone();
      there[p] += steps[p];
      changed.add(family.at(there));
    }
    MachineSlopes about = new MachineSlopes(machine, changed, steps);
    return IntStream.range(0, linearisers.length)
        .parallel()
        .mapToObj(w -> linearisers[w].linearise(about, starts[w]).orNothing())
        .toArray(WindowSlope[]::new);
  }

  /** Root mean square of what is left of each channel, for as many readings as nothing was fitted to. */
  private double[] spread(Point point, NoiseLevels noise) {
    return spread(errors(point, noise), noise);
  }

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
    double fitted = ((double) P + (double) windows.size() * sums.length) / measured;
    double left = Math.max(1, readings - fitted);
    for (int c = 0; c < sums.length; c++) {
      sums[c] = Math.max(settings.leastNoise(), Math.sqrt(sums[c] / left));
    }
    return sums;
  }

  private double[][][] errors(Point point, NoiseLevels noise) {
    Machine machine = family.at(point.values());
    WindowLineariser[] linearisers = linearisers(noise);
    return IntStream.range(0, linearisers.length)
        .parallel()
        .mapToObj(w -> linearisers[w].errors(machine, point.starts()[w]))
        .toArray(double[][][]::new);
  }

  private OutputErrorFit close(Point point, NoiseLevels levels, NoiseLevels claimed) {
    WindowSlope[] slopes = slopes(linearisers(levels), point.values(), point.starts());
    double[][][] errors = errors(point, levels);
    return new OutputErrorFit(
        unknowns,
        point.values(),
        List.of(slopes),
        new OutputErrorFit.Residuals(windows, errors, claimed, levels.with(spread(errors, levels))),
        new OutputErrorFit.Search(point.iterations(), point.converged(), point.starts()));
  }
}
