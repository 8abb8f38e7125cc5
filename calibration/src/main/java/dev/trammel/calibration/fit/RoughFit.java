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
 *   min  ½ Σ_j xⱼ(θ)ᵀ Nⱼ xⱼ(θ)/σⱼ² + ½ Σ ((θ − start)/deviation)²
 * </pre>
 *
 * <p>by Levenberg and Marquardt's method, N and x as {@link EffortSums} has them. Delays are found with
 * the rest: an effort is a line in its delay about where the delay was at the last look, and there are a
 * few looks.
 */
public final class RoughFit {

  private static final int REACH = 10;

  /** Slower than this share of its mean speed a joint may rest. */
  private static final double SLOW = 0.3;

  private static final int LOOKS = 4;
  private static final int ROUNDS = 2;
  private static final int ITERATIONS = 15;
  private static final double STEP = 1e-5;

  /** An unknown of which nothing is told, in units of its scale. */
  private static final double LEAST = 1e-9;

  /** Noise of efforts as a share of their size, before anything is known. */
  private static final double USUAL = 0.05;

  /** No effort is known better than this share of it. */
  private static final double FINEST = 1e-6;

  private final MachineFamily family;
  private final List<Unknown> unknowns;
  private final int P;
  private final int n;
  private final List<EffortSums> sums = new ArrayList<>();
  private final double[] sigma;
  private final double[] slow;

  /** A trace, and how its joints moved. */
  private record Moved(Trace trace, LocalSlopes[] slopes) {

    static Moved of(Trace trace) {
      LocalSlopes[] slopes = new LocalSlopes[trace.joints()];
      Arrays.setAll(slopes, i -> LocalSlopes.of(positions(trace, i), trace.period(), REACH));
      return new Moved(trace, slopes);
    }
  }

  private RoughFit(MachineFamily family, Machine about, List<Moved> motions) {
    this.family = family;
    unknowns = family.unknowns();
    P = unknowns.size();
    n = about.joints();
    for (int j = 0; j < n; j++) {
      sums.add(new EffortSums(j, n, about.drives().get(j).delay()));
    }
    slow = slow(motions, n);
    motions.forEach(motion -> look(about, motion));
    sigma = sums.stream().mapToDouble(sum -> USUAL * sum.effort()).toArray();
  }

  /**
   * Looks for where to begin.
   *
   * @return P, a value for each unknown
   */
  public static double[] of(MachineFamily family, List<Trace> traces) {
    double[] values = family.unknowns().stream().mapToDouble(Unknown::start).toArray();
    List<Moved> motions = traces.stream().map(Moved::of).toList();
    for (int look = 0; look < LOOKS; look++) {
      RoughFit fit = new RoughFit(family, family.at(values), motions);
      for (int round = 0; round < ROUNDS; round++) {
        values = fit.search(values);
        fit.weigh(values);
      }
    }
    return values;
  }

  /** By what is left. */
  private void weigh(double[] values) {
    Machine machine = family.at(values);
    for (int j = 0; j < n; j++) {
      EffortSums sum = sums.get(j);
      sigma[j] = Math.max(FINEST * sum.effort(), sum.left(sum.of(machine)));
    }
  }

  /** Of all motions together: in one of them a joint may rest all the time, and only seems to creep. */
  private static double[] slow(List<Moved> motions, int n) {
    double[] slow = new double[n];
    Arrays.setAll(
        slow,
        i -> SLOW
            * motions.stream()
                .flatMapToDouble(motion -> Arrays.stream(motion.slopes()[i].rate()))
                .filter(Double::isFinite)
                .map(Math::abs)
                .average()
                .orElse(0));
    return slow;
  }

