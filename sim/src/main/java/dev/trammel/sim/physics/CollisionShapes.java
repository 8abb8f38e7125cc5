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

  /**
   * A shape whose edges are hardly rounded, for bodies that touch.
   *
   * @throws IllegalArgumentException if the shape is too thin
   */
  static ConvexShape sharp(Shape shape) {
    requireThick(shape);
    return build(shape, isRound(shape) ? roundness(shape) : Units.MARGIN, 1);
  }

  /** A shape that is mostly margin, so that bodies which overlap are still apart within. */
  static ConvexShape core(Shape shape) {
    return build(shape, roundness(shape), shape instanceof Shape.Hull ? 0.5 : 1);
  }

  private static boolean isRound(Shape shape) {
    return shape instanceof Shape.Sphere || shape instanceof Shape.Capsule;
  }

  /** The margin of a core [JBullet's units]: a whole radius, or half of what is thinnest. */
  private static float roundness(Shape shape) {
    if (shape instanceof Shape.Sphere sphere) {
      return Units.length(sphere.radius());
    }
    if (shape instanceof Shape.Capsule capsule) {
      return Units.length(capsule.radius());
    }
    if (shape instanceof Shape.Hull hull) {
      return Units.length(0.5 * inwardRadius(hull.surface()));
    }
    Vector3 half = half(shape);
    return Units.length(0.5 * Math.min(half.x(), Math.min(half.y(), half.z())));
  }

  private static ConvexShape build(Shape shape, float margin, double scale) {
    synchronized (BUILD_LOCK) {
      ConvexInternalShape convex = build(shape, scale);
      convex.setMargin(margin);
      return convex;
    }
  }

  private static ConvexInternalShape build(Shape shape, double scale) {
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
    return hull(((Shape.Hull) shape).surface(), scale);
  }

  /** @param scale shrinks the hull about its corners' mean */
  private static ConvexInternalShape hull(TriangleMesh mesh, double scale) {
    Vector3 middle = middle(mesh);
    ObjectArrayList<Vector3f> points = new ObjectArrayList<>();
    for (int i = 0; i < mesh.vertexCount(); i++) {
      points.add(Units.vector(middle.plus(mesh.vertex(i).minus(middle).times(scale))));
    }
    return new ConvexHullShape(points);
  }

  private static Vector3 middle(TriangleMesh mesh) {
    Vector3 sum = Vector3.ZERO;
    for (int i = 0; i < mesh.vertexCount(); i++) {
      sum = sum.plus(mesh.vertex(i));
    }
    return sum.times(1.0 / mesh.vertexCount());
  }

  /** How far the nearest face is from the corners' mean [m]. */
  private static double inwardRadius(TriangleMesh mesh) {
    Vector3 middle = middle(mesh);
    double nearest = Double.POSITIVE_INFINITY;
    for (int t = 0; t < mesh.triangleCount(); t++) {
      Vector3 a = mesh.vertex(mesh.corner(t, 0));
      Vector3 across = mesh.vertex(mesh.corner(t, 1))
          .minus(a)
          .cross(mesh.vertex(mesh.corner(t, 2)).minus(a));
      if (across.norm() > 0) {
        nearest = Math.min(nearest, Math.abs(across.dot(middle.minus(a))) / across.norm());
      }
    }
    return nearest;
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
