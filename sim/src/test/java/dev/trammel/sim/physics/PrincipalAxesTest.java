package dev.trammel.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.Vector3;
import org.junit.jupiter.api.Test;

class PrincipalAxesTest {

  @Test
  void axesAndMomentsGiveTheInertiaBack() {
    Matrix3 inertia = Matrix3.symmetric(0.4, 0.5, 0.3, 0.02, -0.07, 0.11);

    PrincipalAxes axes = PrincipalAxes.of(new Inertia(1, Vector3.ZERO, inertia));

    Matrix3 r = axes.frame().rotation();
    Vector3 m = axes.moments();
    Matrix3 back = r.times(Matrix3.diagonal(m.x(), m.y(), m.z())).times(r.transposed());
    assertClose(back, inertia);
    assertClose(r.times(r.transposed()), Matrix3.IDENTITY);
    Vector3 third = r.times(Robots.X).cross(r.times(Robots.Y));
    assertThat(third.dot(r.times(Robots.Z))).isCloseTo(1, within(1e-12));
  }

  @Test
  void aDiagonalInertiaKeepsTheBodysAxes() {
    Inertia inertia = new Inertia(1, Vector3.ZERO, Matrix3.diagonal(3, 1, 2));

    assertThat(PrincipalAxes.of(inertia).frame().rotation()).isEqualTo(Matrix3.IDENTITY);
  }

  private static void assertClose(Matrix3 a, Matrix3 b) {
    Matrix3 difference = a.plus(b.times(-1));
    for (Vector3 axis : new Vector3[] {Robots.X, Robots.Y, Robots.Z}) {
      assertThat(difference.times(axis).norm()).isLessThan(1e-14);
    }
  }
}
