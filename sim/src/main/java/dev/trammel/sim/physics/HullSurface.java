package dev.trammel.sim.physics;

import dev.trammel.controller.robot.TriangleMesh;
import dev.trammel.controller.robot.Vector3;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The faces of a convex hull: triangles in one plane are one face. */
final class HullSurface implements Surface {

  /** Normals that differ by less count as one. */
  private static final double SAME_PLANE = 1e-4;

  private final List<Face> faces = new ArrayList<>();

  HullSurface(TriangleMesh mesh) {
    for (int t = 0; t < mesh.triangleCount(); t++) {
      Vector3 a = mesh.vertex(mesh.corner(t, 0));
      Vector3 b = mesh.vertex(mesh.corner(t, 1));
      Vector3 c = mesh.vertex(mesh.corner(t, 2));
      Vector3 across = b.minus(a).cross(c.minus(a));
      if (across.norm() > 0) {
        faceOf(across.times(1 / across.norm())).add(a, b, c);
      }
    }
    faces.forEach(Face::sort);
  }

  private Face faceOf(Vector3 normal) {
    for (Face face : faces) {
      if (face.normal.minus(normal).norm() < SAME_PLANE) {
        return face;
      }
    }
    Face face = new Face(normal);
    faces.add(face);
    return face;
  }

  @Override
  public void towards(double x, double y, double z, Polygon out) {
    Face best = faces.get(0);
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < faces.size(); i++) {
      Vector3 n = faces.get(i).normal;
      double along = n.x() * x + n.y() * y + n.z() * z;
      if (along > most) {
        most = along;
        best = faces.get(i);
      }
    }
    out.clear();
    for (int i = 0; i < best.corners.size(); i++) {
      Vector3 corner = best.corners.get(i);
      out.add(corner.x(), corner.y(), corner.z());
    }
    out.setNormal(best.normal.x(), best.normal.y(), best.normal.z());
  }

  private static final class Face {

    private final Vector3 normal;
    private final List<Vector3> corners = new ArrayList<>();

    Face(Vector3 normal) {
      this.normal = normal;
    }

    void add(Vector3... more) {
      for (Vector3 corner : more) {
        if (!corners.contains(corner)) {
          corners.add(corner);
        }
      }
    }

    /** Puts the corners in order around the normal. */
    void sort() {
      Vector3 middle = Vector3.ZERO;
      for (Vector3 corner : corners) {
        middle = middle.plus(corner.times(1.0 / corners.size()));
      }
      Vector3 centre = middle;
      Vector3 first = corners.get(0).minus(centre);
      Vector3 second = normal.cross(first);
      corners.sort(Comparator.comparingDouble(corner -> StrictMath.atan2(
          corner.minus(centre).dot(second), corner.minus(centre).dot(first))));
    }
  }
}
