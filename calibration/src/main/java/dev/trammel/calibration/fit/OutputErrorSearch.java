package dev.trammel.calibration.fit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One search of an output-error fit: Levenberg and Marquardt's method over the unknowns, with the first
 * states of the windows taken out of every step.
 *
 * <p>A careful one is for many joints, of which one always turns round somewhere. A window that a step
 * makes worse gets a new first state before the step is judged, and before a search ends all of them do:
 * on a kink of dry friction a first state that only follows is left behind.
 */
final class OutputErrorSearch {

  /** A window is worse if its cost grew by more than this share, and by this much. */
  private static final double WORSE_SHARE = 0.02;

  private static final double WORSE = 2;

  /** Greatest {@link NormalEquations#offset} of a search that has converged [-]. */
  private static final double CONVERGED = 0.1;

  /**
   * The same where no step gains anything: with dry friction the best place is a kink as often as not, and
   * slopes of one side promise more beyond it. Levers end with up to 0.4 then, joints of arms with up to 2.
   */
  private static final double ON_KINK = 10;

  /** Times what is usual that a window which runs away counts as, so that a robust search goes on [-]. */
  private static final double RUNS_AWAY = 1e12;

  private final MachineFamily family;
  private final List<Unknown> unknowns;
  private final int P;
  private final OutputErrorSettings settings;
  private final Manner manner;
  private final List<StartGuess> guesses;
  private final List<WindowLineariser> linearisers;

  /**
   * How it goes.
   *
   * @param isCareful about first states
   * @param isRobust whether windows that err far more than others do count for little
   */
  record Manner(boolean isCareful, boolean isRobust) {}

  OutputErrorSearch(
      MachineFamily family,
      List<Window> windows,
      NoiseLevels noise,
      OutputErrorSettings settings,
      Manner manner) {
    this.family = family;
    this.settings = settings;
    this.manner = manner;
    unknowns = List.copyOf(family.unknowns());
    P = unknowns.size();
    guesses = windows.stream().map(window -> StartGuess.of(window, noise)).toList();
    linearisers = IntStream.range(0, windows.size())
        .mapToObj(w ->
            new WindowLineariser(windows.get(w), noise, guesses.get(w), settings.longestStep()))
        .toList();
  }

  /** Values of the unknowns and first states of the windows; how it came to them. */
  record Point(double[] values, double[][] starts, int iterations, SearchEnding ending) {}

  /** What windows cost with some first states. */
  private record Costs(double[][] starts, double[] costs) {}

  /** Where readings say that windows begin. */
  Point begin(double[] values) {
    double[][] starts =
        guesses.stream().map(guess -> guess.state().clone()).toArray(double[][]::new);
    Point point = new Point(values.clone(), starts, 0, SearchEnding.OUT_OF_ITERATIONS);
    return manner.isCareful() ? restarted(point) : point;
  }

  /** With first states looked for anew, for a machine that is better known than when they were found. */
  private Point restarted(Point point) {
    Machine machine = family.at(point.values());
    double[][] starts = IntStream.range(0, linearisers.size())
        .parallel()
        .mapToObj(w -> firstStates(w, machine).search(point.starts()[w]).state())
        .toArray(double[][]::new);
    return new Point(point.values(), starts, point.iterations(), point.ending());
  }

  private FirstStates firstStates(int w, Machine machine) {
    return new FirstStates(linearisers.get(w), guesses.get(w), machine);
  }

  /**
   * Searches.
   *
   * @param tolerance share of the cost below which a step's gain ends it [-]
   */
  Point search(Point begun, double tolerance) {
    Costs here = new Costs(begun.starts(), costs(begun));
    double unusual =
        manner.isRobust() ? OutputError.median(here.costs()) : Double.POSITIVE_INFINITY;
    Descent descent = new Descent(begun.values(), here, unusual, tolerance);
    while (descent.iteration < settings.mostIterations() && !descent.isOver) {
      descent.step();
      if (descent.isOver && manner.isCareful()) {
        descent.restart();
      }
    }
    return descent.point(begun.iterations());
  }

  /** On its way down. */
  private final class Descent {

    private final double unusual;
    private final double tolerance;
    private double[] values;
    private Costs here;
    private double cost;
    private double lambda = settings.firstDamping();
    private int iteration;
    private double offset = Double.POSITIVE_INFINITY;
    private boolean isOver;

    Descent(double[] from, Costs begun, double unusual, double tolerance) {
      this.unusual = unusual;
      this.tolerance = tolerance;
      values = from.clone();
      here = begun;
      cost = sum(begun, values, unusual);
      if (Double.isInfinite(cost)) {
        throw new IllegalArgumentException(
            "a fit must start from a machine that does not run away, " + family + " did");
      }
    }

    void step() {
      WindowSlope[] slopes = onKinks(slopes(values, here.starts()));
      NormalEquations equations = new NormalEquations(unknowns, weighed(slopes, unusual), values);
      offset = equations.offset();
      double before = cost;
      for (int tries = 0; tries < settings.mostTries(); tries++) {
        double[] step = equations.step(lambda);
        if (manner.isCareful() && equations.gain(step) <= tolerance * cost) {
          break;
        }
        double[] next = moved(values, step);
        Costs there = followed(slopes, next);
        double nextCost = sum(there, next, unusual);
        if (nextCost < cost) {
          values = next;
          here = there;
          cost = nextCost;
          lambda /= settings.easing();
          break;
        }
        lambda *= settings.stiffening();
      }
      iteration++;
      isOver = before - cost <= tolerance * before;
    }

