package dev.trammel.sim.physics;

import java.util.Arrays;

/**
 * The free directions of a mechanism's joints: finds their rates after a step, with viscous
 * damping, dry friction and position limits as rows.
 *
 * <pre>
 *   (H + hD) q̇ = p + λ
 *   H  n×n  inertia along the free directions, sparse like the tree
 *   D  n×n  viscous damping, diagonal; implicit, so stable for any step
 *   p  n    momentum along the free directions, with the effort's impulse
 *   λ  n    impulses of dry friction and of the stops
 * </pre>
 *
 * <p>Each λᵢ is a falling step function of q̇ᵢ: a stop at the least rate, sliding, sticking at rest,
 * sliding, a stop at the greatest rate. Pivoting finds the piece that each joint is on: all wrong
 * ones at once to begin with, then the first wrong one only, which ends for any H &gt; 0 (Murty).
 */
final class JointRows {

  private static final int BLOCK_PIVOTS = 10;
  private static final int MAX_PIVOTS = 200;
  private static final double RATE_TOLERANCE = 1e-10;
  private static final double IMPULSE_TOLERANCE = 1e-9;

  /** Pieces of λᵢ(q̇ᵢ), by rising rate. */
  private enum Piece {
    LOWER_STOP,
    SLIDING_BACK,
    STICKING,
    SLIDING_ON,
    UPPER_STOP;

    boolean clamps() {
      return this == LOWER_STOP || this == STICKING || this == UPPER_STOP;
    }
  }

  /** H + hD, rows of the lower triangle. */
  final double[][] inertia;

  /** p, then free for the caller to change before a solve. */
  final double[] momentum;

  /** q̇. */
  final double[] rates;

  /** λ of the last solve. */
  final double[] impulses;

  /** Rates at which the stops act; infinite where no stop is near. */
  final double[] least;

  final double[] greatest;

  private final int[] parent;
  private final double[] friction;
  private final boolean[] clamped;
  private final Piece[] pieces;
  private final TreeCholesky cholesky;

  /**
   * @param parent of each joint's body
   * @param friction greatest impulse of dry friction in a step [N·m·s or N·s]
   */
  JointRows(int[] parent, double[] friction) {
    int n = parent.length;
    this.parent = parent.clone();
    this.friction = friction.clone();
    inertia = new double[n][];
    for (int i = 0; i < n; i++) {
      inertia[i] = new double[i + 1];
    }
    momentum = new double[n];
    rates = new double[n];
    impulses = new double[n];
    least = new double[n];
    greatest = new double[n];
    clamped = new boolean[n];
    pieces = new Piece[n];
    cholesky = new TreeCholesky(parent);
    reset();
  }

