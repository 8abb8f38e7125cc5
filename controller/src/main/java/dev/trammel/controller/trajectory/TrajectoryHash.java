package dev.trammel.controller.trajectory;

import java.util.Locale;

/**
 * A 64-bit fingerprint of trajectories in order: over the raw bits of every requested and applied
 * input, state, truth, status and size. Equal bits give equal hashes on every machine.
 *
 * <p>Each word is mixed in by h ← mix(h ⊕ w) + γ, with the finaliser of MurmurHash3 as a bijective
 * mix, so every bit and the order of words count. Mutable; feed and read on one thread.
 */
public final class TrajectoryHash {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long hash = GAMMA;

  /** Takes one more trajectory in. */
  public void add(Trajectory trajectory) {
    int steps = trajectory.steps();
    add(steps);
    add(trajectory.stateSize());
    add(trajectory.truthSize());
    add(trajectory.inputSize());
    for (int t = 0; t < steps; t++) {
      addPoint(trajectory, t);
      for (int i = 0; i < trajectory.inputSize(); i++) {
        add(Double.doubleToRawLongBits(trajectory.requested(t, i)));
        add(Double.doubleToRawLongBits(trajectory.applied(t, i)));
      }
      add(trajectory.status(t).ordinal());
    }
    addPoint(trajectory, steps);
  }

  /** The hash of all that was fed so far. */
  public long value() {
    return hash;
  }

  /** 16 hexadecimal digits. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%016x", hash);
  }

  private void addPoint(Trajectory trajectory, int t) {
    for (int i = 0; i < trajectory.stateSize(); i++) {
      add(Double.doubleToRawLongBits(trajectory.state(t, i)));
    }
    for (int i = 0; i < trajectory.truthSize(); i++) {
      add(Double.doubleToRawLongBits(trajectory.truth(t, i)));
    }
  }

  private void add(long word) {
    long h = hash ^ word;
    h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
    hash = (h ^ (h >>> 33)) + GAMMA;
  }
}
