package dev.trammel.hardware.device;

import java.util.HashSet;
import java.util.Set;

/** The software stops that stand: one per user, until that user takes it back. */
final class Stops {

  /** More users than this share one stop, which stands until the next boot. */
  private static final int MOST_USERS = 256;

  private final Set<String> users = new HashSet<>();
  private boolean isOverfull;

  void put(String user) {
    if (users.size() < MOST_USERS) {
      users.add(user);
    } else {
      isOverfull |= !users.contains(user);
    }
  }

  void takeBack(String user) {
    users.remove(user);
  }

  /** Whether any stands. */
  boolean stand() {
    return isOverfull || !users.isEmpty();
  }
}
