package dev.trammel.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.bulletphysics.linearmath.Transform;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.Vector3;
import javax.vecmath.Vector3f;
import org.junit.jupiter.api.Test;

/** A body with three different moments of inertia, spun about the middle one: it tumbles. */
class PrecessionTest {

  private static final float H = 1e-3f;
  private static final Vector3 MOMENTS = new Vector3(0.1, 0.2, 0.3);

  private final MechanismBody body =
      MechanismBody.moving(0, -1, 1, MOMENTS, CollisionShapes.none());
  private final Link link = new Link(
      model(),
      body,
      new BodyState(),
      dev.trammel.controller.robot.Transform.IDENTITY,
      PrincipalAxes.of(model().inertia()));
  private final Transform next = new Transform();

  private static Body model() {
    Body body = Robots.body(-1, JointType.CONTINUOUS, Robots.Z, Vector3.ZERO, Vector3.ZERO);
    Matrix3 inertia = Matrix3.diagonal(MOMENTS.x(), MOMENTS.y(), MOMENTS.z());
    return Robots.withInertia(body, new Inertia(1, Vector3.ZERO, inertia));
  }

  @Test
  void aTumblingBodyKeepsItsEnergyAndAngularMomentum() {
    body.setAngularVelocity(new Vector3f(0.01f, 5, 0.01f));
    body.setCenterOfMassTransform(Units.transform(dev.trammel.controller.robot.Transform.IDENTITY));
    int turnsOver = 0;
    for (int k = 0; k < 20_000; k++) {
      double before = spinAboutMiddleAxis();
      step();
      turnsOver += before * spinAboutMiddleAxis() < 0 ? 1 : 0;
      assertThat(angularMomentum(1)).isCloseTo(1, within(5e-3));
      assertThat(Math.hypot(angularMomentum(0), angularMomentum(2))).isLessThan(2e-2);
      assertThat(energy()).isCloseTo(2.5, within(2.5e-3));
    }
    assertThat(turnsOver).isGreaterThan(3);
  }

  private void step() {
    link.readPose();
    link.readVelocity();
    link.precess(H);
    link.writeVelocity();
    body.predictIntegratedTransform(H, next);
    body.proceedToTransform(next);
    link.readPose();
    link.readVelocity();
    link.weigh(new Spatial());
  }

  private double spinAboutMiddleAxis() {
    Spatial w = link.state.motion;
    Pose r = link.state.pose;
    return r.xy * w.ax + r.yy * w.ay + r.zy * w.az;
  }

  private double angularMomentum(int axis) {
    Spatial momentum = link.state.momentum;
    return axis == 0 ? momentum.ax : axis == 1 ? momentum.ay : momentum.az;
  }

  private double energy() {
    return 0.5 * link.state.motion.dot(link.state.momentum);
  }
}
