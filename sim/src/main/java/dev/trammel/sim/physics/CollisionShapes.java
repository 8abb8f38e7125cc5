package dev.trammel.sim.physics;

import com.bulletphysics.collision.shapes.BoxShape;
import com.bulletphysics.collision.shapes.CollisionShape;
import com.bulletphysics.collision.shapes.CompoundShape;
import com.bulletphysics.collision.shapes.CylinderShapeZ;
import com.bulletphysics.collision.shapes.SphereShape;
import dev.trammel.controller.robot.Shape;
import dev.trammel.controller.robot.Transform;
import java.util.List;
import javax.vecmath.Vector3f;

/** Builds JBullet's shapes from a robot's. */
final class CollisionShapes {

  /** Edges are rounded by it [JBullet's units]; below 0.01 its distance algorithm fails. */
  private static final float MARGIN = 0.02f;

  /** JBullet's cylinders share a scratch array while they are built, across threads. */
  private static final Object CYLINDER_LOCK = new Object();

  private CollisionShapes() {}

  /** What stands for a body without shapes; to be kept from colliding. */
  static CollisionShape none() {
    return new SphereShape(1);
  }

  /**
   * All shapes of a body as one.
   *
   * @param principal the body's principal axes, seen from the frame that the shapes are placed in
   */
  static CollisionShape compound(List<Shape> shapes, Transform principal) {
    CompoundShape compound = new CompoundShape();
    for (Shape shape : shapes) {
      Transform placed = inverse(principal).then(shape.origin());
      compound.addChildShape(Units.transform(placed), primitive(shape));
    }
    return compound;
  }

  private static CollisionShape primitive(Shape shape) {
    CollisionShape primitive;
    if (shape instanceof Shape.Box box) {
      primitive = new BoxShape(Units.vector(box.size().times(0.5)));
    } else if (shape instanceof Shape.Cylinder cylinder) {
      primitive = cylinder(cylinder);
    } else if (shape instanceof Shape.Sphere sphere) {
      return new SphereShape(Units.length(sphere.radius()));
    } else {
      throw new IllegalArgumentException("no collision shape for " + shape);
    }
    primitive.setMargin(MARGIN);
    return primitive;
  }

  private static CollisionShape cylinder(Shape.Cylinder cylinder) {
    float radius = Units.length(cylinder.radius());
    Vector3f halfExtents = new Vector3f(radius, radius, Units.length(0.5 * cylinder.length()));
    synchronized (CYLINDER_LOCK) {
      CylinderShapeZ shape = new CylinderShapeZ(halfExtents);
      shape.setMargin(MARGIN);
      return shape;
    }
  }

  private static Transform inverse(Transform frame) {
    var back = frame.rotation().transposed();
    return new Transform(back, back.times(frame.translation()).times(-1));
  }
}
