package dev.trammel.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.Vector3;
import org.junit.jupiter.api.Test;

/** A free body with three different moments of inertia, spun about the middle one: it tumbles. */
class PrecessionTest {

  private static final Matrix3 MOMENTS = Matrix3.diagonal(0.1, 0.2, 0.3);

  private final FreeBody body =
      new FreeBody(1, PrincipalAxes.of(new Inertia(1, Vector3.ZERO, MOMENTS)), Vector3.ZERO, 1e-3);
  private final double[] momentum = new double[3];

  @Test
  void aTumblingBodyKeepsItsEnergyAndAngularMomentum() {
    body.velocity[0] = 0.01;
    body.velocity[1] = 5;
    body.velocity[2] = 0.01;
    body.angularMomentum(momentum);
    double[] first = momentum.clone();
    double energy = body.kineticEnergy();
    int turnsOver = 0;
    for (int k = 0; k < 20_000; k++) {
      double before = spinAboutMiddleAxis();
      body.predict();
      body.advance(false);
      turnsOver += before * spinAboutMiddleAxis() < 0 ? 1 : 0;
      body.angularMomentum(momentum);
      assertThat(momentum).containsExactly(first, within(1e-10));
      assertThat(body.kineticEnergy()).isCloseTo(energy, within(2e-5));
    }
    assertThat(turnsOver).isGreaterThan(3);
  }

  private double spinAboutMiddleAxis() {
    Pose r = body.pose;
    double[] w = body.velocity;
    return r.xy * w[0] + r.yy * w[1] + r.zy * w[2];
  }
}
