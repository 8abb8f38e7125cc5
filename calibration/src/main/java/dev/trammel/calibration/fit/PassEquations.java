package dev.trammel.calibration.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Linear equations of which each belongs to one joint, whose errors are as large as that joint makes
 * them: least squares with weights from the residuals, by turns (feasible generalised least squares).
 * A builder.
 */
final class PassEquations {

  private static final int TURNS = 6;

  /** Of a joint's own size of effort; a joint that fits better than that fits by chance. */
  private static final double LEAST = 1e-6;

  /** No pass. */
  private static final int NONE = -1;

  private final int unknowns;
  private final List<double[]> rows = new ArrayList<>();
  private final List<Double> right = new ArrayList<>();
  private final List<Integer> joints = new ArrayList<>();
  private final List<Integer> passes = new ArrayList<>();

  PassEquations(int unknowns) {
    this.unknowns = unknowns;
  }

  /** Adds one of a pass: row · x = value. */
  void add(int pass, int joint, double[] row, double value) {
    passes.add(pass);
    joints.add(joint);
    rows.add(row);
    right.add(value);
  }

  int size() {
    return rows.size();
  }

  int joint(int row) {
    return joints.get(row);
  }

  /**
   * Solves all together.
   *
   * @param deviations one for each joint, receives those of its residuals; modified
   */
  Regression solve(double[] deviations) {
    Arrays.fill(deviations, 1);
    Regression fit = weighted(deviations, NONE);
    for (int turn = 0; turn < TURNS; turn++) {
      spread(fit, deviations);
      fit = weighted(deviations, NONE);
    }
    return fit;
  }

  /**
   * Deviations of what was solved for: as the residuals say, or as the solutions without one pass
   * after the other differ (the jackknife), whichever is more. What a model lacks is the same for all
   * joints of a pass, and residuals alone count it as often as there are joints.
   *
   * @param deviations by joint, of {@link #solve}; not modified
   */
  double[] sigma(Regression fit, double[] deviations) {
    List<Integer> all = passes.stream().distinct().toList();
    double[] sum = new double[unknowns];
    for (int pass : all) {
      if (rows.size() - Collections.frequency(passes, pass) > unknowns) {
        Regression without = weighted(deviations, pass);
        for (int j = 0; j < unknowns; j++) {
          sum[j] += Math.pow(without.value(j) - fit.value(j), 2);
        }
      }
    }
    double[] sigma = new double[unknowns];
    double share = (all.size() - 1.0) / all.size();
    Arrays.setAll(sigma, j -> Math.max(fit.sigma(j), Math.sqrt(share * sum[j])));
    return sigma;
  }

  /** @param omitted pass that is left out */
  private Regression weighted(double[] deviations, int omitted) {
    int[] kept =
        IntStream.range(0, rows.size()).filter(i -> passes.get(i) != omitted).toArray();
    DMatrixRMaj A = new DMatrixRMaj(kept.length, unknowns);
    double[] b = new double[kept.length];
    for (int k = 0; k < b.length; k++) {
      int i = kept[k];
      double weight = 1 / deviations[joints.get(i)];
      for (int j = 0; j < unknowns; j++) {
        A.set(k, j, weight * rows.get(i)[j]);
      }
      b[k] = weight * right.get(i);
    }
    return Regression.solve(A, b);
  }

  /** Root mean squares by joint, for all the freedom that the fit took. */
  private void spread(Regression fit, double[] deviations) {
    double[] sum = new double[deviations.length];
    double[] size = new double[deviations.length];
    int[] count = new int[deviations.length];
    double freedom = (double) fit.degreesOfFreedom() / rows.size();
    for (int i = 0; i < rows.size(); i++) {
      int joint = joints.get(i);
      sum[joint] += Math.pow(fit.residual(i) * deviations[joint], 2);
      size[joint] = Math.max(size[joint], Math.abs(right.get(i)));
      count[joint]++;
    }
    for (int joint = 0; joint < deviations.length; joint++) {
      if (count[joint] > 0) {
        double rms = Math.sqrt(sum[joint] / (freedom * count[joint]));
        deviations[joint] = Math.max(rms, LEAST * Math.max(size[joint], 1e-3));
      }
    }
  }
}