  private void look(Machine about, Moved motion) {
    Trace trace = motion.trace();
    LocalSlopes[] slopes = motion.slopes();
    LocalSlopes[] efforts = new LocalSlopes[n];
    Arrays.setAll(efforts, i -> efforts(about, trace, i));
    InertialRegressor regressor = new InertialRegressor(about.robot(), about.gravity());
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
        if (slides(slopes[j].rate(), t, slow[j])) {
          sums.get(j).add(Y, qd[j], efforts[j].position()[t], efforts[j].rate()[t]);
        }
      }
    }
  }

  private static double[] positions(Trace trace, int joint) {
    double[] positions = new double[trace.steps() + 1];
    for (int t = 0; t < positions.length; t++) {
      positions[t] = trace.position(t, joint);
    }
    return positions;
  }

  /** One way, for as long as what is smoothed takes. */
  private static boolean slides(double[] rate, int t, double slow) {
    double before = rate[t - REACH];
    double after = rate[t + REACH];
    return Math.abs(rate[t]) > slow && before * rate[t] > 0 && after * rate[t] > 0;
  }

  /** What was commanded before a joint's delay, smoothed as positions are. */
  private static LocalSlopes efforts(Machine about, Trace trace, int joint) {
    double half = trace.period() / 2;
    Drive drive = about.drives().get(joint).withStrength(1).withOffset(0);
    CommandPath path = new CommandPath(trace, joint, drive, trace.readingTime(0) - half);
    double[] effort = new double[trace.steps() + 1];
    for (int t = 0; t < effort.length; t++) {
      effort[t] = path.mean(trace.readingTime(t) + half);
    }
    return LocalSlopes.of(effort, trace.period(), REACH);
  }

  private double cost(double[] values) {
    Machine machine = family.at(values);
    double sum = 0;
    for (int j = 0; j < n; j++) {
      if (sigma[j] > 0) {
        double[] x = sums.get(j).of(machine);
        sum += EffortSums.dot(x, sums.get(j).times(x)) / (2 * sigma[j] * sigma[j]);
      }
    }
    for (int k = 0; k < P; k++) {
      double away = (values[k] - unknowns.get(k).start()) / unknowns.get(k).deviation();
      sum += away * away / 2;
    }
    return sum;
  }

  private double[] search(double[] from) {
    double[] values = from.clone();
    double cost = cost(values);
    double lambda = 1e-3;
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] next = step(values, lambda);
      double nextCost = cost(next);
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

  private double[] step(double[] values, double lambda) {
    MachineSlopes about = MachineSlopes.of(family, values, STEP);
    double[] H = new double[P * P];
    double[] d = new double[P];
    for (int j = 0; j < n; j++) {
      if (sigma[j] > 0) {
        addJoint(j, about, H, d);
      }
    }
    return solved(values, H, d, lambda);
  }

  private void addJoint(int j, MachineSlopes about, double[] H, double[] d) {
    EffortSums sum = sums.get(j);
    double weight = 1 / (sigma[j] * sigma[j]);
    double[] x = sum.of(about.machine());
    double[] pull = sum.times(x);
    double[][] J = new double[P][];
    for (int k = 0; k < P; k++) {
      J[k] = sum.of(about.changed(k));
      for (int a = 0; a < x.length; a++) {
        J[k][a] = (J[k][a] - x[a]) / about.step(k);
      }
    }
    for (int k = 0; k < P; k++) {
      double[] NJ = sum.times(J[k]);
      for (int o = 0; o < P; o++) {
        H[k * P + o] += weight * EffortSums.dot(NJ, J[o]);
      }
      d[k] -= weight * EffortSums.dot(J[k], pull);
    }
  }

  private double[] solved(double[] values, double[] H, double[] d, double lambda) {
    for (int k = 0; k < P; k++) {
      Unknown unknown = unknowns.get(k);
      double weight = 1 / (unknown.deviation() * unknown.deviation());
      H[k * P + k] = (H[k * P + k] + weight) * (1 + lambda)
          + LEAST * (1 + H[k * P + k])
          + LEAST / (unknown.scale() * unknown.scale());
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
}
