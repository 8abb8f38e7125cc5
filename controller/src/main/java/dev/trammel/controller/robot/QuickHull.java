package dev.trammel.controller.robot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** A convex hull while it grows. Used once. */
final class QuickHull {

  /** So far below its plane a face still sees a point, as a share of the tolerance. */
  private static final double GRAZING = 0.5;

  private static final Comparator<HullFace> FARTHEST_FIRST = Comparator.comparingDouble(
          (HullFace face) -> -face.distance)
      .thenComparingInt(face -> face.order);

  /** About the middle of their bounds, so that a distant origin costs no digits. */
  private final double[] points;

  private final double[] cloud;
  private final double tolerance;
  private final PriorityQueue<HullFace> waiting = new PriorityQueue<>(FARTHEST_FIRST);
  private final List<HullFace> faces = new ArrayList<>();

  private final List<HullFace> seen = new ArrayList<>();
  private final boolean[] isCorner;
  private int vertexCount;

  QuickHull(double[] cloud) {
    this.cloud = cloud;
    points = new double[cloud.length];
    isCorner = new boolean[cloud.length / 3];
    double extent = 0;
    for (int e = 0; e < 3 && cloud.length > 0; e++) {
      double least = cloud[e];
      double greatest = cloud[e];
      for (int i = e; i < cloud.length; i += 3) {
        least = Math.min(least, cloud[i]);
        greatest = Math.max(greatest, cloud[i]);
      }
      double middle = 0.5 * (least + greatest);
      extent = Math.max(extent, greatest - least);
      for (int i = e; i < cloud.length; i += 3) {
        points[i] = cloud[i] - middle;
      }
    }
    tolerance = ConvexHull.TOLERANCE * extent;
  }

  Optional<ConvexHull> grow(int mostVertices) {
    if (!begin()) {
      return Optional.empty();
    }
    while (vertexCount < mostVertices && hasOutside()) {
      HullFace face = waiting.remove();
      if (!swallow(face, face.farthest)) {
        face.forget(points);
        enqueue(face);
      }
    }
    double excess = hasOutside() ? waiting.element().distance : 0;
    return Optional.of(new ConvexHull(surface(), excess));
  }

  private boolean hasOutside() {
    while (!waiting.isEmpty() && waiting.element().gone) {
      waiting.remove();
    }
    return !waiting.isEmpty();
  }

  /** Starts with a tetrahedron of points far from each other; false if there is none. */
  private boolean begin() {
    int a = 0;
    int b = 0;
    double longest = 0;
    for (int e = 0; e < 3 && points.length > 0; e++) {
      int least = extreme(e, -1);
      int greatest = extreme(e, 1);
      double length = points[3 * greatest + e] - points[3 * least + e];
      if (length > longest) {
        longest = length;
        a = least;
        b = greatest;
      }
    }
    int c = longest > 0 ? farthestFromLine(a, b) : -1;
    if (c < 0) {
      return false;
    }
    HullFace base = new HullFace(points, 0, a, b, c);
    int d = farthestFromPlane(base);
    if (d < 0) {
      return false;
    }
    if (base.distance(points, d) > 0) {
      base = new HullFace(points, 0, a, c, b);
    }
    tetrahedron(base, d);
    return true;
  }

  private int extreme(int coordinate, int sign) {
    int best = 0;
    for (int i = 1; i < points.length / 3; i++) {
      if (sign * points[3 * i + coordinate] > sign * points[3 * best + coordinate]) {
        best = i;
      }
    }
    return best;
  }

  private int farthestFromLine(int a, int b) {
    double[] along = between(a, b);
    double[] off = new double[3];
    double greatest = tolerance * Math.sqrt(Flat.dot3(along, 0, along, 0));
    int best = -1;
    for (int i = 0; i < points.length / 3; i++) {
      Flat.cross(along, 0, between(a, i), 0, off, 0);
      double area = Math.sqrt(Flat.dot3(off, 0, off, 0));
      if (area > greatest) {
        greatest = area;
        best = i;
      }
    }
    return best;
  }

  private double[] between(int a, int b) {
    return new double[] {
      points[3 * b] - points[3 * a],
      points[3 * b + 1] - points[3 * a + 1],
      points[3 * b + 2] - points[3 * a + 2]
    };
  }

  private int farthestFromPlane(HullFace face) {
    double greatest = tolerance;
    int best = -1;
    for (int i = 0; i < points.length / 3; i++) {
      double distance = Math.abs(face.distance(points, i));
      if (distance > greatest) {
        greatest = distance;
        best = i;
      }
    }
    return best;
  }

