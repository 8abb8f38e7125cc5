package dev.trammel.calibration.inertial;

import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.InertialVector;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The bodies that can be which are nearest to base parameters and, where those say nothing, to the
 * description (the feasibility after Wensing, Kim and Slotine, Linear matrix inequalities for
 * physically consistent inertial parameter identification, 2018):
 *
 * <pre>  min  ½ (B p − β)ᵀ C⁻¹ (B p − β) + ½ |ξ/3|²,   p = (π(ξ), ρ)</pre>
 *
 * <pre>
 *   β, C  r, r×r  base parameters as found, and their covariance
 *   ξ     10n     coordinates of {@link FeasibleInertias}, 3 of whose units are thirty per cent
 *   ρ     3n      dampings, dry frictions, offsets
 * </pre>
 *
 * <p>Gauss and Newton's method, its steps halved until they gain.
 */
final class FeasibleFit {

  /** What a description is trusted to: 30 %, in units of ξ. */
  private static final double TRUST = 3;

  /** Of ρ nothing is believed. */
  private static final double ANYTHING = 1e4;

  private static final int PASSES = 60;
  private static final int HALVINGS = 12;
  private static final double GAIN = 1e-10;

  private final FeasibleInertias inertias;
  private final BaseParameters base;
  private final DMatrixRMaj information;
  private final double[] beta;
  private final int n;

  /**
   * What was found.
   *
   * @param p 13n, of bodies that can be
   * @param covariance 23n … of ξ and ρ
   * @param xi 10n
   */
  record Solution(double[] p, DMatrixRMaj covariance, double[] xi) {}

  FeasibleFit(FeasibleInertias inertias, BaseParameters base, double[] beta, DMatrixRMaj C) {
    this.inertias = inertias;
    this.base = base;
    this.beta = beta;
    n = inertias.size() / InertialVector.SIZE;
    information = new DMatrixRMaj(C.numRows, C.numRows);
    if (!CommonOps_DDRM.invert(C, information)) {
      throw new IllegalArgumentException("the covariance of base parameters must be definite");
    }
  }

  Solution solve() {
    double[] x = new double[inertias.size() + JointParameters.RESISTANCES * n];
    double cost = cost(x);
    for (int pass = 0; pass < PASSES; pass++) {
      double before = cost;
      double[] step = step(x, hessian(x));
      for (int half = 0; half < HALVINGS; half++) {
        double[] next = moved(x, step, Math.pow(0.5, half));
        double nextCost = cost(next);
        if (nextCost < cost) {
          x = next;
          cost = nextCost;
          break;
        }
      }
      if (before - cost <= GAIN * before) {
        break;
      }
    }
    DMatrixRMaj H = hessian(x);
    DMatrixRMaj covariance = new DMatrixRMaj(H.numRows, H.numRows);
    CommonOps_DDRM.invert(H, covariance);
    double[] xi = new double[inertias.size()];
    System.arraycopy(x, 0, xi, 0, xi.length);
    return new Solution(parameters(x), covariance, xi);
  }

  private static double[] moved(double[] x, double[] step, double share) {
    double[] next = x.clone();
    for (int k = 0; k < x.length; k++) {
      next[k] -= share * step[k];
    }
    return next;
  }

  private double[] parameters(double[] x) {
    double[] xi = new double[inertias.size()];
    System.arraycopy(x, 0, xi, 0, xi.length);
    double[] p = x.clone();
    System.arraycopy(inertias.inertias(xi), 0, p, 0, xi.length);
    return p;
  }

  private DMatrixRMaj off(double[] x) {
    double[] found = base.of(parameters(x));
    DMatrixRMaj off = new DMatrixRMaj(found.length, 1);
    for (int i = 0; i < found.length; i++) {
      off.data[i] = found[i] - beta[i];
    }
    return off;
  }

  private double cost(double[] x) {
    DMatrixRMaj off = off(x);
    DMatrixRMaj weighed = new DMatrixRMaj(off.numRows, 1);
    CommonOps_DDRM.mult(information, off, weighed);
    double sum = CommonOps_DDRM.dot(off, weighed);
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * x[k] / square(k);
    }
    return sum / 2;
  }

  private double square(int k) {
    double deviation = k < inertias.size() ? TRUST : ANYTHING;
    return deviation * deviation;
  }

  /** How B p changes with ξ and ρ. */
  private DMatrixRMaj slope(double[] x) {
    double[] xi = new double[inertias.size()];
    System.arraycopy(x, 0, xi, 0, xi.length);
    DMatrixRMaj D = CommonOps_DDRM.identity(x.length);
    CommonOps_DDRM.insert(inertias.derivative(xi), D, 0, 0);
    DMatrixRMaj J = new DMatrixRMaj(beta.length, x.length);
    CommonOps_DDRM.mult(base.projection(), D, J);
    return J;
  }

  private DMatrixRMaj hessian(double[] x) {
    DMatrixRMaj J = slope(x);
    DMatrixRMaj CJ = new DMatrixRMaj(J.numRows, J.numCols);
    CommonOps_DDRM.mult(information, J, CJ);
    DMatrixRMaj H = new DMatrixRMaj(J.numCols, J.numCols);
    CommonOps_DDRM.multTransA(J, CJ, H);
    for (int k = 0; k < x.length; k++) {
      H.add(k, k, 1 / square(k));
    }
    return H;
  }

  private double[] step(double[] x, DMatrixRMaj H) {
    DMatrixRMaj J = slope(x);
    DMatrixRMaj Co = new DMatrixRMaj(J.numRows, 1);
    CommonOps_DDRM.mult(information, off(x), Co);
    DMatrixRMaj g = new DMatrixRMaj(x.length, 1);
    CommonOps_DDRM.multTransA(J, Co, g);
    for (int k = 0; k < x.length; k++) {
      g.data[k] += x[k] / square(k);
    }
    DMatrixRMaj step = new DMatrixRMaj(x.length, 1);
    if (!CommonOps_DDRM.solve(H, g, step)) {
      throw new IllegalStateException("the feasible fit lost its way");
    }
    return step.data;
  }

  /** A body's mass, centre and inertia about it (xx, yy, zz, xy, xz, yz), of its ten numbers. */
  static double[] figures(double[] pi, int at) {
    Inertia inertia = InertialVector.read(pi, at);
    return new double[] {
      inertia.mass(),
      inertia.centre().x(),
      inertia.centre().y(),
      inertia.centre().z(),
      inertia.rotational().xx(),
      inertia.rotational().yy(),
      inertia.rotational().zz(),
      inertia.rotational().xy(),
      inertia.rotational().xz(),
      inertia.rotational().yz()
    };
  }
}
