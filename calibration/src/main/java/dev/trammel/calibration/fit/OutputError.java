package dev.trammel.calibration.fit;

import java.util.ArrayList;
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

  private final MachineFamily family;
  private final List<Window> windows;
  private final OutputErrorSettings settings;
  private final List<Unknown> unknowns;
  private final int P;

  public OutputError(MachineFamily family, List<Window> windows, OutputErrorSettings settings) {
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
    Point point = begin(noise);
    NoiseLevels levels = noise;
    for (int round = 0; round < settings.noiseRounds(); round++) {
      point = search(point, levels);
      levels = levels.with(spread(point, levels));
    }
    point = search(point, levels);
    return close(point, levels, noise);
  }

  /** Values of the unknowns and first states of the windows; how it came to them. */
  private record Point(double[] values, double[][] starts, int iterations, boolean converged) {}

  private Point begin(NoiseLevels noise) {
    double[] values = unknowns.stream().mapToDouble(Unknown::start).toArray();
    double[][] starts = windows.stream()
        .map(window -> StartGuess.of(window, noise).state())
        .toArray(double[][]::new);
    return new Point(values, starts, 0, false);
  }

  private WindowLineariser[] linearisers(NoiseLevels noise) {
    return windows.stream()
        .map(window -> new WindowLineariser(
            window, noise, StartGuess.of(window, noise), settings.longestStep()))
        .toArray(WindowLineariser[]::new);
  }

  private Point search(Point from, NoiseLevels noise) {
    WindowLineariser[] linearisers = linearisers(noise);
    double[] values = from.values().clone();
    double[][] starts = from.starts();
    double cost = cost(linearisers, values, starts);
    if (Double.isInfinite(cost)) {
      throw new IllegalArgumentException(
          "a fit must start from a machine that does not run away, " + family + " did");
    }
    double lambda = settings.firstDamping();
    int iteration = 0;
    boolean converged = false;
    for (; iteration < settings.mostIterations() && !converged; iteration++) {
      WindowSlope[] slopes = slopes(linearisers, values, starts);
      NormalEquations equations = new NormalEquations(unknowns, slopes, values);
      double before = cost;
      for (int tries = 0; tries < settings.mostTries(); tries++) {
        double[] step = equations.step(lambda);
        double[] next = moved(values, step);
        double[][] nextStarts = follow(starts, slopes, difference(next, values), lambda);
        double nextCost = cost(linearisers, next, nextStarts);
        if (nextCost < cost) {
          values = next;
          starts = nextStarts;
          cost = nextCost;
          lambda /= settings.easing();
          break;
        }
        lambda *= settings.stiffening();
      }
      converged = before - cost <= settings.tolerance() * before;
    }
    return new Point(values, starts, from.iterations() + iteration, converged);
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

  /** dx = −(start/(1 + λ) + follow dθ) */
  private static double[][] follow(
      double[][] starts, WindowSlope[] slopes, double[] step, double lambda) {
    double[][] next = new double[starts.length][];
    for (int w = 0; w < starts.length; w++) {
      double[] x = starts[w].clone();
      for (int i = 0; i < x.length; i++) {
        x[i] -= slopes[w].start()[i] / (1 + lambda);
        for (int p = 0; p < step.length; p++) {
          x[i] -= slopes[w].follow()[i * step.length + p] * step[p];
        }
      }
      next[w] = x;
    }
    return next;
  }

  private double cost(WindowLineariser[] linearisers, double[] values, double[][] starts) {
    Machine machine = family.at(values);
    double[] costs = IntStream.range(0, linearisers.length)
        .parallel()
        .mapToDouble(w -> linearisers[w].cost(machine, starts[w]))
        .toArray();
    double sum = 0;
    for (double one : costs) {
      sum += one;
    }
    for (int p = 0; p < P; p++) {
      double away = (values[p] - unknowns.get(p).start()) / unknowns.get(p).deviation();
      sum += away * away / 2;
    }
    return sum;
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
        .mapToObj(w -> linearisers[w].linearise(about, starts[w]))
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