  private void tetrahedron(HullFace base, int top) {
    List<HullFace> sides = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      HullFace side = face(base.corners[(i + 1) % 3], base.corners[i], top);
      side.neighbours[0] = base;
      base.neighbours[i] = side;
      sides.add(side);
    }
    for (int i = 0; i < 3; i++) {
      // Edge 1 of a side runs from the base's corner i up, edge 2 down to its corner i + 1.
      sides.get(i).neighbours[1] = sides.get((i + 2) % 3);
      sides.get(i).neighbours[2] = sides.get((i + 1) % 3);
    }
    faces.add(base);
    sides.add(base);
    for (int i = 0; i < points.length / 3; i++) {
      assign(i, sides);
    }
    for (int corner : new int[] {base.corners[0], base.corners[1], base.corners[2], top}) {
      isCorner[corner] = true;
      vertexCount++;
    }
    sides.forEach(this::enqueue);
  }

  private HullFace face(int a, int b, int c) {
    HullFace face = new HullFace(points, faces.size() + 1, a, b, c);
    faces.add(face);
    return face;
  }

  private void assign(int point, List<HullFace> candidates) {
    HullFace best = candidates.get(0);
    double greatest = tolerance;
    boolean isOutside = false;
    for (int i = 0; i < candidates.size(); i++) {
      double distance = candidates.get(i).distance(points, point);
      if (distance > greatest) {
        greatest = distance;
        best = candidates.get(i);
        isOutside = true;
      }
    }
    if (isOutside) {
      best.add(point, greatest);
    }
  }

  private void enqueue(HullFace face) {
    if (face.count > 0) {
      waiting.add(face);
    }
  }

  /** Makes a point outside of a face a vertex; false if rounding leaves no clean cut. */
  private boolean swallow(HullFace from, int point) {
    look(from, point);
    Optional<HullRim> rim = HullRim.around(seen);
    if (rim.isEmpty()) {
      seen.forEach(face -> face.gone = false);
      return false;
    }
    List<HullFace> fan = fan(rim.get(), point);
    isCorner[point] = true;
    vertexCount++;
    for (HullFace face : seen) {
      for (int i = 0; i < face.count; i++) {
        if (face.outside[i] != point) {
          assign(face.outside[i], fan);
        }
      }
    }
    fan.forEach(this::enqueue);
    return true;
  }

  /** Marks the faces that see the point as gone; they are connected. */
  private void look(HullFace from, int point) {
    seen.clear();
    seen.add(from);
    from.gone = true;
    for (int i = 0; i < seen.size(); i++) {
      for (HullFace neighbour : seen.get(i).neighbours) {
        if (!neighbour.gone && neighbour.distance(points, point) > -GRAZING * tolerance) {
          neighbour.gone = true;
          seen.add(neighbour);
        }
      }
    }
  }

  /** New faces from every edge of the rim to the point, in place of what the point saw. */
  private List<HullFace> fan(HullRim rim, int point) {
    List<HullFace> fan = new ArrayList<>();
    for (int i = 0; i < rim.size(); i++) {
      HullFace face = face(rim.from(i), rim.to(i), point);
      HullFace outer = rim.beyond(i);
      face.neighbours[0] = outer;
      outer.neighbours[outer.edgeFrom(rim.to(i))] = face;
      fan.add(face);
    }
    for (int i = 0; i < fan.size(); i++) {
      fan.get(i).neighbours[1] = fan.get((i + 1) % fan.size());
      fan.get(i).neighbours[2] = fan.get((i + fan.size() - 1) % fan.size());
    }
    return fan;
  }

  private TriangleMesh surface() {
    int[] vertex = new int[isCorner.length];
    Arrays.fill(vertex, -1);
    double[] vertices = new double[3 * vertexCount];
    int count = 0;
    List<HullFace> left = faces.stream().filter(face -> !face.gone).toList();
    int[] triangles = new int[3 * left.size()];
    for (int f = 0; f < left.size(); f++) {
      for (int i = 0; i < 3; i++) {
        int corner = left.get(f).corners[i];
        if (vertex[corner] < 0) {
          vertex[corner] = count;
          for (int e = 0; e < 3; e++) {
            vertices[3 * count + e] = cloud[3 * corner + e];
          }
          count++;
        }
        triangles[3 * f + i] = vertex[corner];
      }
    }
    return new TriangleMesh(Arrays.copyOf(vertices, 3 * count), triangles);
  }
}
