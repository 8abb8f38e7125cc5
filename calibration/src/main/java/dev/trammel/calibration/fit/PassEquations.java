package dev.trammel.calibration.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  private final int unknowns;
  private final List<double[]> rows = new ArrayList<>();
  private final List<Double> right = new ArrayList<>();
  private final List<Integer> joints = new ArrayList<>();

  PassEquations(int unknowns) {
    this.unknowns = unknowns;
  }

  /** Adds one: row · x = value. */
  void add(int joint, double[] row, double value) {
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
    Regression fit = weighted(deviations);
    for (int turn = 0; turn < TURNS; turn++) {
      spread(fit, deviations);
      fit = weighted(deviations);
    }
    return fit;
  }

  private Regression weighted(double[] deviations) {
    DMatrixRMaj A = new DMatrixRMaj(rows.size(), unknowns);
    double[] b = new double[rows.size()];
    for (int i = 0; i < b.length; i++) {
      double weight = 1 / deviations[joints.get(i)];
      for (int j = 0; j < unknowns; j++) {
        A.set(i, j, weight * rows.get(i)[j]);
      }
      b[i] = weight * right.get(i);
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
