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
 * sliding, a stop at the greatest rate. The rates are therefore the minimum of a strictly convex
 * function, ½ q̇ᵀ(H + hD)q̇ − pᵀq̇ + Σ fᵢ|q̇ᵢ| between the stops, which an active-set method finds: go
 * towards the minimum on the present pieces, take up each kink or stop met on the way, and let go
 * the joint that is held most wrongly.
 */
final class JointRows {

  private static final int MAX_PIVOTS = 500;
  private static final double IMPULSE_TOLERANCE = 1e-11;

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
  private final Piece[] before;

  /** Rates within their pieces, on the way to the minimum. */
  private final double[] reached;

  private final double[] product;
  private final TreeCholesky cholesky;

  /** Which rows the present factor leaves out. */
  private final boolean[] factored;

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
    before = new Piece[n];
    reached = new double[n];
    product = new double[n];
    cholesky = new TreeCholesky(parent);
    factored = new boolean[n];
    Arrays.fill(least, Double.NEGATIVE_INFINITY);
    Arrays.fill(greatest, Double.POSITIVE_INFINITY);
  }

  /**
   * Begins a step with a new {@link #inertia}, all joints sliding as they do or sticking.
   *
   * @param velocities q̇ before the step; not modified
   */
  void begin(double[] velocities) {
    System.arraycopy(velocities, 0, rates, 0, rates.length);
    Arrays.fill(clamped, false);
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = friction[i] > 0 ? Piece.at(velocities[i]) : Piece.SLIDING_ON;
    }
    factor();
  }

  private void factor() {
    cholesky.factor(inertia, clamped);
    System.arraycopy(clamped, 0, factored, 0, clamped.length);
  }

  /**
   * How the rates that are not held respond to impulses: x ← (H + hD)⁻¹ x.
   *
   * @param x n, impulses; modified
   */
  void respond(double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = factored[i] ? 0 : x[i];
    }
    cholesky.solve(x);
  }

  /** Sets the momentum that takes rates to others but for impulses: p = (H + hD) q̇ + impulse. */
  void setMomentum(double[] before, double[] impulse) {
    cholesky.multiply(inertia, before, momentum);
    for (int i = 0; i < momentum.length; i++) {
      momentum[i] += impulse[i];
    }
  }

  /** Whether a stop holds a joint. */
  boolean isStopped() {
    for (Piece piece : pieces) {
      if (piece.isStop()) {
        return true;
      }
    }
    return false;
  }

  /** Solves once more, under another momentum; true if a joint went to another piece. */
  boolean solveAgain() {
    System.arraycopy(pieces, 0, before, 0, pieces.length);
    solve();
    return !Arrays.equals(pieces, before);
  }

  /** Finds {@link #rates} and {@link #impulses}; goes on from where it is. */
  void solve() {
    for (int i = 0; i < pieces.length; i++) {
      start(i);
    }
    for (int pivot = 0; pivot < MAX_PIVOTS; pivot++) {
      solvePieces();
      if (approach() && !release()) {
        return;
      }
    }
  }

  /** Starts a joint on a piece that its present stops allow, at a rate within. */
  private void start(int i) {
    if (least[i] > 0 || friction[i] == 0 && !pieces[i].clamps()) {
      pieces[i] = Piece.SLIDING_ON;
    } else if (greatest[i] < 0) {
      pieces[i] = Piece.SLIDING_BACK;
    } else if (pieces[i] == Piece.LOWER_STOP && Double.isInfinite(least[i])) {
      pieces[i] = slidingBack(i);
    } else if (pieces[i] == Piece.UPPER_STOP && Double.isInfinite(greatest[i])) {
      pieces[i] = Piece.SLIDING_ON;
    }
    reached[i] = pieces[i].clamps()
        ? clampedRate(i)
        : Math.max(lowerEnd(i), Math.min(upperEnd(i), rates[i]));
  }

  private Piece slidingBack(int i) {
    return friction[i] > 0 ? Piece.SLIDING_BACK : Piece.SLIDING_ON;
  }

  /** Least rate of the piece that a sliding joint is on. */
  private double lowerEnd(int i) {
    boolean kinked = friction[i] > 0 && pieces[i] == Piece.SLIDING_ON;
    return kinked ? Math.max(least[i], 0) : least[i];
  }

  private double upperEnd(int i) {
    return pieces[i] == Piece.SLIDING_BACK ? Math.min(greatest[i], 0) : greatest[i];
  }

  /** Solves for the free rates and the clamped joints' impulses. */
  private void solvePieces() {
    int n = rates.length;
    for (int i = 0; i < n; i++) {
      clamped[i] = pieces[i].clamps();
      impulses[i] = clamped[i] ? 0 : pieces[i] == Piece.SLIDING_BACK ? friction[i] : -friction[i];
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
    if (!Arrays.equals(clamped, factored)) {
      factor();
    }
    cholesky.solve(rates);
    findClampedImpulses();
  }

  /** λ = (H + hD) q̇ − p where the rate is given. */
  private void findClampedImpulses() {
    cholesky.multiply(inertia, rates, product);
    for (int k = 0; k < rates.length; k++) {
      if (clamped[k]) {
        impulses[k] = product[k] - momentum[k];
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

  /** Goes towards the solved rates as far as all pieces allow; false if one ended on the way. */
  private boolean approach() {
    double share = 1;
    int blocking = -1;
    for (int i = 0; i < rates.length; i++) {
      if (!clamped[i]) {
        double end = rates[i] < reached[i] ? lowerEnd(i) : upperEnd(i);
        boolean beyond = rates[i] < reached[i] ? rates[i] < end : rates[i] > end;
        double part = beyond ? (end - reached[i]) / (rates[i] - reached[i]) : 1;
        if (part < share) {
          share = part;
          blocking = i;
        }
      }
    }
    for (int i = 0; i < rates.length; i++) {
      reached[i] += share * (rates[i] - reached[i]);
    }
    if (blocking >= 0) {
      hold(blocking);
    }
    return blocking < 0;
  }

  /** Holds a sliding joint at the end of its piece that it has come to. */
  private void hold(int i) {
    boolean falling = rates[i] < reached[i];
    double end = falling ? lowerEnd(i) : upperEnd(i);
    reached[i] = end;
    boolean stops = end == (falling ? least[i] : greatest[i]);
    pieces[i] = !stops ? Piece.STICKING : falling ? Piece.LOWER_STOP : Piece.UPPER_STOP;
  }

  /** Lets go the joint whose impulse is furthest from what may hold it; false if there is none. */
  private boolean release() {
    double worst = IMPULSE_TOLERANCE;
    int released = -1;
    for (int i = 0; i < rates.length; i++) {
      double excess = clamped[i] ? excess(i) : 0;
      if (excess > worst) {
        worst = excess;
        released = i;
      }
    }
    if (released >= 0) {
      pieces[released] = slidesBack(released) ? slidingBack(released) : Piece.SLIDING_ON;
    }
    return released >= 0;
  }

  /** How far a held joint's impulse is from what its friction and stop can give. */
  private double excess(int i) {
    return switch (pieces[i]) {
      case LOWER_STOP -> (least[i] < 0 ? friction[i] : -friction[i]) - impulses[i];
      case UPPER_STOP -> impulses[i] - (greatest[i] > 0 ? -friction[i] : friction[i]);
      default -> Math.abs(impulses[i]) - friction[i];
    };
  }

  /** Which way a held joint goes when it is let go. */
  private boolean slidesBack(int i) {
    return switch (pieces[i]) {
      case LOWER_STOP -> least[i] < 0;
      case UPPER_STOP -> greatest[i] <= 0;
      default -> impulses[i] > 0;
    };
  }
}
