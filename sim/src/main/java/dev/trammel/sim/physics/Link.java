package dev.trammel.sim.physics;

import com.bulletphysics.dynamics.RigidBody;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import javax.vecmath.Vector3f;

/** A body of a mechanism, read from and written to JBullet, with the joint that carries it. */
final class Link {

  /** A greater speed is the end of a blow-up [JBullet's units/s or rad/s]. */
  private static final float FASTEST = 1e7f;

  final BodyState state = new BodyState();
  final JointAxis joint;

  private final RigidBody body;
  private final Transform principal;
  private final double mass;
  private final Vector3 moments;
  private final Gyroscope gyroscope;
  private final Vector3f velocity = new Vector3f();
  private final Vector3f turn = new Vector3f();

  /**
   * @param parent state of the body that carries this one
   * @param parentFrame principal axes of that body
   * @param own principal axes of this body
   */
  Link(Body model, RigidBody body, BodyState parent, Transform parentFrame, PrincipalAxes own) {
    this.body = body;
    principal = own.frame();
    mass = model.inertia().mass();
    moments = own.moments();
    gyroscope = new Gyroscope(moments);
    joint = new JointAxis(
        model.joint().type() == JointType.PRISMATIC,
        JointFrame.onParent(model.joint(), parentFrame),
        JointFrame.onBody(model.joint(), own.frame()),
        parent,
        state);
  }

  void readPose() {
    state.pose.read(body);
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
  void place(Transform bodyFrame) {
    body.setCenterOfMassTransform(Units.transform(bodyFrame.then(principal)));
  }

  /** A point of the body, given in its frame, as seen from its principal axes. */
  Vector3 alongAxes(Vector3 point) {
    return principal.rotation().transposed().times(point.minus(principal.translation()));
  }

  /** Adds a force to those of the next step [N], at a point of the body's frame [m]. */
  void push(Vector3 point, Vector3 force) {
    Vector3 arm = alongAxes(point);
    Pose c = state.pose;
    velocity.set(
        Units.length(c.turnedX(arm)), Units.length(c.turnedY(arm)), Units.length(c.turnedZ(arm)));
    body.applyForce(Units.vector(force), velocity);
  }

  /** Sets inertia and momentum of this body alone; the closing motion carries no momentum. */
  void weigh(Spatial scratch) {
    state.inertia.set(mass, moments, state.pose);
    scratch.setDifference(state.motion, state.closing);
    state.inertia.times(scratch, state.momentum);
  }

  /** Adds the effect of the gyroscopic torque over a step. */
  void precess(double h) {
    Pose r = state.pose;
    Spatial w = state.motion;
    gyroscope.turn(
        r.xx * w.ax + r.yx * w.ay + r.zx * w.az,
        r.xy * w.ax + r.yy * w.ay + r.zy * w.az,
        r.xz * w.ax + r.yz * w.ay + r.zz * w.az,
        h);
    double d1 = gyroscope.change1;
    double d2 = gyroscope.change2;
    double d3 = gyroscope.change3;
    turnFaster(
        r.xx * d1 + r.xy * d2 + r.xz * d3,
        r.yx * d1 + r.yy * d2 + r.yz * d3,
        r.zx * d1 + r.zy * d2 + r.zz * d3);
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
