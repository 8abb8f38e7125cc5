package dev.trammel.controller.robot;

import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * How a body resists being moved.
 *
 * @param mass [kg]
 * @param centre of mass, in the body's frame [m]
 * @param rotational symmetric, about the centre, along the body's axes [kg·m²]
 */
public record Inertia(double mass, Vector3 centre, Matrix3 rotational) {

  /** Of a frame without matter. */
  public static final Inertia NONE = new Inertia(0, Vector3.ZERO, Matrix3.diagonal(0, 0, 0));

  /** How far rounded figures may break the triangle inequality, relative to the largest moment. */
  private static final double ROUNDING = 1e-6;

  public Inertia {
    if (!(mass >= 0) || Double.isInfinite(mass)) {
      throw new IllegalArgumentException("mass must be at least 0 and finite, was " + mass);
    }
  }

  /** This inertia as seen from the frame in which its own frame is {@code placement}. */
  public Inertia seenThrough(Transform placement) {
    Matrix3 R = placement.rotation();
    return new Inertia(mass, placement.apply(centre), R.times(rotational).times(R.transposed()));
  }

  /** This and another body joined rigidly, both seen from the same frame: parallel-axis theorem. */
  public Inertia plus(Inertia other) {
    double sum = mass + other.mass;
    if (sum == 0) {
      return new Inertia(0, Vector3.ZERO, rotational.plus(other.rotational));
    }
    Vector3 joint = centre.times(mass / sum).plus(other.centre.times(other.mass / sum));
    return new Inertia(sum, joint, rotationalAbout(joint).plus(other.rotationalAbout(joint)));
  }

  /** Rotational inertia about another point: I + m (d·d 1 − d dᵀ) with d from the centre. */
  private Matrix3 rotationalAbout(Vector3 point) {
    Vector3 d = point.minus(centre);
    double x = d.x();
    double y = d.y();
    double z = d.z();
    Matrix3 steiner =
        Matrix3.symmetric(y * y + z * z, x * x + z * z, x * x + y * y, -x * y, -x * z, -y * z);
    return rotational.plus(steiner.times(mass));
  }

  /** Of a point of mass [kg] in the body's frame [m]. */
  public static Inertia ofPoint(double mass, Vector3 place) {
    return new Inertia(mass, place, Matrix3.diagonal(0, 0, 0));
  }

  /** The same matter, denser: mass and rotational inertia times a factor. */
  public Inertia timesMass(double factor) {
    return new Inertia(factor * mass, centre, rotational.times(factor));
  }

  /** The same mass, spread otherwise: rotational inertia alone times a factor. */
  public Inertia timesRotational(double factor) {
    return new Inertia(mass, centre, rotational.times(factor));
  }

  /** Moments about the principal axes, ascending [kg·m²]. */
  public double[] principalMoments() {
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(3, false, true);
    Matrix3 I = rotational;
    eigen.decompose(new DMatrixRMaj(
        3, 3, true, I.xx(), I.xy(), I.xz(), I.yx(), I.yy(), I.yz(), I.zx(), I.zy(), I.zz()));
    double[] moments = new double[3];
    for (int i = 0; i < 3; i++) {
      moments[i] = eigen.getEigenvalue(i).getReal();
    }
    Arrays.sort(moments);
    return moments;
  }

  /** Why no moving body can have this inertia: a rule and what it met; empty if one can. */
  public Optional<String> flaw() {
    if (!(mass > 0)) {
      return Optional.of("mass must be positive, was " + mass);
    }
    double[] moments = principalMoments();
    if (!(moments[0] > 0)) {
      return Optional.of(
          "inertia must be positive definite, principal moments were " + Arrays.toString(moments));
    }
    if (moments[2] > moments[0] + moments[1] + ROUNDING * moments[2]) {
      return Optional.of(
          "inertia must satisfy the triangle inequality (no moment above the sum of the other two),"
              + " principal moments were " + Arrays.toString(moments));
    }
    return Optional.empty();
  }
}
