package dev.trammel.sim.physics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the impulses of all contacts of a step by projected Gauss-Seidel sweeps in velocities,
 * from zero: no step needs to know the one before.
 *
 * <p>A sweep meets each contact's normal exactly and then its friction, both tangents together, on
 * Coulomb's cone. Where joints stick or rest on stops, {@link RobotTree} solves those exactly in
 * between.
 */
final class ContactSolver {

  private static final int MOST_SWEEPS = 200;
  private static final int MOST_ROUNDS = 10;

  /** Sweeps end when no contact changes a velocity by more [m/s]. */
  private static final double TOLERANCE = 1e-9;

  private final RobotTree robot;
  private final double friction;
  private final double[] jointImpulse;
  private final List<Contact> pool = new ArrayList<>();
  private int count;

  /** @param friction coefficient µ of all contacts */
  ContactSolver(RobotTree robot, double friction) {
    this.robot = robot;
    this.friction = friction;
    jointImpulse = new double[robot.n];
  }

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  Contact contact(int i) {
    return pool.get(i);
  }

  /** A further contact, to be set. */
  Contact add() {
    if (count == pool.size()) {
      pool.add(new Contact(robot, friction));
    }
    return pool.get(count++);
  }

  /** Changes the next velocities of all bodies to what contacts allow. */
  void solve() {
    if (count == 0) {
      return;
    }
    for (int round = 0; round < MOST_ROUNDS; round++) {
      for (int i = 0; i < count; i++) {
        contact(i).respond();
      }
      sweep();
      Arrays.fill(jointImpulse, 0);
      for (int i = 0; i < count; i++) {
        contact(i).addJointImpulse(jointImpulse);
      }
      if (!robot.settle(jointImpulse)) {
        return;
      }
    }
  }

  private void sweep() {
    for (int k = 0; k < MOST_SWEEPS; k++) {
      double most = 0;
      for (int i = 0; i < count; i++) {
        most = Math.max(most, contact(i).relax());
      }
      if (most < TOLERANCE) {
        return;
      }
    }
  }
}
