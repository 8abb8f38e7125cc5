package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;

/**
 * A body that nothing holds: six degrees of freedom. Its centre of mass, a unit quaternion and the
 * velocities of both are its whole state.
 *
 * <p>In free motion the centre moves by leapfrog, and the rotation so that angular momentum L stays
 * exactly, by the trapezoidal rule on the angular velocity ω = I⁻¹(R) L, twice iterated:
 *
 * <pre>  R' = exp(½h (ω + ω')) R,   ω' = I⁻¹(R') (L + h τ)</pre>
 */
final class FreeBody {

  private static final int ITERATIONS = 2;
  private static final double FASTEST = 1e6;

  /** Principal axes, centred in the centre of mass. */
  final Pose pose = new Pose();

  final Push push = new Push();

  /** Angular velocity and velocity of the centre, in the world [rad/s, m/s]. */
  final double[] velocity = new double[6];

  /** Velocities at the end of the step under way. */
  final double[] next = new double[6];

  /** Unit quaternion of the principal axes: w, x, y, z. */
  private final double[] quaternion = new double[4];

  private final double[] turned = new double[4];
  private final Pose after = new Pose();
  private final double[] momentum = new double[3];
  private final Spatial wrench = new Spatial();
  private final double mass;
  private final Vector3 moments;
  private final Transform principal;
  private final Vector3 gravity;
  private final double h;

  FreeBody(double mass, PrincipalAxes axes, Vector3 gravity, double timeStep) {
    this.mass = mass;
    this.moments = axes.moments();
    this.principal = axes.frame();
    this.gravity = gravity;
    h = timeStep;
    setPose(Transform.IDENTITY);
  }

  /** Puts the body's frame somewhere in the world. */
  void setPose(Transform frame) {
    Transform axes = frame.then(principal);
    Quaternions.of(axes.rotation(), quaternion);
    pose.x = axes.translation().x();
    pose.y = axes.translation().y();
    pose.z = axes.translation().z();
    place();
  }

  /** The body's frame, as seen from its principal axes. */
  Transform frame() {
    return new Transform(principal.rotation().transposed(), alongAxes(Vector3.ZERO));
  }

  /** A point of the body, given in its frame, as seen from its principal axes. */
  Vector3 alongAxes(Vector3 point) {
    return principal.rotation().transposed().times(point.minus(principal.translation()));
  }

  private void place() {
    pose.turn(quaternion[0], quaternion[1], quaternion[2], quaternion[3]);
  }

  /** Stores the state: quaternion, centre, velocities, 13 numbers. */
  void store(double[] out) {
    System.arraycopy(quaternion, 0, out, 0, 4);
    out[4] = pose.x;
    out[5] = pose.y;
    out[6] = pose.z;
    System.arraycopy(velocity, 0, out, 7, 6);
  }

  void restore(double[] state) {
    System.arraycopy(state, 0, quaternion, 0, 4);
    pose.x = state[4];
    pose.y = state[5];
    pose.z = state[6];
    System.arraycopy(state, 7, velocity, 0, 6);
    place();
  }

  /** Finds {@link #next} without contacts. */
  void predict() {
    push.wrench(0, 0, 0, wrench);
    next[3] = velocity[3] + h * (gravity.x() + wrench.lx / mass);
    next[4] = velocity[4] + h * (gravity.y() + wrench.ly / mass);
    next[5] = velocity[5] + h * (gravity.z() + wrench.lz / mass);
    // L + h τ
    angularMomentum(momentum);
    momentum[0] += h * wrench.ax;
    momentum[1] += h * wrench.ay;
    momentum[2] += h * wrench.az;
    System.arraycopy(velocity, 0, next, 0, 3);
    for (int i = 0; i < ITERATIONS; i++) {
      turnFreely();
      solveInertia(after, momentum, next);
    }
  }

  private void turnFreely() {
    double half = 0.5 * h;
    Quaternions.turn(
        quaternion,
        half * (velocity[0] + next[0]),
        half * (velocity[1] + next[1]),
        half * (velocity[2] + next[2]),
        turned);
    after.turn(turned[0], turned[1], turned[2], turned[3]);
  }

  /** L = R diag(i₁, i₂, i₃) Rᵀ ω. */
  void angularMomentum(double[] out) {
    Pose r = pose;
    double x = velocity[0];
    double y = velocity[1];
    double z = velocity[2];
    double a = moments.x() * (r.xx * x + r.yx * y + r.zx * z);
    double b = moments.y() * (r.xy * x + r.yy * y + r.zy * z);
    double c = moments.z() * (r.xz * x + r.yz * y + r.zz * z);
    out[0] = r.xx * a + r.xy * b + r.xz * c;
    out[1] = r.yx * a + r.yy * b + r.yz * c;
    out[2] = r.zx * a + r.zy * b + r.zz * c;
  }

  /** out = I⁻¹ L, first three entries. */
  private void solveInertia(Pose r, double[] L, double[] out) {
    double a = (r.xx * L[0] + r.yx * L[1] + r.zx * L[2]) / moments.x();
    double b = (r.xy * L[0] + r.yy * L[1] + r.zy * L[2]) / moments.y();
    double c = (r.xz * L[0] + r.yz * L[1] + r.zz * L[2]) / moments.z();
    out[0] = r.xx * a + r.xy * b + r.xz * c;
    out[1] = r.yx * a + r.yy * b + r.yz * c;
    out[2] = r.zx * a + r.zy * b + r.zz * c;
  }

  /** How {@link #next} responds to an impulse: torque about the centre and force, six entries. */
  void respond(double[] impulse, double[] out) {
    solveInertia(pose, impulse, out);
    for (int e = 3; e < 6; e++) {
      out[e] = impulse[e] / mass;
    }
  }

  /**
   * Goes on to the end of the step.
   *
   * @param touched whether a contact acts: the body then moves by its last velocity, so that a gap
   *     closes exactly
   * @return false if the motion has blown up
   */
  boolean advance(boolean touched) {
    double share = touched ? h : 0.5 * h;
    double keep = touched ? 0 : 0.5 * h;
    pose.x += keep * velocity[3] + share * next[3];
    pose.y += keep * velocity[4] + share * next[4];
    pose.z += keep * velocity[5] + share * next[5];
    if (touched) {
      Quaternions.turn(quaternion, h * next[0], h * next[1], h * next[2], turned);
    }
    System.arraycopy(turned, 0, quaternion, 0, 4);
    place();
    double fastest = 0;
    for (int e = 0; e < 6; e++) {
      velocity[e] = next[e];
      fastest = Math.max(fastest, Math.abs(next[e]));
    }
    return fastest < FASTEST;
  }

  double kineticEnergy() {
    angularMomentum(momentum);
    double twice = 0;
    for (int e = 0; e < 3; e++) {
      twice += momentum[e] * velocity[e] + mass * velocity[3 + e] * velocity[3 + e];
    }
    return 0.5 * twice;
  }
}
