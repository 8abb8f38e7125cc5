package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.linalg.Require;
import java.util.function.LongSupplier;

/**
 * The time that planning may take of a cycle. Work is done in pieces, and a piece that would end
 * after the deadline is not begun. How long a piece takes is learned from those before: the 95 %
 * quantile, followed in small steps, so that being preempted once does not count for ever.
 */
public final class PlanBudget {

  /** What planning is made of. */
  enum Piece {
    EXPANSION,
    SWEEP
  }

  private static final double NANOS = 1e9;
  private static final double QUANTILE = 0.95;
  private static final double STEP = 0.1;

  /** What is left beside the pieces: rolling, copying. */
  private static final double MARGIN = 1.2;

  private final double limitNanos;
  private final LongSupplier clock;
  private final double[] estimates = new double[Piece.values().length];
  private long begin;
  private boolean refused;

  /**
   * A deadline.
   *
   * @param seconds from the beginning of a cycle [s]
   * @param nanos tells the time [ns]
   */
  public PlanBudget(double seconds, LongSupplier nanos) {
    limitNanos = NANOS * Require.positive(seconds, "deadline of planning");
    clock = nanos;
  }

  private PlanBudget() {
    limitNanos = Double.POSITIVE_INFINITY;
    clock = () -> 0;
  }

  /** All the time in the world. */
  public static PlanBudget none() {
    return new PlanBudget();
  }

  /** Begins a cycle. */
  @RealTime
  public void begin() {
    begin = clock.getAsLong();
    refused = false;
  }

  /** Whether the cycle's time is over. */
  @RealTime
  public boolean isOver() {
    return clock.getAsLong() - begin > limitNanos;
  }

  /** Whether a piece would still end in time. */
  @RealTime
  boolean allows(Piece piece) {
    boolean allowed = clock.getAsLong() - begin + MARGIN * estimates[piece.ordinal()] <= limitNanos;
    refused |= !allowed;
    return allowed;
  }

  /** Whether a piece was not allowed in this cycle. */
  boolean hasRefused() {
    return refused;
  }

  /** The time, to measure a piece from. */
  long now() {
    return clock.getAsLong();
  }

  /**
   * Learns how long pieces took.
   *
   * @param from when they began [ns]
   * @param count of pieces, at least 1
   */
  @RealTime
  void learn(Piece piece, long from, int count) {
    double took = (double) (clock.getAsLong() - from) / count;
    double estimate = estimates[piece.ordinal()];
    if (estimate == 0) {
      estimate = took;
    } else {
      estimate *= took > estimate ? 1 + STEP * QUANTILE : 1 - STEP * (1 - QUANTILE);
    }
    estimates[piece.ordinal()] = estimate;
  }
}
