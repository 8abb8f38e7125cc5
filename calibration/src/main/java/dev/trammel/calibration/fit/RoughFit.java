package dev.trammel.calibration.fit;

import dev.trammel.controller.robot.InertialRegressor;
import dev.trammel.controller.robot.InertialVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Where an output-error fit should begin: the machine of a family whose inverse dynamics come nearest to
 * the efforts, by weighted least squares on smoothed signals while joints move,
 *
 * <pre>
 *   min  Σ_t Σ_j (u_j(t) − Φ_j(q, q̇, q̈) p(θ))²/σ_j² + Σ ((θ − start)/deviation)²
 * </pre>
 *
 * <pre>
 *   p  13n  inertias, dampings, dry frictions, asymmetries of the machine of θ
 *   N  13n×13n  Σ Φᵀ Φ/σ²,   b  Σ Φᵀ u/σ²:  after one look at the data nothing costs much any more
 * </pre>
 *
 * <p>Delays are taken as they start, strengths too.
 */
public final class RoughFit {

  private static final int REACH = 6;

  /** Slower than this share of its mean speed a joint may rest. */
  private static final double SLOW = 0.3;

  private static final int ROUNDS = 3;
  private static final int ITERATIONS = 20;
  private static final double STEP = 1e-5;

  /** An unknown of which nothing is told, in units of its scale. */
  private static final double LEAST = 1e-9;

  /** Noise of efforts as a share of their size, before anything is known. */
  private static final double USUAL = 0.05;

  private final MachineFamily family;
  private final List<Unknown> unknowns;
  private final int P;
  private final int n;
  private final int size;
  private final double[][] normal;
  private final double[][] right;
  private final double[] squares;
  private final int[] rows;

  private RoughFit(MachineFamily family, Machine machine) {
    this.family = family;
    unknowns = family.unknowns();
    P = unknowns.size();
    n = machine.joints();
    size = (InertialVector.SIZE + 3) * n;
    normal = new double[n][size * size];
    right = new double[n][size];
    squares = new double[n];
    rows = new int[n];
  }

  /**
   * Looks for where to begin.
   *
   * @return P, a value for each unknown
   */
  public static double[] of(MachineFamily family, List<Trace> traces) {
    double[] values = family.unknowns().stream().mapToDouble(Unknown::start).toArray();
    Machine machine = family.at(values);
    RoughFit fit = new RoughFit(family, machine);
    traces.forEach(trace -> fit.look(machine, trace));
    double[] sigma = new double[fit.n];
    for (int j = 0; j < fit.n; j++) {
      sigma[j] = USUAL * Math.sqrt(fit.squares[j] / Math.max(1, fit.rows[j]));
    }
    double[] found = values;
    for (int round = 0; round < ROUNDS; round++) {
      found = fit.search(found, sigma);
      double[] p = fit.parameters(found);
      for (int j = 0; j < fit.n; j++) {
        double left = 2 * fit.half(j, p) + fit.squares[j];
        sigma[j] = Math.sqrt(Math.max(1e-12 * fit.squares[j], left) / Math.max(1, fit.rows[j]));
      }
    }
    return found;
  }

  private void look(Machine machine, Trace trace) {
    LocalSlopes[] slopes = new LocalSlopes[n];
    double[][] efforts = new double[n][];
    double[] slow = new double[n];
    for (int i = 0; i < n; i++) {
      double[] positions = new double[trace.steps() + 1];
      for (int t = 0; t < positions.length; t++) {
        positions[t] = trace.position(t, i);
      }
      slopes[i] = LocalSlopes.of(positions, trace.period(), REACH);
      efforts[i] = efforts(machine, trace, i);
      slow[i] = SLOW
          * Arrays.stream(slopes[i].rate())
              .filter(Double::isFinite)
              .map(Math::abs)
              .average()
              .orElse(0);
    }
    InertialRegressor regressor = new InertialRegressor(machine.robot(), machine.gravity());
    DMatrixRMaj Y = new DMatrixRMaj(n, InertialVector.SIZE * n);
    double[] q = new double[n];
    double[] qd = new double[n];
    double[] qdd = new double[n];
    for (int t = 4 * REACH; t < trace.steps() - 2 * REACH; t++) {
      for (int i = 0; i < n; i++) {
        q[i] = slopes[i].position()[t];
        qd[i] = slopes[i].rate()[t];
        qdd[i] = slopes[i].acceleration()[t];
      }
      regressor.at(q, qd, qdd, Y);
      for (int j = 0; j < n; j++) {
        if (Math.abs(qd[j]) > slow[j]) {
          add(j, Y, qd[j], efforts[j][t]);
        }
      }
    }
  }

  /** What its drive makes of a joint's commands, smoothed as positions are. */
  private static double[] efforts(Machine machine, Trace trace, int joint) {
    double half = trace.period() / 2;
    CommandPath path =
        new CommandPath(trace, joint, machine.drives().get(joint), trace.readingTime(0) - half);
    double[] effort = new double[trace.steps() + 1];
    for (int t = 0; t < effort.length; t++) {
      effort[t] = path.mean(trace.readingTime(t) + half);
    }
    return LocalSlopes.of(effort, trace.period(), REACH).position();
  }

