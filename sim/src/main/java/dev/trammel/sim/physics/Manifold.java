package dev.trammel.sim.physics;

/**
 * Where two shapes touch or nearly do: up to four points with one normal.
 *
 * <p>JBullet says along which normal the shapes are nearest. What each turns there, a face, an edge
 * or a point, is cut with the other in double precision, so that a part lies on its whole face from
 * the first step on, and on the same points whenever it is in the same place: nothing is remembered.
 */
final class Manifold {

  static final int MOST = 4;

  /** How well a face must look along the normal for its own normal to stand in for it. */
  private static final double FACING = 0.9995;

  /** Unit normal, out of the second shape towards the first. */
  double nx;

  double ny;
  double nz;

  /** Points [m] and how far the shapes are apart there [m]. */
  final double[] x = new double[MOST];

  final double[] y = new double[MOST];
  final double[] z = new double[MOST];
  final double[] gap = new double[MOST];
  int count;

  private final ClosestPoints closest = new ClosestPoints();
  private final Polygon onFirst = new Polygon();
  private final Polygon onSecond = new Polygon();
  private Polygon cut = new Polygon();
  private Polygon spare = new Polygon();
  private double[] gaps = new double[16];

  /**
   * Finds all points with a gap below a reach.
   *
   * @param reach [m]
   */
  void find(Collider first, Collider second, double reach) {
    count = 0;
    if (!closest.find(first, second, reach)) {
      return;
    }
    nx = closest.nx;
    ny = closest.ny;
    nz = closest.nz;
    first.towards(-nx, -ny, -nz, onFirst);
    second.towards(nx, ny, nz, onSecond);
    double firstFaces = onFirst.isFace() ? -along(onFirst) : -1;
    double secondFaces = onSecond.isFace() ? along(onSecond) : -1;
    if (secondFaces >= firstFaces && secondFaces > 0) {
      meet(onSecond, secondFaces, 1, onFirst, reach);
    } else if (firstFaces > 0) {
      meet(onFirst, firstFaces, -1, onSecond, reach);
    }
    if (count == 0) {
      addClosest();
    }
  }

  private double along(Polygon face) {
    return nx * face.nx + ny * face.ny + nz * face.nz;
  }

  private void addClosest() {
    x[0] = closest.x;
    y[0] = closest.y;
    z[0] = closest.z;
    gap[0] = closest.gap;
    count = 1;
  }

  /**
   * Cuts the other feature with a face.
   *
   * @param facing cosine between the face's normal and the contact's
   * @param side 1 if the face is of the second shape, −1 of the first
   */
  private void meet(Polygon face, double facing, double side, Polygon other, double reach) {
    boolean flat = facing > FACING;
    if (flat) {
      nx = side * face.nx;
      ny = side * face.ny;
      nz = side * face.nz;
    }
    if (!flat) {
      addClosest();
    }
    clip(face, side, other);
    double along = flat ? 1 : facing;
    double nearest = flat ? Double.NEGATIVE_INFINITY : closest.gap;
    if (gaps.length < cut.count) {
      gaps = new double[2 * cut.count];
    }
    for (int i = 0; i < cut.count; i++) {
      double height = face.nx * (cut.x[i] - face.x[0])
          + face.ny * (cut.y[i] - face.y[0])
          + face.nz * (cut.z[i] - face.z[0]);
      // no two points are nearer than the nearest
      gaps[i] = Math.max(height / along, nearest);
    }
    choose(reach);
  }

  /** Leaves in {@link #cut} what of the other feature is above the face, seen along the normal. */
  private void clip(Polygon face, double side, Polygon other) {
    Polygon from = other;
    for (int i = 0; i < face.count; i++) {
      int j = i + 1 < face.count ? i + 1 : 0;
      double ex = face.x[j] - face.x[i];
      double ey = face.y[j] - face.y[i];
      double ez = face.z[j] - face.z[i];
      // e × n points outwards, corners being in order around the face's own normal
      from.clip(
          side * (ey * nz - ez * ny),
          side * (ez * nx - ex * nz),
          side * (ex * ny - ey * nx),
          face.x[i],
          face.y[i],
          face.z[i],
          spare);
      Polygon done = spare;
      spare = cut;
      cut = done;
      from = cut;
    }
  }

  /** Takes the nearest point and those that span the most. */
  private void choose(double reach) {
    int within = 0;
    for (int i = 0; i < cut.count; i++) {
      within += gaps[i] < reach ? 1 : 0;
    }
    if (count + within <= MOST) {
      for (int i = 0; i < cut.count; i++) {
        if (gaps[i] < reach) {
          take(i);
        }
      }
      return;
    }
    if (count == 0) {
      takeNearest();
    }
    while (count < MOST) {
      takeFurthest(reach);
    }
  }

  private void takeNearest() {
    int best = 0;
    for (int i = 1; i < cut.count; i++) {
      if (gaps[i] < gaps[best]) {
        best = i;
      }
    }
    take(best);
  }

  /** Takes the point that is furthest from all that were taken. */
  private void takeFurthest(double reach) {
    int best = 0;
    double most = -1;
    for (int i = 0; i < cut.count; i++) {
      if (gaps[i] < reach) {
        double distance = Double.POSITIVE_INFINITY;
        for (int k = 0; k < count; k++) {
          double dx = cut.x[i] - x[k];
          double dy = cut.y[i] - y[k];
          double dz = cut.z[i] - z[k];
          distance = Math.min(distance, dx * dx + dy * dy + dz * dz);
        }
        if (distance > most) {
          most = distance;
          best = i;
        }
      }
    }
    take(best);
  }

  private void take(int i) {
    x[count] = cut.x[i];
    y[count] = cut.y[i];
    z[count] = cut.z[i];
    gap[count] = gaps[i];
    count++;
  }
}
