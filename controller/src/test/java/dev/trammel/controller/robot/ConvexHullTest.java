package dev.trammel.controller.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvexHullTest {

  private static final int UNLIMITED = Integer.MAX_VALUE;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void noPointStandsOutAndTheSurfaceIsClosed(int seed) {
    double[] points = cloud(seed);

    TriangleMesh hull = ConvexHull.of(points, UNLIMITED).orElseThrow().surface();

    assertThat(standsOut(points, hull)).isLessThan(5 * ConvexHull.TOLERANCE * extent(points));
    requireClosed(hull);
  }

  /** Two roads: the farthest point in a direction, of the cloud and of its hull. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theHullReachesAsFarAsThePointsInEveryDirection(int seed) {
    double[] points = cloud(seed);
    TriangleMesh hull = ConvexHull.of(points, UNLIMITED).orElseThrow().surface();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 1000; i++) {
      Vector3 way = new Vector3(number(random), number(random), number(random));
      Vector3 direction = way.times(1 / way.norm());

      double missing = support(points, direction) - support(hull.vertices(), direction);

      assertThat(missing).isBetween(0.0, 5 * ConvexHull.TOLERANCE * extent(points));
    }
  }

  @Test
  void aBoxOfManyPointsIsEightCorners() {
    double[] points = new double[3 * 21 * 21 * 21];
    for (int i = 0; i < 21 * 21 * 21; i++) {
      points[3 * i] = 5 + 0.1 * (i % 21);
      points[3 * i + 1] = -0.2 * (i / 21 % 21);
      points[3 * i + 2] = 0.3 * Math.floorDiv(i, 441);
    }
    TriangleMesh hull = ConvexHull.of(points, UNLIMITED).orElseThrow().surface();

    assertThat(hull.vertexCount()).isEqualTo(8);
    assertThat(hull.triangleCount()).isEqualTo(12);
    assertThat(volume(hull)).isCloseTo(2.0 * 4 * 6, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1e-3, 1, 1e6})
  void aBallKeepsItsShapeAtEverySizeAndPlace(double radius) {
    SplittableRandom random = new SplittableRandom(7);
    double[] points = new double[3 * 3000];
    for (int i = 0; i < points.length; i += 3) {
      Vector3 v = new Vector3(number(random), number(random), number(random));
      points[i] = radius * (3 + v.x() / v.norm());
      points[i + 1] = radius * v.y() / v.norm();
      points[i + 2] = radius * (v.z() / v.norm() - 2);
    }
    ConvexHull hull = ConvexHull.of(points, UNLIMITED).orElseThrow();

    assertThat(hull.excess()).isZero();
    assertThat(hull.surface().vertexCount()).isEqualTo(3000);
    assertThat(volume(hull.surface()) / Math.pow(radius, 3)).isBetween(0.99 * 4.18879, 4.18879);
  }

  @Test
  void aSimplerHullStaysWithinTheErrorThatItStates() {
    SplittableRandom random = new SplittableRandom(3);
    double[] points = new double[3 * 5000];
    for (int i = 0; i < points.length; i += 3) {
      Vector3 v = new Vector3(number(random), number(random), number(random));
      points[i] = v.x() / v.norm();
      points[i + 1] = v.y() / v.norm();
      points[i + 2] = v.z() / v.norm();
    }
    ConvexHull hull = ConvexHull.of(points, 128).orElseThrow();

    assertThat(hull.surface().vertexCount()).isLessThanOrEqualTo(128);
    assertThat(hull.excess()).isBetween(0.01, 0.05);
    assertThat(standsOut(points, hull.surface())).isLessThanOrEqualTo(hull.excess() + 1e-12);
    requireClosed(hull.surface());
  }

  @Test
  void pointsWithoutVolumeHaveNoHull() {
    double[] flat = cloud(1);
    for (int i = 0; i < flat.length; i += 3) {
      flat[i + 2] = 2 * flat[i] - flat[i + 1] + 3;
    }
    assertThat(ConvexHull.of(flat, UNLIMITED)).isEmpty();
    assertThat(ConvexHull.of(new double[30], UNLIMITED)).isEmpty();
    assertThat(ConvexHull.of(new double[0], UNLIMITED)).isEmpty();
    assertThat(ConvexHull.of(new double[] {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3}, 9))
        .isEmpty();
  }

  /** Grids, boxes with corners blurred as by single precision, balls, spindles, repeated points. */
  private static double[] cloud(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] points = new double[3 * (20 + random.nextInt(2000))];
    for (int i = 0; i < points.length; i++) {
      points[i] = switch (seed % 5) {
        case 0 -> random.nextInt(6);
        case 1 -> number(random);
        case 2 -> (random.nextBoolean() ? 1 : -1) * (1 + 1e-7 * number(random));
        case 3 -> (float) (0.3 * random.nextInt(4) + 1e-7 * number(random));
        default -> Math.pow(number(random), 5) * (i % 3 == 0 ? 100 : 1);
      };
    }
    return points;
  }

  private static double number(SplittableRandom random) {
    return 2 * random.nextDouble() - 1;
  }

  private static double standsOut(double[] points, TriangleMesh hull) {
    double most = 0;
    for (int f = 0; f < hull.triangleCount(); f++) {
      Vector3 a = hull.vertex(hull.corner(f, 0));
      Vector3 cross = hull.vertex(hull.corner(f, 1))
          .minus(a)
          .cross(hull.vertex(hull.corner(f, 2)).minus(a));
      Vector3 normal = cross.times(1 / cross.norm());
      most = Math.max(most, support(points, normal) - normal.dot(a));
    }
    return most;
  }

  private static double support(double[] points, Vector3 direction) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < points.length; i += 3) {
      Vector3 point = new Vector3(points[i], points[i + 1], points[i + 2]);
      greatest = Math.max(greatest, direction.dot(point));
    }
    return greatest;
  }

  private static double extent(double[] points) {
    double extent = 0;
    for (Vector3 axis :
        new Vector3[] {new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1)}) {
      extent = Math.max(extent, support(points, axis) + support(points, axis.times(-1)));
    }
    return extent;
  }

  /** Every edge is there once each way, and Euler's V − E + F = 2 holds. */
  private static void requireClosed(TriangleMesh hull) {
    Set<Long> edges = new HashSet<>();
    for (int f = 0; f < hull.triangleCount(); f++) {
      for (int i = 0; i < 3; i++) {
        edges.add(edge(hull.corner(f, i), hull.corner(f, (i + 1) % 3)));
      }
    }
    assertThat(edges).hasSize(3 * hull.triangleCount());
    assertThat(edges).allMatch(edge -> edges.contains((edge << 32) | (edge >>> 32)));
    assertThat(hull.vertexCount() - edges.size() / 2 + hull.triangleCount()).isEqualTo(2);
  }

  private static long edge(int from, int to) {
    return ((long) from << 32) | to;
  }

  private static double volume(TriangleMesh mesh) {
    double volume = 0;
    for (int f = 0; f < mesh.triangleCount(); f++) {
      Vector3 a = mesh.vertex(mesh.corner(f, 0));
      volume += a.dot(mesh.vertex(mesh.corner(f, 1)).cross(mesh.vertex(mesh.corner(f, 2)))) / 6;
    }
    return volume;
  }
}
