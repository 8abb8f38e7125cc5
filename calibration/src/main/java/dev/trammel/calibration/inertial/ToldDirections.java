package dev.trammel.calibration.inertial;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.InertialVector;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.task.PlantSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The ways in which bodies may differ from their description that motions tell.
 *
 * <pre>
 *   ξ = V z   10n  coordinates of {@link FeasibleInertias} from the description on
 *   V         10n×r_b  orthonormal directions that change base parameters
 * </pre>
 *
 * <p>In all other directions the robot stays as it is described.
 */
final class ToldDirections {

  /** A direction that changes base parameters less than this does not change them. */
  private static final double NOTHING = 1e-9;

  private final DMatrixRMaj V;

  private ToldDirections(DMatrixRMaj V) {
    this.V = V;
  }

  static ToldDirections of(PlantSettings plant, FeasibleInertias inertias) {
    RobotModel robot = plant.robot();
    double[] speeds = new double[robot.degreesOfFreedom()];
    Arrays.fill(speeds, 1);
    JointParameters parameters = new JointParameters(robot, plant.world().gravity(), speeds);
    BaseParameters base =
        BaseParameters.of(parameters, robot.bodies().stream().map(Body::joint).toList());
    int size = inertias.size();
    DMatrixRMaj B = CommonOps_DDRM.extract(base.projection(), 0, base.size(), 0, size);
    DMatrixRMaj A = new DMatrixRMaj(B.numRows, size);
    CommonOps_DDRM.mult(B, inertias.derivative(new double[size]), A);
    for (int i = 0; i < A.numRows; i++) {
      double length = 0;
      for (int j = 0; j < size; j++) {
        length = Math.hypot(length, A.get(i, j));
      }
      for (int j = 0; j < size && length > 0; j++) {
        A.set(i, j, A.get(i, j) / length);
      }
    }
    return new ToldDirections(rowSpace(A));
  }

  private static DMatrixRMaj rowSpace(DMatrixRMaj A) {
    DMatrixRMaj G = new DMatrixRMaj(A.numCols, A.numCols);
    CommonOps_DDRM.multInner(A, G);
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(A.numCols, true, true);
    if (!eigen.decompose(G)) {
      throw new IllegalStateException("the directions that motions tell could not be found");
    }
    List<DMatrixRMaj> columns = new ArrayList<>();
    for (int k = A.numCols - 1; k >= 0; k--) {
      if (eigen.getEigenvalue(k).getReal() > NOTHING) {
        columns.add(eigen.getEigenVector(k));
      }
    }
    DMatrixRMaj V = new DMatrixRMaj(A.numCols, columns.size());
    for (int k = 0; k < columns.size(); k++) {
      CommonOps_DDRM.insert(columns.get(k), V, 0, k);
    }
    return V;
  }

  /** r_b. */
  int count() {
    return V.numCols;
  }

  /** The body that a direction changes most. */
  String mostOf(RobotModel robot, int direction) {
    double[] squares = new double[robot.degreesOfFreedom()];
    int most = 0;
    for (int row = 0; row < V.numRows; row++) {
      int body = row / InertialVector.SIZE;
      squares[body] += Math.pow(V.get(row, direction), 2);
      most = squares[body] > squares[most] ? body : most;
    }
    return robot.bodies().get(most).name();
  }

  /**
   * ξ.
   *
   * @param z r_b or more, of which the first are taken; not modified
   */
  double[] coordinates(double[] z) {
    double[] xi = new double[V.numRows];
    for (int i = 0; i < xi.length; i++) {
      for (int k = 0; k < V.numCols; k++) {
        xi[i] += V.get(i, k) * z[k];
      }
    }
    return xi;
  }

  /**
   * Of ξ: V C Vᵀ, and what no motion tells is as wrong as a description may be, (1 − V Vᵀ) trust².
   *
   * @param covariance C, the first r_b of size×size, by rows
   * @param trust deviation of what is described
   */
  DMatrixRMaj covariance(double[] covariance, int size, double trust) {
    int r = V.numCols;
    DMatrixRMaj C = new DMatrixRMaj(r, r);
    for (int i = 0; i < r; i++) {
      for (int j = 0; j < r; j++) {
        C.set(i, j, covariance[i * size + j] - (i == j ? trust * trust : 0));
      }
    }
    DMatrixRMaj VC = new DMatrixRMaj(V.numRows, r);
    CommonOps_DDRM.mult(V, C, VC);
    DMatrixRMaj of = new DMatrixRMaj(V.numRows, V.numRows);
    CommonOps_DDRM.multTransB(VC, V, of);
    for (int i = 0; i < V.numRows; i++) {
      of.add(i, i, trust * trust);
    }
    return of;
  }
}
