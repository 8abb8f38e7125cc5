package dev.trammel.calibration.fit;

import dev.trammel.calibration.fit.DriftShape.Kind;
import dev.trammel.controller.linalg.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * White noise beneath counts that are larger than it, while the sensor drifts, by maximum
 * likelihood:
 *
 * <pre>  P(k | z) = Φ((k + ½ − z)/σ) − Φ((k − ½ − z)/σ)   for a reading of k counts</pre>
 *
 * <p>What few readings fall beside the usual count tell both σ and the drift z. That has a normal
 * distribution beforehand, and P is log-concave in it, so that the integral over all drifts is
 * Laplace's at the likeliest one (Durbin and Koopman, Time Series Analysis by State Space Methods,
 * 2012, §10.6). All in counts.
 */
final class CountNoise {

  /** Readings within this share of the shortest time constant are taken to have one drift. */
  private static final double TOGETHER = 0.2;

  private static final int MOST_TOGETHER = 5;
  private static final int MOST_STEPS = 25;
  private static final double STEP = 0.02;
  private static final double CLOSE = 1e-3;
  private static final double FARTHEST = 0.5;
  private static final double LEAST_WEIGHT = 1e-6;
  private static final int MOST_NEWTON = 30;
  private static final double SETTLED = 1e-4;
  private static final double ANYWHERE = 100;

  private final DriftShape shape;
  private final boolean walks;
  private final double step;
  private final List<CountTally> tallies = new ArrayList<>();
  private final int together;
  private final double period;
  private final DriftSmoother smoother;
  private final double[] z;
  private final double[] y;
  private final double[] r;
  private final double[] tried;

  /**
   * @param readings not modified
   * @param terms as counts show them: which of them there are
   */
  CountNoise(double[] readings, double quantum, double period, NoiseTerms terms) {
    Require.positive(quantum, "quantum");
    this.period = period;
    shape = terms.drift().value() > 0 ? terms.shape() : DriftShape.none();
    walks = terms.walk().value() > 0;
    double shortest = shape.kind() == Kind.NONE ? Double.POSITIVE_INFINITY : shape.shortest();
    together = (int) Math.max(1, Math.min(MOST_TOGETHER, Math.floor(TOGETHER * shortest / period)));
    step = together * period;
    double middle = readings[0];
    for (int from = 0; from + together <= readings.length; from += together) {
      tallies.add(CountTally.of(readings, from, together, quantum, middle));
    }
    smoother = new DriftSmoother(shape.times().length + 1, tallies.size());
    z = tallies.stream().mapToDouble(CountTally::mean).toArray();
    y = new double[z.length];
    r = new double[z.length];
    tried = new double[z.length];
  }

  /**
   * What was found, in counts.
   *
   * @param values log of σ, of the drift's size, of the random walk's K: those that there are
   * @param sigmas of these; infinite where the data do not tell them
   */
  record Result(double[] values, double[] sigmas) {}

  /** Climbs to the likeliest, by Newton's method on differences. */
  Result fit(double[] start) {
    double[] x = start.clone();
    double best = likelihood(x);
    DMatrixRMaj H = new DMatrixRMaj(x.length, x.length);
    double[] g = new double[x.length];
    for (int i = 0; i < MOST_STEPS; i++) {
      differences(x, best, g, H);
      double[] way = ascent(g, H);
      double size = Arrays.stream(way).map(Math::abs).max().orElse(0);
      double[] next = x.clone();
      double share = 1;
      double reached = Double.NEGATIVE_INFINITY;
      for (int half = 0; half < 6 && !(reached > best); half++, share /= 2) {
        double part = share;
        Arrays.setAll(next, j -> x[j] + part * way[j]);
        reached = likelihood(next);
      }
      if (!(reached > best)) {
        break;
      }
      System.arraycopy(next, 0, x, 0, x.length);
      best = reached;
      if (size < CLOSE) {
        break;
      }
    }
    differences(x, best, g, H);
    return new Result(x, sigmas(H));
  }

