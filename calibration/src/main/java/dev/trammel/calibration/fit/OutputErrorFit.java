package dev.trammel.calibration.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * What an output-error fit came to. Immutable: arrays go in and out as copies.
 *
 * <pre>
 *   H  P×P  Gauss-Newton Hessian at the end, first states taken out; its inverse is the covariance
 *           that the noise alone makes, where the model is right
 * </pre>
 */
public final class OutputErrorFit {

  private final List<Unknown> unknowns;
  private final double[] values;
  private final List<WindowSlope> slopes;
  private final Residuals residuals;
  private final Search search;
  private final double[] covariance;

  /**
   * What is left.
   *
   * @param windows that were fitted
   * @param errors of each window: L×2n, prediction less reading
   * @param claimed noise that the sensors were said to have
   * @param found noise as what is left has it
   */
  record Residuals(
      List<Window> windows, double[][][] errors, NoiseLevels claimed, NoiseLevels found) {}

  /**
   * How it was come to.
   *
   * @param starts first state of each window
   */
  record Search(int iterations, SearchEnding ending, double[][] starts) {}

  OutputErrorFit(
      List<Unknown> unknowns,
      double[] values,
      List<WindowSlope> slopes,
      Residuals residuals,
      Search search) {
    this.unknowns = unknowns;
    this.values = values.clone();
    this.slopes = slopes.stream().map(this::orNothing).toList();
    this.residuals = residuals;
    this.search = search;
    covariance = SymmetricSystems.inverse(hessian(this.slopes), unknowns);
  }

  /** Where a machine all but jumps, slopes are so steep that rounding leaves nothing of what they tell. */
  private WindowSlope orNothing(WindowSlope slope) {
    return SymmetricSystems.isPositive(slope.hessian(), unknowns)
        ? slope
        : WindowSlope.nothing(slope.cost(), values.length, slope.echoes());
  }

  private double[] hessian(List<WindowSlope> of) {
    int P = unknowns.size();
    double[] H = new double[P * P];
    of.forEach(slope -> NormalEquations.add(H, slope.hessian()));
    for (int p = 0; p < P; p++) {
      double deviation = unknowns.get(p).deviation();
      H[p * P + p] += 1 / (deviation * deviation);
    }
    return H;
  }

  public List<Unknown> unknowns() {
    return unknowns;
  }

  /** P. */
  public double[] values() {
    return values.clone();
  }

  /**
   * Where the search of a family that has more unknowns, or fewer, goes on from here.
   *
   * @param others in the order that this fit's have
   * @return what was found of those that this fit has, else where they start
   */
  public double[] carriedTo(List<Unknown> others) {
    double[] carried = new double[others.size()];
    int at = 0;
    for (int o = 0; o < carried.length; o++) {
      String name = others.get(o).name();
      int p = at;
      while (p < values.length && !unknowns.get(p).name().equals(name)) {
        p++;
      }
      boolean isKnown = p < values.length;
      carried[o] = isKnown ? others.get(o).clamp(values[p]) : others.get(o).start();
      at = isKnown ? p + 1 : at;
    }
    return carried;
  }

  /** Of the unknown with that name. */
  public double value(String name) {
    return values[index(name)];
  }

  /** Of the unknown with that name, by the noise alone. */
  public double sigma(String name) {
    return sigma(index(name));
  }

  /** Which unknown has that name. */
  public int index(String name) {
    for (int p = 0; p < values.length; p++) {
      if (unknowns.get(p).name().equals(name)) {
        return p;
      }
    }
    throw new IllegalArgumentException("a fit has no unknown '" + name + "'; known: "
        + unknowns.stream().map(Unknown::name).toList());
  }

  /** Of unknown p, by the noise alone. */
  public double sigma(int p) {
    return Math.sqrt(covariance[p * values.length + p]);
  }

  /** P×P by rows, by the noise alone. */
  public double[] covariance() {
    return covariance.clone();
  }

  /** Between two unknowns, −1 to 1. */
  public double correlation(int p, int o) {
    return covariance[p * values.length + o] / (sigma(p) * sigma(o));
  }

