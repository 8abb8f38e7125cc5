package dev.trammel.sim.physics;

import com.bulletphysics.collision.narrowphase.DiscreteCollisionDetectorInterface;
import com.bulletphysics.collision.narrowphase.GjkEpaPenetrationDepthSolver;
import com.bulletphysics.collision.narrowphase.GjkPairDetector;
import com.bulletphysics.collision.narrowphase.VoronoiSimplexSolver;
import com.bulletphysics.collision.shapes.ConvexShape;
import javax.vecmath.Vector3f;

/**
 * Where two convex shapes are nearest, or deepest in each other, by JBullet's GJK and EPA in single
 * precision. Remembers nothing from one pair to the next. Belongs to the thread that built it.
 */
final class ClosestPoints extends DiscreteCollisionDetectorInterface.Result {

  /** Unit normal, out of the second shape towards the first. */
  double nx;

  double ny;
  double nz;

  /** The point on the second shape [m]. */
  double x;

  double y;
  double z;

  /** Distance, negative in overlap [m]. */
  double gap;

  /** GJK takes shapes for touching that are nearer [m]. */
  private static final double LEAST_DISTANCE = 1.2e-4;

  private final VoronoiSimplexSolver simplex = new VoronoiSimplexSolver();
  private final GjkEpaPenetrationDepthSolver overlap = new GjkEpaPenetrationDepthSolver();
  private final GjkPairDetector detector = new GjkPairDetector();
  private final DiscreteCollisionDetectorInterface.ClosestPointInput input =
      new DiscreteCollisionDetectorInterface.ClosestPointInput();
  private boolean found;

  /**
   * Finds the closest points: by GJK between hardly rounded shapes; where those overlap, between
   * their cores, which keeps the normal; and where those do too, by EPA.
   *
   * @param reach gaps beyond it do not matter [m]
   * @return whether the gap is less than {@code reach}
   */
  boolean find(Collider first, Collider second, double reach) {
    Pose origin = second.pose;
    Units.set(first.pose, origin.x, origin.y, origin.z, input.transformA);
    Units.set(second.pose, origin.x, origin.y, origin.z, input.transformB);
    if (!areApart(first.sharp, second.sharp) && !areApart(first.core, second.core)) {
      detector.init(first.sharp, second.sharp, simplex, overlap);
      search();
    }
    x += origin.x;
    y += origin.y;
    z += origin.z;
    return found && gap < reach;
  }

  /** Whether two shapes are apart within their margins by more than GJK needs. */
  private boolean areApart(ConvexShape first, ConvexShape second) {
    detector.init(first, second, simplex, null);
    search();
    double margins = Units.METRES * (first.getMargin() + second.getMargin());
    return found && gap + margins > LEAST_DISTANCE;
  }

  private void search() {
    found = false;
    detector.getClosestPoints(input, this, null);
  }

  @Override
  public void addContactPoint(Vector3f normal, Vector3f point, float distance) {
    double scale = 1
        / Math.sqrt((double) normal.x * normal.x
            + (double) normal.y * normal.y
            + (double) normal.z * normal.z);
    nx = scale * normal.x;
    ny = scale * normal.y;
    nz = scale * normal.z;
    x = Units.METRES * point.x;
    y = Units.METRES * point.y;
    z = Units.METRES * point.z;
    gap = Units.METRES * distance;
    found = Double.isFinite(scale) && Double.isFinite(gap);
  }

  @Override
  public void setShapeIdentifiers(int part0, int index0, int part1, int index1) {}
}
