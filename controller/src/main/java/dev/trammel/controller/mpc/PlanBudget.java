package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.linalg.Require;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * The time that planning may take of a cycle. Work is done in pieces, and a piece that would end
 * after the deadline is not begun. How long a piece takes is learned from those before: the 95 %
 * quantile, followed in small steps, so that being preempted once does not count for ever. Nothing
 * can be learned from what is not begun: with every refusal the quantile returns towards the median,
 * and that, slowly, towards the least that it has been. So a slow spell of the host does not outlast
 * itself, and what has always been too long is never tried.
 */
public final class PlanBudget {

  /** What planning is made of; how long each takes is counted by steps of the horizon. */
  enum Piece {
    ROLLOUT,
    EXPANSION,
    SWEEP
  }

  private static final double NANOS = 1e9;
  private static final double QUANTILE = 0.95;
  private static final double STEP = 0.1;
  private static final double MEDIAN_STEP = 0.02;

  /** Of the median with a refusal: where a slow spell lasts, one cycle in a hundred is tried. */
  private static final double RETURN = MEDIAN_STEP / 100;

  /** What is left beside the pieces: copying. */
  private static final double MARGIN = 1.2;

  private final double limitNanos;
  private final LongSupplier clock;
  private final double[] estimates = new double[Piece.values().length];
  private final double[] medians = new double[Piece.values().length];
  private final double[] leastMedians = new double[Piece.values().length];
  private long begin;
  private boolean refused;
  private boolean begun;
  private boolean rehearsing;

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
    begun = false;
  }

  /** Whether planning was begun in this cycle and has gone on beyond its deadline. */
  @RealTime
  public boolean isOverrun() {
    return begun && clock.getAsLong() - begin > limitNanos;
  }

  /** From now on, until it is false, nothing is refused; what was learned before is forgotten. */
  void rehearse(boolean rehearsing) {
    this.rehearsing = rehearsing;
    if (rehearsing) {
      Arrays.fill(estimates, 0);
      Arrays.fill(medians, 0);
    } else {
      System.arraycopy(medians, 0, leastMedians, 0, medians.length);
    }
  }

  /** Whether the least that makes a plan would still end in time: there and back, and there again. */
  @RealTime
  boolean allowsPlan(int steps) {
    double sum = estimates[Piece.ROLLOUT.ordinal()];
    for (double estimate : estimates) {
      sum += estimate;
    }
    return allows(steps * sum);
  }

  /** Whether a piece would still end in time. */
  @RealTime
  boolean allows(Piece piece, int steps) {
    return allows(steps * estimates[piece.ordinal()]);
  }

  @RealTime
  private boolean allows(double nanos) {
    if (clock.getAsLong() - begin + MARGIN * nanos <= limitNanos || rehearsing) {
      return true;
    }
    refused = true;
    for (int i = 0; i < estimates.length; i++) {
      medians[i] = Math.max(leastMedians[i], (1 - RETURN) * medians[i]);
      estimates[i] = Math.max(medians[i], (1 - STEP * (1 - QUANTILE)) * estimates[i]);
    }
    return false;
  }

  /** Whether a piece was not allowed in this cycle. */
  boolean hasRefused() {
    return refused;
  }

  /** A piece begins: the time, to measure it from. */
  long now() {
    begun = true;
    return clock.getAsLong();
  }

  /**
   * Learns how long a piece took, or several.
   *
   * @param from when they began [ns]
   * @param steps of all of them together, at least 1
   */
  @RealTime
  void learn(Piece piece, long from, int steps) {
    double took = (double) (clock.getAsLong() - from) / steps;
    int at = piece.ordinal();
    if (estimates[at] == 0) {
      estimates[at] = took;
      medians[at] = took;
      leastMedians[at] = took;
    } else {
      estimates[at] *= took > estimates[at] ? 1 + STEP * QUANTILE : 1 - STEP * (1 - QUANTILE);
      medians[at] *= took > medians[at] ? 1 + MEDIAN_STEP : 1 - MEDIAN_STEP;
      leastMedians[at] = Math.min(leastMedians[at], medians[at]);
    }
  }
}