  private void add(int j, DMatrixRMaj Y, double rate, double effort) {
    int wide = Y.numCols;
    double[] phi = new double[wide + 3];
    int[] at = new int[wide + 3];
    int count = 0;
    for (int k = 0; k < wide; k++) {
      double y = Y.data[j * wide + k];
      if (y != 0) {
        phi[count] = y;
        at[count++] = k;
      }
    }
    double[] resistance = {rate, Math.signum(rate), 1};
    for (int k = 0; k < resistance.length; k++) {
      phi[count] = resistance[k];
      at[count++] = wide + k * n + j;
    }
    for (int a = 0; a < count; a++) {
      right[j][at[a]] += phi[a] * effort;
      for (int b = 0; b < count; b++) {
        normal[j][at[a] * size + at[b]] += phi[a] * phi[b];
      }
    }
    squares[j] += effort * effort;
    rows[j]++;
  }

  private double[] parameters(double[] values) {
    Machine machine = family.at(values);
    double[] p = new double[size];
    double[] pi = InertialVector.of(machine.robot());
    System.arraycopy(pi, 0, p, 0, pi.length);
    for (int i = 0; i < n; i++) {
      p[pi.length + i] = machine.robot().bodies().get(i).joint().damping();
      p[pi.length + n + i] = machine.friction().get(i).dry();
      p[pi.length + 2 * n + i] = machine.friction().get(i).asymmetry();
    }
    return p;
  }

  /** ½ pᵀ N p − bᵀ p of one joint's efforts. */
  private double half(int j, double[] p) {
    double sum = 0;
    for (int a = 0; a < size; a++) {
      double row = 0;
      for (int b = 0; b < size; b++) {
        row += normal[j][a * size + b] * p[b];
      }
      sum += p[a] * (row / 2 - right[j][a]);
    }
    return sum;
  }

  private double cost(double[] values, double[] sigma) {
    double[] p = parameters(values);
    double sum = 0;
    for (int j = 0; j < n; j++) {
      sum += sigma[j] == 0 ? 0 : half(j, p) / (sigma[j] * sigma[j]);
    }
    for (int k = 0; k < P; k++) {
      double away = (values[k] - unknowns.get(k).start()) / unknowns.get(k).deviation();
      sum += away * away / 2;
    }
    return sum;
  }

  private double[] search(double[] from, double[] sigma) {
    DMatrixRMaj N = new DMatrixRMaj(size, size);
    double[] b = new double[size];
    for (int j = 0; j < n; j++) {
      double weight = sigma[j] == 0 ? 0 : 1 / (sigma[j] * sigma[j]);
      for (int k = 0; k < N.data.length; k++) {
        N.data[k] += weight * normal[j][k];
      }
      for (int k = 0; k < size; k++) {
        b[k] += weight * right[j][k];
      }
    }
    double[] values = from.clone();
    double cost = cost(values, sigma);
    double lambda = 1e-3;
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] next = step(values, N, b, lambda);
      double nextCost = cost(next, sigma);
      if (nextCost < cost) {
        values = next;
        cost = nextCost;
        lambda /= 10;
      } else {
        lambda *= 10;
      }
    }
    return values;
  }

  private double[] step(double[] values, DMatrixRMaj N, double[] b, double lambda) {
    double[] p = parameters(values);
    List<double[]> J = new ArrayList<>();
    for (int k = 0; k < P; k++) {
      double step = STEP * unknowns.get(k).scale();
      double[] there = values.clone();
      there[k] += values[k] + step > unknowns.get(k).upper() ? -step : step;
      double[] column = parameters(there);
      for (int a = 0; a < size; a++) {
        column[a] = (column[a] - p[a]) / (there[k] - values[k]);
      }
      J.add(column);
    }
    double[] pull = times(N, p);
    double[] H = new double[P * P];
    double[] d = new double[P];
    for (int k = 0; k < P; k++) {
      Unknown unknown = unknowns.get(k);
      double weight = 1 / (unknown.deviation() * unknown.deviation());
      double[] NJ = times(N, J.get(k));
      for (int o = 0; o < P; o++) {
        H[k * P + o] = dot(NJ, J.get(o));
      }
      H[k * P + k] = (H[k * P + k] + weight) * (1 + lambda)
          + LEAST * (1 + H[k * P + k])
          + LEAST / (unknown.scale() * unknown.scale());
      for (int a = 0; a < size; a++) {
        d[k] -= J.get(k)[a] * (pull[a] - b[a]);
      }
      d[k] -= weight * (values[k] - unknown.start());
    }
    double[] next = values.clone();
    if (SmallSystem.solve(H, P, d)) {
      for (int k = 0; k < P; k++) {
        next[k] = unknowns.get(k).clamp(values[k] + d[k]);
      }
    }
    return next;
  }

  private static double[] times(DMatrixRMaj N, double[] x) {
    double[] out = new double[x.length];
    for (int a = 0; a < x.length; a++) {
      for (int b = 0; b < x.length; b++) {
        out[a] += N.data[a * x.length + b] * x[b];
      }
    }
    return out;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
