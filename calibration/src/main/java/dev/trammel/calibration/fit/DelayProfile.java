package dev.trammel.calibration.fit;

import dev.trammel.controller.robot.RigidBodyDynamics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * What the inverse dynamics say of one joint, for each delay that its commands may have: robust least
 * squares (Huber 1964) of
 *
 * <pre>  u(t − delay) ≈ a·(M q̈)ᵢ + b·hᵢ(q, q̇) + D q̇ᵢ + F sgn q̇ᵢ + c,</pre>
 *
 * <p>M and h of the robot as it is described, all signals smoothed alike. The delay with the least
 * residual is the answer: rough, with no start needed. A fit by output error starts here.
 *
 * @param delays that were tried [s]
 * @param residuals of each [N·m or N]
 * @param delay with the least, by a parabola through it and its neighbours [s]
 * @param damping D there
 * @param dry F there
 */
public record DelayProfile(
    double[] delays, double[] residuals, double delay, double damping, double dry) {

  /** Readings to either side that smooth. */
  private static final int REACH = 6;

  /** Slower than this share of the joint's mean speed says nothing of what slides. */
  private static final double SLOW = 0.15;

  private static final double MOST_DELAY = 0.04;
  private static final double DELAY_STEP = 0.002;
  private static final int ROUNDS = 3;

  /** Huber's constant: 95 % as good as least squares where the noise is normal. */
  private static final double HUBER = 1.345;

  private static final int COLUMNS = 5;

  /** Of a joint by what all joints of some traces did. */
  public static DelayProfile of(Machine machine, List<Trace> traces, int joint) {
    List<Samples> samples = new ArrayList<>();
    traces.forEach(trace -> samples.add(Samples.of(machine, trace, joint)));
    int count = (int) Math.round(MOST_DELAY / DELAY_STEP) + 1;
    double[] delays = new double[count];
    double[] residuals = new double[count];
    Regression best = null;
    double least = Double.POSITIVE_INFINITY;
    int at = 0;
    for (int d = 0; d < count; d++) {
      delays[d] = d * DELAY_STEP;
      Regression fit = fit(samples, delays[d]);
      residuals[d] = fit.deviation();
      if (fit.deviation() < least) {
        least = fit.deviation();
        best = fit;
        at = d;
      }
    }
    double damping = best == null ? 0 : best.value(2);
    double dry = best == null ? 0 : best.value(3);
    return new DelayProfile(delays, residuals, lowest(delays, residuals, at), damping, dry);
  }

  private static double lowest(double[] x, double[] y, int at) {
    if (at == 0 || at == x.length - 1) {
      return x[at];
    }
    double before = y[at - 1];
    double after = y[at + 1];
    double bend = before - 2 * y[at] + after;
    return bend <= 0 ? x[at] : x[at] + 0.5 * DELAY_STEP * (before - after) / bend;
  }

  private static Regression fit(List<Samples> all, double delay) {
    int rows = all.stream().mapToInt(samples -> samples.rows.size()).sum();
    DMatrixRMaj A = new DMatrixRMaj(rows, COLUMNS);
    double[] b = new double[rows];
    int row = 0;
    for (Samples samples : all) {
      double[] command = samples.command(delay);
      for (int i = 0; i < samples.rows.size(); i++, row++) {
        System.arraycopy(samples.rows.get(i), 0, A.data, row * COLUMNS, COLUMNS);
        b[row] = command[i];
      }
    }
    return robust(A, b);
  }

  /** Weighs down what lies far off, again and again. */
  private static Regression robust(DMatrixRMaj A, double[] b) {
    Regression fit = Regression.solve(A, b);
    double[] weights = new double[b.length];
    for (int round = 0; round < ROUNDS; round++) {
      double sigma = Math.max(1e-12, spread(fit, weights, round == 0));
      DMatrixRMaj weighted = A.copy();
      double[] right = b.clone();
      for (int i = 0; i < b.length; i++) {
        double residual = b[i];
        for (int j = 0; j < A.numCols; j++) {
          residual -= A.get(i, j) * fit.value(j);
        }
        weights[i] = Math.sqrt(Math.min(1, HUBER * sigma / Math.max(1e-300, Math.abs(residual))));
        right[i] *= weights[i];
        for (int j = 0; j < A.numCols; j++) {
          weighted.data[i * A.numCols + j] *= weights[i];
        }
      }
      fit = Regression.solve(weighted, right);
    }
    return fit;
  }

  /** Median absolute deviation, as that of a normal distribution. */
  private static double spread(Regression fit, double[] weights, boolean isFirst) {
    double[] sizes = new double[weights.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(fit.residual(i)) / (isFirst ? 1 : Math.max(1e-6, weights[i]));
    }
    Arrays.sort(sizes);
    return sizes[sizes.length / 2] / 0.6745;
  }

  /** The rows of one trace. */
  private record Samples(Trace trace, int joint, List<double[]> rows, List<Integer> readings) {

    static Samples of(Machine machine, Trace trace, int joint) {
      Samples samples = new Samples(trace, joint, new ArrayList<>(), new ArrayList<>());
      int n = trace.joints();
      LocalSlopes[] slopes = new LocalSlopes[n];
      for (int i = 0; i < n; i++) {
        double[] values = new double[trace.steps() + 1];
        for (int t = 0; t < values.length; t++) {
          values[t] = trace.position(t, i);
        }
        slopes[i] = LocalSlopes.of(values, trace.period(), REACH);
      }
      samples.collect(machine, slopes);
      return samples;
    }

    private void collect(Machine machine, LocalSlopes[] slopes) {
      int n = slopes.length;
      RigidBodyDynamics dynamics = new RigidBodyDynamics(machine.robot(), machine.gravity());
      DMatrixRMaj M = new DMatrixRMaj(n, n);
      double[] q = new double[n];
      double[] qd = new double[n];
      double[] h = new double[n];
      int margin = (int) Math.ceil(MOST_DELAY / trace.period()) + 2 * REACH;
      double slow = SLOW * meanSpeed(slopes[joint].rate());
      for (int t = margin; t < trace.steps() - REACH - 1; t++) {
        double rate = slopes[joint].rate()[t];
        if (!(Math.abs(rate) > slow)) {
          continue;
        }
        for (int i = 0; i < n; i++) {
          q[i] = slopes[i].position()[t];
          qd[i] = slopes[i].rate()[t];
        }
        dynamics.massMatrix(q, M);
        dynamics.biasForces(q, qd, h);
        double inertial = 0;
        for (int i = 0; i < n; i++) {
          inertial += M.get(joint, i) * slopes[i].acceleration()[t];
        }
        rows.add(new double[] {inertial, h[joint], rate, Math.signum(rate), 1});
        readings.add(t);
      }
      while (rows.size() <= COLUMNS) {
        // a joint that did not move: nothing follows, and nothing breaks
        rows.add(new double[COLUMNS]);
        readings.add(margin);
      }
    }

    private static double meanSpeed(double[] rates) {
      return Arrays.stream(rates)
          .filter(Double::isFinite)
          .map(Math::abs)
          .average()
          .orElse(0);
    }

    /** What had been commanded a while before each row, smoothed as the positions are. */
    double[] command(double delay) {
      int steps = trace.steps();
      double[] held = new double[steps + 1];
      double period = trace.period();
      CommandPath path = new CommandPath(
          trace, joint, Drive.IDEAL.withDelay(delay), trace.readingTime(0) - period / 2);
      for (int t = 0; t <= steps; t++) {
        held[t] = path.mean(trace.readingTime(t) + period / 2);
      }
      double[] smooth = LocalSlopes.of(held, period, REACH).position();
      return readings.stream().mapToDouble(t -> smooth[t]).toArray();
    }
  }
}
