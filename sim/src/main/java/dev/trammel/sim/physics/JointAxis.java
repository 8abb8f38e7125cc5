package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Vector3;

/**
 * One joint in the world: what motion it leaves free, how far it has moved, and how far its other
 * five directions have drifted apart.
 *
 * <p>The velocity of the body and of its parent satisfy v = v_parent + S q̇ + β, where S is the free
 * motion and β closes a share of the gap per step (Baumgarte). All referred to the world's origin.
 */
final class JointAxis {

  /** Share of a gap that one step closes. */
  private static final double CLOSING_SHARE = 0.6;

  /** S. */
  final Spatial free = new Spatial();

  final BodyState parent;

  private final boolean slides;
  private final JointFrame onParent;
  private final JointFrame onBody;
  private final BodyState body;

  /** The joint's anchor on the body, in the world [m]. */
  private double px;

  private double py;
  private double pz;

  /** From the joint's anchor on the parent to that on the body [m]. */
  private double gapX;

  private double gapY;
  private double gapZ;

  /** Position of a sliding joint, and the last known, unwrapped, of a turning one. */
  private double position;

  JointAxis(
      boolean slides, JointFrame onParent, JointFrame onBody, BodyState parent, BodyState body) {
    this.slides = slides;
    this.onParent = onParent;
    this.onBody = onBody;
    this.parent = parent;
    this.body = body;
  }

  /** Sets S from the poses of both bodies. */
  void locate() {
    Pose a = parent.pose;
    Pose b = body.pose;
    Vector3 axis = onParent.axis();
    double ux = a.turnedX(axis);
    double uy = a.turnedY(axis);
    double uz = a.turnedZ(axis);
    px = b.x + b.turnedX(onBody.anchor());
    py = b.y + b.turnedY(onBody.anchor());
    pz = b.z + b.turnedZ(onBody.anchor());
    gapX = px - a.x - a.turnedX(onParent.anchor());
    gapY = py - a.y - a.turnedY(onParent.anchor());
    gapZ = pz - a.z - a.turnedZ(onParent.anchor());
    if (slides) {
      position = ux * gapX + uy * gapY + uz * gapZ;
      gapX -= position * ux;
      gapY -= position * uy;
      gapZ -= position * uz;
      free.lx = ux;
      free.ly = uy;
      free.lz = uz;
    } else {
      free.ax = ux;
      free.ay = uy;
      free.az = uz;
      free.lx = py * uz - pz * uy;
      free.ly = pz * ux - px * uz;
      free.lz = px * uy - py * ux;
    }
  }

  /** Sets the body's closing motion: that of its parent plus β. */
  void close(double h) {
    double rate = CLOSING_SHARE / h;
    Spatial closing = body.closing;
    closing.setZero();
    if (slides) {
      alignAll(0.5 * rate, closing);
    } else {
      align(onParent.axis(), onBody.axis(), rate, closing);
    }
    // at the anchor p: v = −rate · gap; at the origin: v + p × ω
    closing.lx = -rate * gapX + py * closing.az - pz * closing.ay;
    closing.ly = -rate * gapY + pz * closing.ax - px * closing.az;
    closing.lz = -rate * gapZ + px * closing.ay - py * closing.ax;
    closing.add(parent.closing);
  }

  private void alignAll(double rate, Spatial closing) {
    align(onParent.first(), onBody.first(), rate, closing);
    align(onParent.second(), onBody.second(), rate, closing);
    align(onParent.axis(), onBody.axis(), rate, closing);
  }

  /** Adds the rotation that brings the body's direction towards the parent's. */
  private void align(Vector3 target, Vector3 direction, double rate, Spatial closing) {
    Pose a = parent.pose;
    Pose b = body.pose;
    double tx = a.turnedX(target);
    double ty = a.turnedY(target);
    double tz = a.turnedZ(target);
    double dx = b.turnedX(direction);
    double dy = b.turnedY(direction);
    double dz = b.turnedZ(direction);
    closing.ax += rate * (dy * tz - dz * ty);
    closing.ay += rate * (dz * tx - dx * tz);
    closing.az += rate * (dx * ty - dy * tx);
  }

  /** Distance of the joint's two anchors across its free motion [m]. */
  double gap() {
    return Math.sqrt(gapX * gapX + gapY * gapY + gapZ * gapZ);
  }

  /** Measures the position [rad or m]; an angle goes on from the last one without jumps. */
  void measure() {
    if (!slides) {
      position += Math.IEEEremainder(wrappedAngle() - position, 2 * Math.PI);
    }
  }

  /** Follows a turning joint through a step, so that {@link #measure} knows the turn. */
  void follow(double rate, double h) {
    if (!slides) {
      position += h * rate;
    }
  }

  double position() {
    return position;
  }

  void setPosition(double position) {
    this.position = position;
  }

  /** S·(v − v_parent) for unit S at the anchor [rad/s or m/s]. */
  double rate() {
    Spatial v = body.motion;
    Spatial p = parent.motion;
    if (!slides) {
      return free.ax * (v.ax - p.ax) + free.ay * (v.ay - p.ay) + free.az * (v.az - p.az);
    }
    double wx = v.ax - p.ax;
    double wy = v.ay - p.ay;
    double wz = v.az - p.az;
    return free.lx * (v.lx - p.lx + wy * pz - wz * py)
        + free.ly * (v.ly - p.ly + wz * px - wx * pz)
        + free.lz * (v.lz - p.lz + wx * py - wy * px);
  }

  private double wrappedAngle() {
    double cosine =
        along(onParent.first(), onBody.first()) + along(onParent.second(), onBody.second());
    double sine =
        along(onParent.second(), onBody.first()) - along(onParent.first(), onBody.second());
    return StrictMath.atan2(sine, cosine);
  }

  private double along(Vector3 onParentSide, Vector3 onBodySide) {
    Pose a = parent.pose;
    Pose b = body.pose;
    return a.turnedX(onParentSide) * b.turnedX(onBodySide)
        + a.turnedY(onParentSide) * b.turnedY(onBodySide)
        + a.turnedZ(onParentSide) * b.turnedZ(onBodySide);
  }
}
