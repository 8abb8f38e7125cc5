package dev.trammel.calibration.inertial;

import dev.trammel.controller.robot.Joint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRPDecomposition_F64;

/**
 * The least set of sums of parameters on which motions depend at all (Gautier, Numerical calculation
 * of the base inertial parameters of robots, 1991): Φ p = Φ_b B p for every motion, where Φ_b are
 * some columns of Φ that are linearly independent.
 *
 * <pre>
 *   Φ P = Q [R₁ R₂; 0 0],   B p = p_b + R₁⁻¹ R₂ p_d,   P puts the columns that are kept first
 * </pre>
 *
 * <p>Found by a QR decomposition with column pivoting of Φ at random motions. Immutable.
 */
public final class BaseParameters {

  /** More rows than columns, so often. */
  private static final int OVERDETERMINED = 4;

  /** A column is a sum of others if so much of it is left, of columns of length 1. */
  private static final double NOTHING_LEFT = 1e-8;

  /** What a description's position, speed or acceleration may be where it gives none. */
  private static final double UNLIMITED = 3;

  private final int[] kept;
  private final DMatrixRMaj B;
  private final List<String> names;

  private BaseParameters(int[] kept, DMatrixRMaj B, List<String> names) {
    this.kept = kept;
    this.B = B;
    this.names = List.copyOf(names);
  }

  /**
   * Finds them.
   *
   * @param joints of the same robot, in their order
   */
  public static BaseParameters of(JointParameters parameters, List<Joint> joints) {
    DMatrixRMaj phi = randomMotions(parameters, joints);
    int columns = phi.numCols;
    double[] length = normalise(phi);
    QRPDecomposition_F64<DMatrixRMaj> qr = DecompositionFactory_DDRM.qrp(phi.numRows, columns);
    qr.setSingularThreshold(NOTHING_LEFT);
    if (!qr.decompose(phi)) {
      throw new IllegalStateException("the regressor of random motions could not be decomposed");
    }
    int rank = qr.getRank();
    DMatrixRMaj R = qr.getR(null, true);
    int[] order = qr.getColPivots();
    DMatrixRMaj R1 = CommonOps_DDRM.extract(R, 0, rank, 0, rank);
    DMatrixRMaj B = new DMatrixRMaj(rank, columns);
    for (int j = 0; j < columns; j++) {
      double[] share = new double[rank];
      for (int i = 0; i < rank; i++) {
        share[i] = j < rank ? (i == j ? 1 : 0) : R.get(i, j);
      }
      if (j >= rank) {
        TriangularSolver_DDRM.solveU(R1.data, share, rank);
      }
      for (int i = 0; i < rank; i++) {
        // back from columns of length 1
        double value = share[i] * length[order[j]] / length[order[i]];
        B.set(i, order[j], Math.abs(share[i]) < NOTHING_LEFT ? 0 : value);
      }
    }
    return sorted(order, B, parameters.names());
  }

  /** Brings columns to length 1, and those that are nothing but rounding to 0; returns the lengths. */
  private static double[] normalise(DMatrixRMaj phi) {
    double[] length = new double[phi.numCols];
    double most = 0;
    for (int j = 0; j < length.length; j++) {
      for (int i = 0; i < phi.numRows; i++) {
        length[j] = Math.hypot(length[j], phi.get(i, j));
      }
      most = Math.max(most, length[j]);
    }
    for (int j = 0; j < length.length; j++) {
      boolean isSeen = length[j] > NOTHING_LEFT * most;
      for (int i = 0; i < phi.numRows; i++) {
        phi.set(i, j, isSeen ? phi.get(i, j) / length[j] : 0);
      }
      length[j] = isSeen ? length[j] : 0;
    }
    return length;
  }

  /** In the order of the parameters rather than of the decomposition. */
  private static BaseParameters sorted(int[] order, DMatrixRMaj B, List<String> of) {
    Integer[] rows = new Integer[B.numRows];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
    Arrays.sort(rows, Comparator.comparing(i -> order[i]));
    DMatrixRMaj sorted = new DMatrixRMaj(B.numRows, B.numCols);
    int[] kept = new int[rows.length];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      kept[i] = order[rows[i]];
      for (int j = 0; j < B.numCols; j++) {
        sorted.set(i, j, B.get(rows[i], j));
      }
      names.add(name(kept[i], sorted, i, of));
    }
    return new BaseParameters(kept, sorted, names);
  }

  private static String name(int first, DMatrixRMaj B, int row, List<String> of) {
    StringBuilder name = new StringBuilder(of.get(first));
    for (int j = 0; j < B.numCols; j++) {
      double share = B.get(row, j);
      if (j != first && share != 0) {
        name.append(share < 0 ? " - " : " + ");
        double size = Math.abs(share);
        if (Math.abs(size - 1) > 1e-9) {
          name.append(String.format(Locale.ROOT, "%.4g ", size));
        }
        name.append(of.get(j));
      }
    }
    return name.toString();
  }

  private static DMatrixRMaj randomMotions(JointParameters parameters, List<Joint> joints) {
    int n = parameters.joints();
    int motions = OVERDETERMINED * parameters.size() / n + 1;
    DMatrixRMaj all = new DMatrixRMaj(motions * n, parameters.size());
    DMatrixRMaj phi = new DMatrixRMaj(n, parameters.size());
    // any draws do: the set is a property of the robot
    SplittableRandom random = new SplittableRandom(0);
    double[] q = new double[n];
    double[] qd = new double[n];
    double[] qdd = new double[n];
    for (int t = 0; t < motions; t++) {
      for (int i = 0; i < n; i++) {
        Joint joint = joints.get(i);
        q[i] = random.nextDouble(
            Math.max(joint.lower(), -UNLIMITED), Math.min(joint.upper(), UNLIMITED));
        qd[i] = random.nextDouble(-UNLIMITED, UNLIMITED);
        qdd[i] = random.nextDouble(-UNLIMITED, UNLIMITED);
      }
      parameters.at(q, qd, qdd, phi);
      CommonOps_DDRM.insert(phi, all, t * n, 0);
    }
    return all;
  }

  /** r. */
  public int size() {
    return kept.length;
  }

  /** Which columns of Φ are kept, ascending. */
  public int[] kept() {
    return kept.clone();
  }

  /** Each as a sum: {@code link2.Izz + link3.Iyy + 0.0361 link3.m}. */
  public List<String> names() {
    return names;
  }

  /** B, r×13n; a copy. */
  public DMatrixRMaj projection() {
    return B.copy();
  }

  /**
   * B p.
   *
   * @param p 13n; not modified
   */
  public double[] of(double[] p) {
    double[] beta = new double[kept.length];
    for (int i = 0; i < beta.length; i++) {
      for (int j = 0; j < p.length; j++) {
        beta[i] += B.get(i, j) * p[j];
      }
    }
    return beta;
  }

  /**
   * Picks the columns that are kept.
   *
   * @param phi n×13n; not modified
   * @param out n×r; modified
   */
  public void pick(DMatrixRMaj phi, DMatrixRMaj out) {
    for (int i = 0; i < phi.numRows; i++) {
      for (int j = 0; j < kept.length; j++) {
        out.set(i, j, phi.get(i, kept[j]));
      }
    }
  }
}
