package dev.trammel.sim.physics;

import com.bulletphysics.collision.shapes.ConvexShape;
import dev.trammel.controller.robot.Shape;
import dev.trammel.controller.robot.Transform;

/** One convex shape of a body, in the world. */
final class Collider {

  /** Index of the body, see {@link Simulation}. */
  final int body;

  final ConvexShape sharp;
  final ConvexShape core;
  final Surface surface;

  /** Of the shape's own frame. */
  final Pose pose = new Pose();

  /** Of a ball about the shape's frame that holds the shape [m]. */
  final double radius;

  /** How far the shape can come in a step [m]. */
  double travel;

  private final Pose local = new Pose();
  private final double[] half;
  private final double[] middle;
  private double reachX;
  private double reachY;
  private double reachZ;
  private double centreX;
  private double centreY;
  private double centreZ;

  /** @param frame the body's frame, seen from the frame that {@link #follow} will be told of */
  Collider(int body, Shape shape, Transform frame) {
    this.body = body;
    sharp = CollisionShapes.sharp(shape);
    core = CollisionShapes.core(shape);
    surface = Surfaces.of(shape);
    local.set(frame.then(shape.origin()));
    double[][] bounds = CollisionShapes.bounds(shape);
    middle = new double[3];
    half = new double[3];
    double square = 0;
    for (int e = 0; e < 3; e++) {
      middle[e] = 0.5 * (bounds[0][e] + bounds[1][e]);
      half[e] = 0.5 * (bounds[1][e] - bounds[0][e]);
      double furthest = Math.abs(middle[e]) + half[e];
      square += furthest * furthest;
    }
    radius = Math.sqrt(square);
  }

  /** Goes where the body is. */
  void follow(Pose body) {
    Pose p = pose;
    p.setProduct(body, local);
    double hx = half[0];
    double hy = half[1];
    double hz = half[2];
    reachX = Math.abs(p.xx) * hx + Math.abs(p.xy) * hy + Math.abs(p.xz) * hz;
    reachY = Math.abs(p.yx) * hx + Math.abs(p.yy) * hy + Math.abs(p.yz) * hz;
    reachZ = Math.abs(p.zx) * hx + Math.abs(p.zy) * hy + Math.abs(p.zz) * hz;
    centreX = p.x + p.xx * middle[0] + p.xy * middle[1] + p.xz * middle[2];
    centreY = p.y + p.yx * middle[0] + p.yy * middle[1] + p.yz * middle[2];
    centreZ = p.z + p.zx * middle[0] + p.zy * middle[1] + p.zz * middle[2];
  }

  /** Whether the boxes around two shapes, along the world's axes, are nearer than that [m]. */
  boolean isNear(Collider other, double reach) {
    return Math.abs(centreX - other.centreX) < reachX + other.reachX + reach
        && Math.abs(centreY - other.centreY) < reachY + other.reachY + reach
        && Math.abs(centreZ - other.centreZ) < reachZ + other.reachZ + reach;
  }

  /** Finds what the shape turns towards a direction of the world, in the world. */
  void towards(double x, double y, double z, Polygon out) {
    Pose p = pose;
    surface.towards(
        p.xx * x + p.yx * y + p.zx * z,
        p.xy * x + p.yy * y + p.zy * z,
        p.xz * x + p.yz * y + p.zz * z,
        out);
    out.place(p);
  }
}
