package dev.trammel.sim.physics;

/**
 * One point where two bodies touch or may touch within the step, with Coulomb's friction.
 *
 * <pre>
 *   0 ≤ λₙ  ⊥  vₙ − b ≥ 0          |λₜ| ≤ µ λₙ, against the sliding where it slides
 * </pre>
 *
 * <p>b lets a gap close exactly, so nothing bounces; of an overlap a step takes back a share.
 */
final class Contact {

  /** Share of an overlap that one step takes back. */
  private static final double RECOVERY_SHARE = 0.2;

  /** Greatest speed of taking an overlap back [m/s]. */
  private static final double RECOVERY_SPEED = 0.02;

  int first;
  int second;

  /** Impulse along the normal and the two tangents [N·s]. */
  double normal;

  double along;
  double across;

  private final ContactRow normalRow;
  private final ContactRow alongRow;
  private final ContactRow acrossRow;
  private final double friction;

  private final double[] n = new double[3];
  private final double[] t = new double[3];
  private final double[] s = new double[3];
  private double bound;

  /** Of the two tangents: coupling, inverse determinant, and the greater eigenvalue's bound. */
  private double coupling;

  private double inverse;
  private double steepest;

  Contact(RobotTree robot, double friction) {
    this.friction = friction;
    normalRow = new ContactRow(robot);
    alongRow = new ContactRow(robot);
    acrossRow = new ContactRow(robot);
  }

  /** Takes up a point of a manifold between two bodies. */
  void set(int first, Mover one, int second, Mover other, Manifold from, int point, double h) {
    this.first = first;
    this.second = second;
    normal = 0;
    along = 0;
    across = 0;
    setFrame(from.nx, from.ny, from.nz);
    double x = from.x[point];
    double y = from.y[point];
    double z = from.z[point];
    normalRow.set(one, other, x, y, z, n[0], n[1], n[2]);
    if (friction > 0) {
      alongRow.set(one, other, x, y, z, t[0], t[1], t[2]);
      acrossRow.set(one, other, x, y, z, s[0], s[1], s[2]);
    }
    double gap = from.gap[point];
    bound = gap > 0 ? -gap / h : Math.min(-RECOVERY_SHARE * gap / h, RECOVERY_SPEED);
  }

  private void setFrame(double nx, double ny, double nz) {
    n[0] = nx;
    n[1] = ny;
    n[2] = nz;
    // the world's axis that is most across the normal
    double ax = Math.abs(nx);
    double ay = Math.abs(ny);
    double az = Math.abs(nz);
    int least = ax <= ay && ax <= az ? 0 : ay <= az ? 1 : 2;
    double share = n[least];
    double scale = 1 / Math.sqrt(1 - share * share);
    for (int e = 0; e < 3; e++) {
      t[e] = scale * ((e == least ? 1 : 0) - share * n[e]);
    }
    s[0] = n[1] * t[2] - n[2] * t[1];
    s[1] = n[2] * t[0] - n[0] * t[2];
    s[2] = n[0] * t[1] - n[1] * t[0];
  }

  /** Takes up how velocities respond to impulses. */
  void respond() {
    normalRow.respond();
    if (friction > 0) {
      alongRow.respond();
      acrossRow.respond();
      coupling = alongRow.response(acrossRow);
      double a = alongRow.response;
      double b = acrossRow.response;
      double determinant = a * b - coupling * coupling;
      inverse = determinant > 1e-12 * a * b ? 1 / determinant : 0;
      double half = 0.5 * (a - b);
      steepest = 0.5 * (a + b) + Math.sqrt(half * half + coupling * coupling);
      if (steepest < 1e-9 * normalRow.response) {
        // nothing can slide here
        steepest = 0;
      }
    }
  }

  /** Brings this contact alone into order; answers by how much velocities changed [m/s]. */
  double relax() {
    if (normalRow.response <= 0) {
      return 0;
    }
    double wanted = Math.max(0, normal + (bound - normalRow.velocity()) / normalRow.response);
    double change = wanted - normal;
    if (change != 0) {
      normal = wanted;
      normalRow.push(change);
    }
    double moved = Math.abs(change) * normalRow.response;
    if (steepest > 0 && (normal > 0 || along != 0 || across != 0)) {
      moved = Math.max(moved, relaxFriction());
    }
    return moved;
  }

  private double relaxFriction() {
    double v = alongRow.velocity();
    double w = acrossRow.velocity();
    double limit = friction * normal;
    // what would stop the sliding
    double x = along - inverse * (acrossRow.response * v - coupling * w);
    double y = across - inverse * (alongRow.response * w - coupling * v);
    if (inverse == 0 || x * x + y * y > limit * limit) {
      // a step down the slope of the sliding's energy, onto the cone
      x = along - v / steepest;
      y = across - w / steepest;
      double length = Math.sqrt(x * x + y * y);
      if (length > limit) {
        x *= limit / length;
        y *= limit / length;
      }
    }
    double dx = x - along;
    double dy = y - across;
    along = x;
    across = y;
    alongRow.push(dx);
    acrossRow.push(dy);
    return steepest * (Math.abs(dx) + Math.abs(dy));
  }

  boolean acts() {
    return normal > 0;
  }

  /** Adds what the contact does to the robot's joints [N·m·s or N·s]. */
  void addJointImpulse(double[] out) {
    normalRow.addJointImpulse(normal, out);
    if (friction > 0) {
      alongRow.addJointImpulse(along, out);
      acrossRow.addJointImpulse(across, out);
    }
  }

  /** Component of the impulse on the first body along an axis of the world [N·s]. */
  double impulse(int axis) {
    return normal * n[axis] + along * t[axis] + across * s[axis];
  }
}
