package dev.trammel.sim.physics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds contacts. Two shapes may meet if their bodies move against each other, share no joint, and
 * do not overlap where the robot is drawn, with all joints at 0: shapes are often coarser than what
 * they stand for.
 */
final class Collisions {

  /** Gaps below it are always looked at [m]. */
  private static final double REACH = 2e-4;

  private final Scene scene;
  private final RobotTree robot;
  private final List<Collider> colliders;
  private final List<Collider> firsts = new ArrayList<>();
  private final List<Collider> seconds = new ArrayList<>();
  private final Manifold manifold = new Manifold();
  private final double h;

  /** @param timeStep h [s] */
  Collisions(Scene scene, double timeStep) {
    this.scene = scene;
    robot = scene.robot;
    colliders = scene.colliders;
    h = timeStep;
    for (int i = 0; i < colliders.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (canMeet(colliders.get(j).body, colliders.get(i).body)) {
          firsts.add(colliders.get(j));
          seconds.add(colliders.get(i));
        }
      }
    }
  }

  private Mover mover(int body) {
    return scene.mover(body);
  }

  private boolean canMeet(int one, int other) {
    Mover first = mover(one);
    Mover second = mover(other);
    if (one == other || first.isFixed() && second.isFixed()) {
      return false;
    }
    boolean bothOnRobot = one < robot.n && other < robot.n;
    return !bothOnRobot || !areJointed(one, other);
  }

  private boolean areJointed(int one, int other) {
    return one >= 0 && robot.parent(one) == other || other >= 0 && robot.parent(other) == one;
  }

  /**
   * Leaves out pairs of the robot's own bodies that overlap as its links are placed now.
   *
   * @return the pairs left out, each by its bodies' indices in rising order
   */
  Set<List<Integer>> ignoreOverlaps() {
    Set<List<Integer>> overlapping = new TreeSet<>(
        (a, b) -> a.get(0).equals(b.get(0)) ? a.get(1) - b.get(1) : a.get(0) - b.get(0));
    colliders.forEach(collider -> collider.follow(mover(collider.body).pose()));
    for (int i = 0; i < firsts.size(); i++) {
      if (seconds.get(i).body < robot.n && overlaps(firsts.get(i), seconds.get(i))) {
        overlapping.add(pair(i));
      }
    }
    for (int i = firsts.size() - 1; i >= 0; i--) {
      if (overlapping.contains(pair(i))) {
        firsts.remove(i);
        seconds.remove(i);
      }
    }
    return overlapping;
  }

  private List<Integer> pair(int i) {
    int one = firsts.get(i).body;
    int other = seconds.get(i).body;
    return List.of(Math.min(one, other), Math.max(one, other));
  }

  private boolean overlaps(Collider one, Collider other) {
    manifold.find(one, other, REACH);
    boolean overlap = false;
    for (int k = 0; k < manifold.count; k++) {
      overlap |= manifold.gap[k] <= 0;
    }
    return overlap;
  }

  /** Whether there is anything to look for. */
  boolean possible() {
    return !firsts.isEmpty();
  }

  /** Fills a solver with all contacts of bodies that are placed and moving now. */
  void find(ContactSolver out) {
    out.clear();
    for (int i = 0; i < colliders.size(); i++) {
      Collider collider = colliders.get(i);
      Mover mover = mover(collider.body);
      if (!mover.isFixed()) {
        collider.follow(mover.pose());
        collider.travel = h * speed(mover, collider);
      }
    }
    for (int i = 0; i < firsts.size(); i++) {
      Collider one = firsts.get(i);
      Collider other = seconds.get(i);
      double reach = REACH + one.travel + other.travel;
      if (one.isNear(other, reach)) {
        manifold.find(one, other, reach);
        for (int k = 0; k < manifold.count; k++) {
          out.add().set(one.body, mover(one.body), other.body, mover(other.body), manifold, k, h);
        }
      }
    }
  }

  /** A bound on how fast any point of a shape moves [m/s]. */
  private double speed(Mover mover, Collider collider) {
    Pose p = collider.pose;
    @Nullable FreeBody free = mover.free();
    if (free != null) {
      double[] v = free.velocity;
      double arm = collider.radius + distance(p, free.pose);
      return norm(v[3], v[4], v[5]) + arm * norm(v[0], v[1], v[2]);
    }
    Spatial m = robot.link(mover.link()).motion;
    // v = v₀ + ω × p
    return norm(
            m.lx + m.ay * p.z - m.az * p.y,
            m.ly + m.az * p.x - m.ax * p.z,
            m.lz + m.ax * p.y - m.ay * p.x)
        + collider.radius * norm(m.ax, m.ay, m.az);
  }

  private static double distance(Pose a, Pose b) {
    return norm(a.x - b.x, a.y - b.y, a.z - b.z);
  }

  private static double norm(double x, double y, double z) {
    return Math.sqrt(x * x + y * y + z * z);
  }
}