  private void differences(double[] x, double here, double[] g, DMatrixRMaj H) {
    int p = x.length;
    double[] up = new double[p];
    for (int i = 0; i < p; i++) {
      up[i] = at(x, i, STEP, i, 0);
      double down = at(x, i, -STEP, i, 0);
      g[i] = (up[i] - down) / (2 * STEP);
      H.set(i, i, (up[i] + down - 2 * here) / (STEP * STEP));
    }
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < i; j++) {
        double both = at(x, i, STEP, j, STEP);
        // one-sided in the product: that of a square is in the diagonal already
        double cross = (both - up[i] - up[j] + here) / (STEP * STEP);
        H.set(i, j, cross);
        H.set(j, i, cross);
      }
    }
  }

  private double at(double[] x, int i, double by, int j, double also) {
    double[] moved = x.clone();
    moved[i] += by;
    moved[j] += also;
    return likelihood(moved);
  }

  /** (−H)⁻¹ g where −H is positive definite; along g else; no step longer than e^½. */
  private static double[] ascent(double[] g, DMatrixRMaj H) {
    double[] way = g.clone();
    DMatrixRMaj minus = H.copy();
    CommonOps_DDRM.changeSign(minus);
    DMatrixRMaj x = new DMatrixRMaj(g.length, 1);
    boolean isConcave = sigmasOf(minus)[0] > 0;
    if (isConcave && CommonOps_DDRM.solve(minus, new DMatrixRMaj(g.length, 1, true, g), x)) {
      way = x.data.clone();
    }
    double longest = Arrays.stream(way).map(Math::abs).max().orElse(0);
    double factor = longest > FARTHEST ? FARTHEST / longest : 1;
    return Arrays.stream(way).map(value -> factor * value).toArray();
  }

  private static double[] sigmas(DMatrixRMaj H) {
    DMatrixRMaj minus = H.copy();
    CommonOps_DDRM.changeSign(minus);
    return Arrays.stream(sigmasOf(minus))
        .map(sigma -> sigma > 0 ? sigma : Double.POSITIVE_INFINITY)
        .toArray();
  }

  /** 0 for all if the matrix is not positive definite. */
  private static double[] sigmasOf(DMatrixRMaj information) {
    double[] sigmas = new double[information.numRows];
    DMatrixRMaj inverse = information.copy();
    if (CommonOps_DDRM.det(information) > 0 && CommonOps_DDRM.invert(inverse)) {
      for (int i = 0; i < sigmas.length; i++) {
        if (!(inverse.get(i, i) > 0) || !(information.get(i, i) > 0)) {
          return new double[sigmas.length];
        }
        sigmas[i] = Math.sqrt(inverse.get(i, i));
      }
    }
    return sigmas;
  }

  /** Laplace's, of log values. */
  private double likelihood(double[] x) {
    double size = shape.kind() == Kind.NONE ? 0 : Math.exp(x[1]);
    double walk = walks ? Math.exp(x[x.length - 1]) : 0;
    smoother.set(shape, size, walk * walk * step, ANYWHERE, step);
    double sigma = Math.sqrt(Math.exp(2 * x[0]) + size * size * within());
    double likelihood = 0;
    for (int i = 0; i < MOST_NEWTON; i++) {
      double correction = expand(sigma);
      likelihood = smoother.smooth(y, r, tried) + correction;
      double change = 0;
      for (int t = 0; t < z.length; t++) {
        change = Math.max(change, Math.abs(tried[t] - z[t]));
        z[t] = tried[t];
      }
      if (change < SETTLED) {
        break;
      }
    }
    return likelihood;
  }

  /** How much a drift of size 1 varies among readings that are taken together. */
  private double within() {
    double sum = 0;
    for (double time : shape.times()) {
      double apart = 0;
      for (int k = 1; k < together; k++) {
        apart += 2.0 * (together - k) * -Math.expm1(-k * period / time);
      }
      sum += together == 1 ? 0 : shape.variance() * apart / (together * (together - 1.0));
    }
    return sum;
  }

  /**
   * Sets y and r to the normal readings that have the counts' likelihood about z, to second order.
   *
   * @return by how much its logarithm is larger there than theirs
   */
  private double expand(double sigma) {
    double correction = 0;
    double[] slopes = new double[2];
    for (int t = 0; t < z.length; t++) {
      double value = tallies.get(t).logLikelihood(z[t], sigma, slopes);
      double weight = Math.max(LEAST_WEIGHT, -slopes[1]);
      r[t] = 1 / weight;
      y[t] = z[t] + slopes[0] / weight;
      double off = y[t] - z[t];
      correction += value + 0.5 * (Math.log(2 * Math.PI * r[t]) + off * off * weight);
    }
    return correction;
  }
}
