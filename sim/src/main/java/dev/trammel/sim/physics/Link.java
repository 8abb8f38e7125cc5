package dev.trammel.sim.physics;

import com.bulletphysics.dynamics.RigidBody;
import com.bulletphysics.linearmath.Transform;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.robot.Vector3;
import javax.vecmath.Vector3f;

/** A body of a mechanism, read from and written to JBullet, with the joint that carries it. */
final class Link {

  /** A greater speed is the end of a blow-up [JBullet's units/s or rad/s]. */
  private static final float FASTEST = 1e7f;

  final BodyState state = new BodyState();
  final JointAxis joint;

  private final RigidBody body;
  private final dev.trammel.controller.robot.Transform principal;
  private final double mass;
  private final double i1;
  private final double i2;
  private final double i3;
  private final Transform transform = new Transform();
  private final Vector3f velocity = new Vector3f();
  private final Vector3f turn = new Vector3f();

  /**
   * @param parent state of the body that carries this one
   * @param parentFrame principal axes of that body
   * @param own principal axes of this body
   */
  Link(
      Body model,
      RigidBody body,
      BodyState parent,
      dev.trammel.controller.robot.Transform parentFrame,
      PrincipalAxes own) {
    this.body = body;
    principal = own.frame();
    mass = model.inertia().mass();
    i1 = own.moments().x();
    i2 = own.moments().y();
    i3 = own.moments().z();
    joint = new JointAxis(
        model.joint().type() == JointType.PRISMATIC,
        JointFrame.onParent(model.joint(), parentFrame),
        JointFrame.onBody(model.joint(), own.frame()),
        parent,
        state);
  }

  void readPose() {
    state.pose.set(body.getCenterOfMassTransform(transform));
  }

  void readVelocity() {
    body.getLinearVelocity(velocity);
    body.getAngularVelocity(turn);
    Pose c = state.pose;
    Spatial motion = state.motion;
    motion.ax = turn.x;
    motion.ay = turn.y;
    motion.az = turn.z;
    // v₀ = v + c × ω
    motion.lx = velocity.x * Units.METRES + c.y * motion.az - c.z * motion.ay;
    motion.ly = velocity.y * Units.METRES + c.z * motion.ax - c.x * motion.az;
    motion.lz = velocity.z * Units.METRES + c.x * motion.ay - c.y * motion.ax;
  }

  /** Gives JBullet the velocity; false if it is no number or none that a body can have. */
  boolean writeVelocity() {
    Pose c = state.pose;
    Spatial motion = state.motion;
    turn.set((float) motion.ax, (float) motion.ay, (float) motion.az);
    // v = v₀ + ω × c
    velocity.set(
        Units.length(motion.lx + motion.ay * c.z - motion.az * c.y),
        Units.length(motion.ly + motion.az * c.x - motion.ax * c.z),
        Units.length(motion.lz + motion.ax * c.y - motion.ay * c.x));
    body.setLinearVelocity(velocity);
    body.setAngularVelocity(turn);
    return velocity.lengthSquared() + turn.lengthSquared() < FASTEST * FASTEST;
  }

  /** Puts the body in place; its velocity must have been written before. */
  void place(dev.trammel.controller.robot.Transform bodyFrame) {
    body.setCenterOfMassTransform(Units.transform(bodyFrame.then(principal)));
  }

  /** A point of the body, given in its frame, as seen from its principal axes. */
  Vector3 alongAxes(Vector3 point) {
    return principal.rotation().transposed().times(point.minus(principal.translation()));
  }

  /** Sets inertia and momentum of this body alone; the closing motion carries no momentum. */
  void weigh(Spatial scratch) {
    state.inertia.set(mass, i1, i2, i3, state.pose);
    scratch.setDifference(state.motion, state.closing);
    state.inertia.times(scratch, state.momentum);
  }

  /**
   * Adds the effect of the gyroscopic torque −ω × Iω over a step, which JBullet leaves out.
   *
   * <p>Euler's equations along the principal axes by the implicit midpoint rule, linearised about
   * the present rate: energy and momentum of a free body neither grow nor decay.
   *
   * <pre>  (I + ½h ∂g/∂ω) Δω = −h g(ω),   g(ω) = ω × Iω</pre>
   */
  void precess(double h) {
    Pose r = state.pose;
    Spatial motion = state.motion;
    double w1 = r.xx * motion.ax + r.yx * motion.ay + r.zx * motion.az;
    double w2 = r.xy * motion.ax + r.yy * motion.ay + r.zy * motion.az;
    double w3 = r.xz * motion.ax + r.yz * motion.ay + r.zz * motion.az;
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
    double e1 = inverse * (g1 * c11 + a12 * (a23 * g3 - g2 * i3) + a13 * (g2 * a32 - i2 * g3));
    double e2 = inverse * (i1 * (g2 * i3 - a23 * g3) + g1 * c12 + a13 * (a21 * g3 - g2 * a31));
    double e3 = inverse * (i1 * (i2 * g3 - g2 * a32) + a12 * (g2 * a31 - a21 * g3) + g1 * c13);
    turnFaster(
        r.xx * e1 + r.xy * e2 + r.xz * e3,
        r.yx * e1 + r.yy * e2 + r.yz * e3,
        r.zx * e1 + r.zy * e2 + r.zz * e3);
  }

  /** Changes the angular velocity and leaves that of the centre of mass. */
  private void turnFaster(double x, double y, double z) {
    Pose c = state.pose;
    Spatial motion = state.motion;
    motion.ax += x;
    motion.ay += y;
    motion.az += z;
    motion.lx += c.y * z - c.z * y;
    motion.ly += c.z * x - c.x * z;
    motion.lz += c.x * y - c.y * x;
  }
}