  void reset() {
    Arrays.fill(impulses, 0);
    Arrays.fill(least, Double.NEGATIVE_INFINITY);
    Arrays.fill(greatest, Double.POSITIVE_INFINITY);
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = friction[i] > 0 ? Piece.STICKING : Piece.SLIDING_ON;
    }
  }

  /** Finds {@link #rates} and {@link #impulses}; starts from the pieces of the last solve. */
  void solve() {
    admit();
    for (int pivot = 0; pivot < MAX_PIVOTS; pivot++) {
      solvePieces();
      if (!repair(pivot < BLOCK_PIVOTS)) {
        return;
      }
    }
  }

  /** Leaves the pieces that the present bounds do not have. */
  private void admit() {
    for (int i = 0; i < pieces.length; i++) {
      boolean gone = pieces[i] == Piece.LOWER_STOP && least[i] == Double.NEGATIVE_INFINITY
          || pieces[i] == Piece.UPPER_STOP && greatest[i] == Double.POSITIVE_INFINITY
          || pieces[i] == Piece.STICKING && !canRest(i);
      if (gone) {
        pieces[i] = least[i] > 0
            ? Piece.LOWER_STOP
            : greatest[i] < 0
                ? Piece.UPPER_STOP
                : pieces[i] == Piece.LOWER_STOP ? Piece.SLIDING_BACK : Piece.SLIDING_ON;
      }
    }
  }

  private boolean canRest(int i) {
    return friction[i] > 0 && least[i] <= 0 && greatest[i] >= 0;
  }

  /** Solves for the free rates and the clamped joints' impulses. */
  private void solvePieces() {
    int n = rates.length;
    for (int i = 0; i < n; i++) {
      clamped[i] = pieces[i].clamps();
      impulses[i] = clamped[i] ? 0 : sliding(pieces[i], i);
      rates[i] = clamped[i] ? clampedRate(i) : momentum[i] + impulses[i];
    }
    for (int k = 0; k < n; k++) {
      for (int i = parent[k]; i >= 0; i = parent[i]) {
        if (clamped[k] && !clamped[i]) {
          rates[i] -= inertia[k][i] * rates[k];
        } else if (clamped[i] && !clamped[k]) {
          rates[k] -= inertia[k][i] * rates[i];
        }
      }
    }
    cholesky.factor(inertia, clamped);
    cholesky.solve(rates);
    findClampedImpulses();
  }

  /** λ = (H + hD) q̇ − p where the rate is given. */
  private void findClampedImpulses() {
    for (int k = 0; k < rates.length; k++) {
      if (clamped[k]) {
        impulses[k] += inertia[k][k] * rates[k] - momentum[k];
      }
      for (int i = parent[k]; i >= 0; i = parent[i]) {
        if (clamped[k]) {
          impulses[k] += inertia[k][i] * rates[i];
        }
        if (clamped[i]) {
          impulses[i] += inertia[k][i] * rates[k];
        }
      }
    }
  }

  private double clampedRate(int i) {
    return switch (pieces[i]) {
      case LOWER_STOP -> least[i];
      case UPPER_STOP -> greatest[i];
      default -> 0;
    };
  }

  private double sliding(Piece piece, int i) {
    return piece == Piece.SLIDING_BACK ? friction[i] : -friction[i];
  }

  /** Moves joints that are on a wrong piece to the next; false if there was none. */
  private boolean repair(boolean all) {
    boolean changed = false;
    for (int i = 0; i < rates.length; i++) {
      Piece next = nextPiece(i);
      if (next != pieces[i]) {
        pieces[i] = next;
        changed = true;
        if (!all) {
          return true;
        }
      }
    }
    return changed;
  }

  private Piece nextPiece(int i) {
    return switch (pieces[i]) {
      case LOWER_STOP -> {
        double weakest = least[i] < 0 ? friction[i] : -friction[i];
        yield impulses[i] >= weakest - IMPULSE_TOLERANCE
            ? Piece.LOWER_STOP
            : least[i] < 0 ? Piece.SLIDING_BACK : Piece.SLIDING_ON;
      }
      case UPPER_STOP -> {
        double weakest = greatest[i] > 0 ? -friction[i] : friction[i];
        yield impulses[i] <= weakest + IMPULSE_TOLERANCE
            ? Piece.UPPER_STOP
            : greatest[i] > 0 ? Piece.SLIDING_ON : Piece.SLIDING_BACK;
      }
      case STICKING ->
        impulses[i] > friction[i] + IMPULSE_TOLERANCE
            ? Piece.SLIDING_BACK
            : impulses[i] < -friction[i] - IMPULSE_TOLERANCE ? Piece.SLIDING_ON : Piece.STICKING;
      case SLIDING_BACK, SLIDING_ON -> slidingNext(i);
    };
  }

  private Piece slidingNext(int i) {
    if (rates[i] < least[i] - RATE_TOLERANCE) {
      return Piece.LOWER_STOP;
    }
    if (rates[i] > greatest[i] + RATE_TOLERANCE) {
      return Piece.UPPER_STOP;
    }
    boolean wrongWay = friction[i] > 0
        && (pieces[i] == Piece.SLIDING_BACK
            ? rates[i] > RATE_TOLERANCE
            : rates[i] < -RATE_TOLERANCE);
    if (!wrongWay) {
      return pieces[i];
    }
    return Piece.STICKING;
  }
}
