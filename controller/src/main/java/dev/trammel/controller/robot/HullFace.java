package dev.trammel.controller.robot;

import java.util.Arrays;

/** A triangle of a growing hull, with the points that stand out of it. */
final class HullFace {

  /** Tells faces that stand out equally far apart, so that every run goes the same way. */
  final int order;

  /** Indices of points, counter-clockwise as seen from outside. */
  final int[] corners;

  /** Neighbour i lies across the edge from corner i to the next. */
  final HullFace[] neighbours = new HullFace[3];

  final double[] normal = new double[3];
  int[] outside = new int[4];
  int count;
  int farthest = -1;
  double distance;
  boolean gone;

  private final double offset;

  HullFace(double[] points, int order, int a, int b, int c) {
    this.order = order;
    corners = new int[] {a, b, c};
    double[] u = new double[3];
    double[] v = new double[3];
    for (int e = 0; e < 3; e++) {
      u[e] = points[3 * b + e] - points[3 * a + e];
      v[e] = points[3 * c + e] - points[3 * a + e];
    }
    Flat.cross(u, 0, v, 0, normal, 0);
    double length = Math.sqrt(Flat.dot3(normal, 0, normal, 0));
    for (int e = 0; e < 3; e++) {
      normal[e] = length > 0 ? normal[e] / length : 0;
    }
    offset = (Flat.dot3(normal, 0, points, 3 * a)
            + Flat.dot3(normal, 0, points, 3 * b)
            + Flat.dot3(normal, 0, points, 3 * c))
        / 3;
  }

  /** How far a point stands out of this face's plane. */
  double distance(double[] points, int point) {
    return Flat.dot3(normal, 0, points, 3 * point) - offset;
  }

  void add(int point, double itsDistance) {
    if (count == outside.length) {
      outside = Arrays.copyOf(outside, 2 * count);
    }
    outside[count++] = point;
    if (itsDistance > distance) {
      distance = itsDistance;
      farthest = point;
    }
  }

  /** Gives up the farthest point. */
  void forget(double[] points) {
    int kept = 0;
    int dropped = farthest;
    farthest = -1;
    distance = 0;
    for (int i = 0; i < count; i++) {
      int point = outside[i];
      if (point != dropped) {
        outside[kept++] = point;
        double itsDistance = distance(points, point);
        if (itsDistance > distance) {
          distance = itsDistance;
          farthest = point;
        }
      }
    }
    count = kept;
  }

  /** Index of the edge that runs from a corner to the next. */
  int edgeFrom(int corner) {
    return corners[0] == corner ? 0 : corners[1] == corner ? 1 : 2;
  }
}