    /**
     * Where a first state is best on a kink of dry friction, the slopes of one side lead beyond it: from
     * there it follows the unknowns alone.
     */
    private WindowSlope[] onKinks(WindowSlope[] slopes) {
      if (!manner.isCareful()) {
        return slopes;
      }
      double[][] beyond = IntStream.range(0, slopes.length)
          .mapToObj(w -> slopes[w].followed(here.starts()[w], new double[P], 0))
          .toArray(double[][]::new);
      double[] costs = costs(values, beyond);
      return IntStream.range(0, slopes.length)
          .mapToObj(w -> costs[w] > here.costs()[w] ? slopes[w].staying() : slopes[w])
          .toArray(WindowSlope[]::new);
    }

    private Costs followed(WindowSlope[] slopes, double[] next) {
      double[] change = new double[P];
      Arrays.setAll(change, p -> next[p] - values[p]);
      double[][] starts = IntStream.range(0, slopes.length)
          .mapToObj(w -> slopes[w].followed(here.starts()[w], change, lambda))
          .toArray(double[][]::new);
      Costs there = new Costs(starts, costs(next, starts));
      return manner.isCareful() ? caught(there, here, next) : there;
    }

    /** Goes on if first states were left behind. */
    void restart() {
      Point anew = restarted(new Point(values, here.starts(), 0, ending()));
      Costs there = new Costs(anew.starts(), costs(anew));
      double nextCost = sum(there, values, unusual);
      if (nextCost < cost) {
        isOver = cost - nextCost <= tolerance * cost;
        lambda = settings.firstDamping();
        here = there;
        cost = nextCost;
      }
    }

    Point point(int iterations) {
      return new Point(values, here.starts(), iterations + iteration, ending());
    }

    /** That no step gains anything is no proof that nothing is to be gained. */
    private SearchEnding ending() {
      if (offset <= CONVERGED || isOver && offset <= ON_KINK) {
        return SearchEnding.CONVERGED;
      }
      return isOver ? SearchEnding.NO_PROGRESS : SearchEnding.OUT_OF_ITERATIONS;
    }
  }

  /** With new first states of windows that became worse. */
  private Costs caught(Costs there, Costs before, double[] values) {
    Machine machine = family.at(values);
    FirstStates.Found[] found = IntStream.range(0, linearisers.size())
        .parallel()
        .mapToObj(w -> {
          FirstStates.Found now = new FirstStates.Found(there.starts()[w], there.costs()[w]);
          boolean isWorse = now.cost() > (1 + WORSE_SHARE) * before.costs()[w] + WORSE;
          return isWorse ? firstStates(w, machine).descend(now) : now;
        })
        .toArray(FirstStates.Found[]::new);
    return new Costs(
        Arrays.stream(found).map(FirstStates.Found::state).toArray(double[][]::new),
        Arrays.stream(found).mapToDouble(FirstStates.Found::cost).toArray());
  }

  private double[] moved(double[] values, double[] step) {
    double[] next = new double[P];
    for (int p = 0; p < P; p++) {
      next[p] = unknowns.get(p).clamp(values[p] + step[p]);
    }
    return next;
  }

  private double sum(Costs windows, double[] values, double unusual) {
    double sum = 0;
    for (double one : windows.costs()) {
      // Cauchy's loss of a whole window: what goes wrong in one turns no step down
      double times = Math.min(one / unusual, RUNS_AWAY);
      sum += Double.isInfinite(unusual) ? one : unusual * Math.log1p(times);
    }
    for (int p = 0; p < P; p++) {
      double away = (values[p] - unknowns.get(p).start()) / unknowns.get(p).deviation();
      sum += away * away / 2;
    }
    return sum;
  }

  /** ½|r|² of each window. */
  double[] costs(Point point) {
    return costs(point.values(), point.starts());
  }

  private double[] costs(double[] values, double[][] starts) {
    Machine machine = family.at(values);
    return IntStream.range(0, linearisers.size())
        .parallel()
        .mapToDouble(w -> linearisers.get(w).cost(machine, starts[w]))
        .toArray();
  }

  private static WindowSlope[] weighed(WindowSlope[] slopes, double unusual) {
    return Double.isInfinite(unusual)
        ? slopes
        : Arrays.stream(slopes)
            .map(slope -> slope.times(1 / (1 + slope.cost() / unusual)))
            .toArray(WindowSlope[]::new);
  }

  /** Of the windows where it is. */
  WindowSlope[] slopes(Point point) {
    return slopes(point.values(), point.starts());
  }

  private WindowSlope[] slopes(double[] values, double[][] starts) {
    MachineSlopes about = MachineSlopes.of(family, values, settings.difference());
    return IntStream.range(0, linearisers.size())
        .parallel()
        .mapToObj(w -> linearisers.get(w).linearise(about, starts[w]).orNothing())
        .toArray(WindowSlope[]::new);
  }

  /** Windows × readings × channels, prediction less reading. */
  double[][][] errors(Point point) {
    Machine machine = family.at(point.values());
    return IntStream.range(0, linearisers.size())
        .parallel()
        .mapToObj(w -> linearisers.get(w).errors(machine, point.starts()[w]))
        .toArray(double[][][]::new);
  }
}
