package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.linalg.ChiSquare;
import dev.trammel.controller.linalg.Require;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Notices models that have become wrong by their normalised innovations squared (Bar-Shalom, Li and
 * Kirubarajan, 2001, section 5.4): over a window of the last L steps,
 *
 * <pre>  ε = Σ eᵀW⁻¹e  ~  χ²(nL)   if the model is sound</pre>
 *
 * <p>It is wrong from ε &gt; i²q_f on, i the inflation and q_f the quantile that a sound model exceeds
 * with the probability of a false alarm; beyond from ε &gt; (b·i)²q_f on. An alarm ends where ε is
 * smaller than that by some margin: beyond becomes wrong below (b·i)²q_c, wrong becomes sound below
 * i²q_c. Until L innovations were seen the quantiles are those of fewer.
 *
 * <p>The same class guards a tube: with the distance of the state from a local controller's mean
 * path as e, and the covariance of its states as W.
 *
 * <p>Allocates nothing after construction. Not thread-safe.
 */
public final class InnovationGuard {

  /** A single step counts no more, so that a sum of them stays a number. */
  private static final double MOST = 1e200;

  private final int n;
  private final double[] ring;
  private final double[] wrongFrom;
  private final double[] clearBelow;
  private final double beyondFactor;
  private final double[][] L;
  private final double[] whitened;
  private int filled;
  private int position;
  private double sum;
  private GuardVerdict verdict = GuardVerdict.SOUND;
  private final GuardCounts counts = new GuardCounts();

  /**
   * Nothing seen.
   *
   * @param size n, of innovations
   */
  public InnovationGuard(int size, GuardSettings settings) {
    n = Require.atLeast(size, 1, "innovation size");
    ring = new double[settings.window()];
    wrongFrom = new double[ring.length + 1];
    clearBelow = new double[ring.length + 1];
    double inflation = settings.inflation() * settings.inflation();
    for (int k = 1; k <= ring.length; k++) {
      wrongFrom[k] = inflation * ChiSquare.quantile(settings.falseAlarm(), n * k);
      clearBelow[k] = inflation * ChiSquare.quantile(settings.clearance(), n * k);
    }
    beyondFactor = settings.beyond() * settings.beyond();
    L = new double[n][n];
    whitened = new double[n];
  }

  /** Forgets what was seen, but not the counts: the beginning of an episode. */
  @RealTime
  public void reset() {
    Arrays.fill(ring, 0);
    filled = 0;
    position = 0;
    sum = 0;
    verdict = GuardVerdict.SOUND;
  }

  /**
   * Takes in one innovation. One that is not a number, as where nothing was observed, changes
   * nothing; nor does a covariance that is not positive definite. Both are counted.
   *
   * @param innovation e, n×1; infinite where the model had no answer; not modified
   * @param covariance W, n×n; its lower triangle is read, not modified
   */
  @RealTime
  public GuardVerdict observe(DMatrixRMaj innovation, DMatrixRMaj covariance) {
    counts.steps++;
    for (int i = 0; i < n; i++) {
      if (Double.isNaN(innovation.data[i])) {
        counts.missing++;
        return verdict;
      }
    }
    if (!factorise(covariance)) {
      counts.singular++;
      return verdict;
    }
    put(Math.min(square(innovation), MOST));
    judge();
    return verdict;
  }

  /** W = LLᵀ. */
  private boolean factorise(DMatrixRMaj W) {
    for (int i = 0; i < n; i++) {
      double[] row = L[i];
      for (int j = 0; j <= i; j++) {
        double[] other = L[j];
        double rest = W.data[i * n + j];
        for (int k = 0; k < j; k++) {
          rest -= row[k] * other[k];
        }
        if (j < i) {
          row[j] = rest / other[j];
        } else if (rest > 0 && rest < Double.POSITIVE_INFINITY) {
          row[i] = Math.sqrt(rest);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  /** eᵀW⁻¹e = |L⁻¹e|², infinite if it is too large to be a number. */
  private double square(DMatrixRMaj e) {
    double square = 0;
    for (int i = 0; i < n; i++) {
      double rest = e.data[i];
      for (int k = 0; k < i; k++) {
        rest -= L[i][k] * whitened[k];
      }
      whitened[i] = rest / L[i][i];
      square += whitened[i] * whitened[i];
    }
    return square >= 0 ? square : Double.POSITIVE_INFINITY;
  }

  private void put(double square) {
    ring[position] = square;
    position = position + 1 == ring.length ? 0 : position + 1;
    filled = Math.min(filled + 1, ring.length);
    // summed anew, so that what was huge leaves no rounding behind
    sum = 0;
    for (int k = 0; k < ring.length; k++) {
      sum += ring[k];
    }
  }

  private void judge() {
    double wrong = wrongFrom[filled];
    if (sum > beyondFactor * wrong) {
      raise(GuardVerdict.BEYOND);
    } else if (sum > wrong && verdict == GuardVerdict.SOUND) {
      raise(GuardVerdict.WRONG);
    } else if (sum < clearBelow[filled] && verdict == GuardVerdict.WRONG) {
      verdict = GuardVerdict.SOUND;
    } else if (sum < beyondFactor * clearBelow[filled] && verdict == GuardVerdict.BEYOND) {
      verdict = GuardVerdict.WRONG;
    }
    counts.exceeded += sum > wrong ? 1 : 0;
    counts.wrong += verdict == GuardVerdict.WRONG ? 1 : 0;
    counts.beyond += verdict == GuardVerdict.BEYOND ? 1 : 0;
  }

  private void raise(GuardVerdict to) {
    if (verdict != to) {
      verdict = to;
      counts.alarms++;
    }
  }

  /** Whether any innovation was taken in since the beginning of the episode. */
  @RealTime
  boolean hasSeen() {
    return filled > 0;
  }

  /** As of the last innovation. */
  @RealTime
  public GuardVerdict verdict() {
    return verdict;
  }

  /** ε over its threshold: the model counts as wrong from 1 on, as beyond from b² on. */
  @RealTime
  public double level() {
    return filled == 0 ? 0 : sum / wrongFrom[filled];
  }

  /** Since construction; changes with each innovation. */
  public GuardCounts counts() {
    return counts;
  }
}