  /** Of H in units of the unknowns' scales [-]: how much worse the worst direction is told. */
  public double condition() {
    return SymmetricSystems.condition(hessian(slopes), unknowns);
  }

  /** Names of unknowns that a bound holds. */
  public List<String> atBounds() {
    List<String> names = new ArrayList<>();
    for (int p = 0; p < values.length; p++) {
      Unknown unknown = unknowns.get(p);
      double near = 1e-9 * unknown.scale();
      if (values[p] <= unknown.lower() + near || values[p] >= unknown.upper() - near) {
        names.add(unknown.name());
      }
    }
    return names;
  }

  /** Of all searches together. */
  public int iterations() {
    return search.iterations();
  }

  /** Of the last search. */
  public SearchEnding ending() {
    return search.ending();
  }

  /** Whether the last search ended because nothing was to be gained. */
  public boolean converged() {
    return search.ending() == SearchEnding.CONVERGED;
  }

  /** Number of windows. */
  public int windows() {
    return slopes.size();
  }

  /** Instants that were read, in all windows. */
  public int readings() {
    return residuals.windows().stream().mapToInt(Window::length).sum();
  }

  /** Window w as it was cut. */
  public Window window(int w) {
    return residuals.windows().get(w);
  }

  /** 2n, fitted first state of window w. */
  public double[] start(int w) {
    return search.starts()[w].clone();
  }

  /** Prediction less reading of window w, reading t and channel c (n positions, then n rates). */
  public double error(int w, int t, int c) {
    return residuals.errors()[w][t][c];
  }

  /** As what is left has it. */
  public NoiseLevels foundNoise() {
    return residuals.found();
  }

  /** As the sensors were said to have it. */
  public NoiseLevels claimedNoise() {
    return residuals.claimed();
  }

  /** Whether what is left looks like noise. */
  public Whiteness whiteness() {
    List<double[][]> echoes = slopes.stream().map(WindowSlope::echoes).toList();
    return Whiteness.of(residuals.errors(), echoes, residuals.claimed());
  }

  /**
   * What the fit would have come to with other windows: block bootstrap over windows, by one
   * Gauss-Newton step from here (score bootstrap; Hu and Kalbfleisch 2000).
   *
   * @param draws how many
   * @param block neighbouring windows that stay together
   * @return draws × P
   */
  public double[][] bootstrap(int draws, int block, SplittableRandom random) {
    int P = values.length;
    double[][] all = new double[draws][];
    for (int d = 0; d < draws; d++) {
      List<WindowSlope> drawn = new ArrayList<>();
      while (drawn.size() < slopes.size()) {
        int first = random.nextInt(slopes.size());
        for (int b = 0; b < block && drawn.size() < slopes.size(); b++) {
          drawn.add(slopes.get((first + b) % slopes.size()));
        }
      }
      double[] draw = new double[P];
      double[] step = SymmetricSystems.solve(hessian(drawn), unknowns, gradient(drawn));
      for (int p = 0; p < P; p++) {
        draw[p] = unknowns.get(p).clamp(values[p] - step[p]);
      }
      all[d] = draw;
    }
    return all;
  }

  /**
   * What some of the windows alone come to, by one Gauss-Newton step from here.
   *
   * @return P
   */
  public double[] among(Predicate<Window> chosen) {
    List<WindowSlope> some = new ArrayList<>();
    for (int w = 0; w < slopes.size(); w++) {
      if (chosen.test(window(w))) {
        some.add(slopes.get(w));
      }
    }
    double[] step = SymmetricSystems.solve(hessian(some), unknowns, gradient(some));
    double[] there = new double[values.length];
    for (int p = 0; p < there.length; p++) {
      there[p] = unknowns.get(p).clamp(values[p] - step[p]);
    }
    return there;
  }

  private double[] gradient(List<WindowSlope> of) {
    double[] g = new double[values.length];
    of.forEach(slope -> NormalEquations.add(g, slope.gradient()));
    for (int p = 0; p < g.length; p++) {
      Unknown unknown = unknowns.get(p);
      double deviation = unknown.deviation();
      g[p] += (values[p] - unknown.start()) / (deviation * deviation);
    }
    return g;
  }
}
