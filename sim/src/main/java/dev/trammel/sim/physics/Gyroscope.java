package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Vector3;

/**
 * The gyroscopic torque −ω × Iω of one body over a step, which JBullet leaves out.
 *
 * <p>Euler's equations along the principal axes by the implicit midpoint rule, linearised about the
 * present rate: energy and momentum of a free body neither grow nor decay.
 *
 * <pre>  (I + ½h ∂g/∂ω) Δω = −h g(ω),   g(ω) = ω × Iω</pre>
 */
final class Gyroscope {

  /** Δω along the principal axes after {@link #turn} [rad/s]. */
  double change1;

  double change2;
  double change3;

  private final double i1;
  private final double i2;
  private final double i3;

  /** @param moments principal moments of inertia [kg·m²] */
  Gyroscope(Vector3 moments) {
    i1 = moments.x();
    i2 = moments.y();
    i3 = moments.z();
  }

  /** Finds the change of the rate ω, given along the principal axes, in a step h. */
  void turn(double w1, double w2, double w3, double h) {
    double d1 = h * (i3 - i2);
    double d2 = h * (i1 - i3);
    double d3 = h * (i2 - i1);
    double g1 = -d1 * w2 * w3;
    double g2 = -d2 * w3 * w1;
    double g3 = -d3 * w1 * w2;
    double a12 = 0.5 * d1 * w3;
    double a13 = 0.5 * d1 * w2;
    double a21 = 0.5 * d2 * w3;
    double a23 = 0.5 * d2 * w1;
    double a31 = 0.5 * d3 * w2;
    double a32 = 0.5 * d3 * w1;
    // Cramer's rule
    double c11 = i2 * i3 - a23 * a32;
    double c12 = a23 * a31 - a21 * i3;
    double c13 = a21 * a32 - i2 * a31;
    double inverse = 1 / (i1 * c11 + a12 * c12 + a13 * c13);
    change1 = inverse * (g1 * c11 + a12 * (a23 * g3 - g2 * i3) + a13 * (g2 * a32 - i2 * g3));
    change2 = inverse * (i1 * (g2 * i3 - a23 * g3) + g1 * c12 + a13 * (a21 * g3 - g2 * a31));
    change3 = inverse * (i1 * (i2 * g3 - g2 * a32) + a12 * (g2 * a31 - a21 * g3) + g1 * c13);
  }
}
