package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;

/**
 * The frame in which a body's inertia is diagonal, as JBullet wants it.
 *
 * @param moments principal moments of inertia [kg·m²]
 * @param frame the principal axes in the centre of mass, seen from the body's frame
 */
record PrincipalAxes(Vector3 moments, Transform frame) {

  private static final int SWEEPS = 20;

  /** Diagonalises by Jacobi's rotations; a diagonal inertia keeps the body's own axes. */
  static PrincipalAxes of(Inertia inertia) {
    Matrix3 m = inertia.rotational();
    double[][] a = {{m.xx(), m.xy(), m.xz()}, {m.xy(), m.yy(), m.yz()}, {m.xz(), m.yz(), m.zz()}};
    double[][] v = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      rotate(a, v, 0, 1);
      rotate(a, v, 0, 2);
      rotate(a, v, 1, 2);
    }
    Matrix3 rotation = new Matrix3(
        v[0][0], v[0][1], v[0][2], v[1][0], v[1][1], v[1][2], v[2][0], v[2][1], v[2][2]);
    return new PrincipalAxes(
        new Vector3(a[0][0], a[1][1], a[2][2]), new Transform(rotation, inertia.centre()));
  }

  /** Turns axes p and q so that a[p][q] vanishes. */
  private static void rotate(double[][] a, double[][] v, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    // cot 2φ, then the smaller root of t² + 2t cot 2φ − 1 = 0
    double cot = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.signum(cot) / (Math.abs(cot) + Math.sqrt(cot * cot + 1));
    if (cot == 0) {
      t = 1;
    }
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < 3; k++) {
      double akp = a[k][p];
      a[k][p] = c * akp - s * a[k][q];
      a[k][q] = s * akp + c * a[k][q];
      double vkp = v[k][p];
      v[k][p] = c * vkp - s * v[k][q];
      v[k][q] = s * vkp + c * v[k][q];
    }
    for (int k = 0; k < 3; k++) {
      double apk = a[p][k];
      a[p][k] = c * apk - s * a[q][k];
      a[q][k] = s * apk + c * a[q][k];
    }
  }
}
