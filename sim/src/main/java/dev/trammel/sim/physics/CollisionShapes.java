package dev.trammel.sim.physics;

import com.bulletphysics.collision.shapes.BoxShape;
import com.bulletphysics.collision.shapes.CapsuleShapeZ;
import com.bulletphysics.collision.shapes.ConvexHullShape;
import com.bulletphysics.collision.shapes.ConvexInternalShape;
import com.bulletphysics.collision.shapes.ConvexShape;
import com.bulletphysics.collision.shapes.CylinderShapeZ;
import com.bulletphysics.collision.shapes.SphereShape;
import com.bulletphysics.util.ObjectArrayList;
import dev.trammel.controller.robot.Shape;
import dev.trammel.controller.robot.TriangleMesh;
import dev.trammel.controller.robot.Vector3;
import javax.vecmath.Vector3f;

/** Builds JBullet's shapes from a robot's. */
final class CollisionShapes {

  /** Half the least size that a shape may have [m]; JBullet's algorithms need some units. */
  private static final double THINNEST = 5e-4;

  /** JBullet's cylinders and hulls share a scratch array while they are built, across threads. */
  private static final Object BUILD_LOCK = new Object();

  private CollisionShapes() {}

  /** @throws IllegalArgumentException if the shape is too thin */
  static ConvexShape convex(Shape shape) {
    requireThick(shape);
    synchronized (BUILD_LOCK) {
      ConvexInternalShape convex = build(shape);
      convex.setMargin(Units.MARGIN);
      return convex;
    }
  }

  private static ConvexInternalShape build(Shape shape) {
    if (shape instanceof Shape.Box box) {
      return new BoxShape(Units.vector(box.size().times(0.5)));
    }
    if (shape instanceof Shape.Cylinder cylinder) {
      float radius = Units.length(cylinder.radius());
      return new CylinderShapeZ(
          new Vector3f(radius, radius, Units.length(0.5 * cylinder.length())));
    }
    if (shape instanceof Shape.Sphere sphere) {
      return new SphereShape(Units.length(sphere.radius()));
    }
    if (shape instanceof Shape.Capsule capsule) {
      return new CapsuleShapeZ(Units.length(capsule.radius()), Units.length(capsule.length()));
    }
    return hull(((Shape.Hull) shape).surface());
  }

  private static ConvexInternalShape hull(TriangleMesh mesh) {
    ObjectArrayList<Vector3f> points = new ObjectArrayList<>();
    for (int i = 0; i < mesh.vertexCount(); i++) {
      points.add(Units.vector(mesh.vertex(i)));
    }
    return new ConvexHullShape(points);
  }

  /** Least and greatest coordinates in the shape's frame [m]. */
  static double[][] bounds(Shape shape) {
    if (shape instanceof Shape.Hull hull) {
      return bounds(hull.surface());
    }
    Vector3 half = half(shape);
    return new double[][] {{-half.x(), -half.y(), -half.z()}, {half.x(), half.y(), half.z()}};
  }

  private static double[][] bounds(TriangleMesh mesh) {
    double[][] bounds = new double[2][3];
    double[] vertices = mesh.vertices();
    for (int e = 0; e < 3; e++) {
      bounds[0][e] = Double.POSITIVE_INFINITY;
      bounds[1][e] = Double.NEGATIVE_INFINITY;
      for (int i = e; i < vertices.length; i += 3) {
        bounds[0][e] = Math.min(bounds[0][e], vertices[i]);
        bounds[1][e] = Math.max(bounds[1][e], vertices[i]);
      }
    }
    return bounds;
  }

  private static Vector3 half(Shape shape) {
    if (shape instanceof Shape.Box box) {
      return box.size().times(0.5);
    }
    if (shape instanceof Shape.Cylinder cylinder) {
      return new Vector3(cylinder.radius(), cylinder.radius(), 0.5 * cylinder.length());
    }
    if (shape instanceof Shape.Sphere sphere) {
      return new Vector3(sphere.radius(), sphere.radius(), sphere.radius());
    }
    Shape.Capsule capsule = (Shape.Capsule) shape;
    return new Vector3(
        capsule.radius(), capsule.radius(), 0.5 * capsule.length() + capsule.radius());
  }

  private static void requireThick(Shape shape) {
    double[][] bounds = bounds(shape);
    for (int e = 0; e < 3; e++) {
      double half = 0.5 * (bounds[1][e] - bounds[0][e]);
      if (!(half >= THINNEST)) {
        throw new IllegalArgumentException("a collision shape must be at least " + 2 * THINNEST
            + " m thick in every direction, was " + 2 * half + " m: " + shape);
      }
    }
  }
}
