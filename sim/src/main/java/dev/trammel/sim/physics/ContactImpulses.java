package dev.trammel.sim.physics;

import java.util.Arrays;

/** What contacts gave since the start, summed per pair of bodies; in the world's axes [N·s]. */
final class ContactImpulses {

  private final int size;
  private final double[] pairs;

  /** @param bodies number of bodies, the ground included */
  ContactImpulses(int bodies) {
    size = bodies;
    pairs = new double[3 * bodies * bodies];
  }

  void clear() {
    Arrays.fill(pairs, 0);
  }

  void add(Contact contact) {
    for (int axis = 0; axis < 3; axis++) {
      double impulse = contact.impulse(axis);
      pairs[index(contact.first, contact.second) + axis] += impulse;
      pairs[index(contact.second, contact.first) + axis] -= impulse;
    }
  }

  private int index(int on, int by) {
    return 3 * ((on + 1) * size + by + 1);
  }

  double on(int body, int by, int axis) {
    return pairs[index(body, by) + axis];
  }

  double on(int body, int axis) {
    double sum = 0;
    for (int by = -1; by < size - 1; by++) {
      sum += on(body, by, axis);
    }
    return sum;
  }
}
