package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.ChiSquare;
import dev.trammel.controller.linalg.Require;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * The white noise of a sensor at rest, beneath the counts that it is rounded to, by maximum
 * likelihood:
 *
 * <pre>  P(k) = Φ((k + ½ − μ)/σ) − Φ((k − ½ − μ)/σ)   for a reading of k counts</pre>
 *
 * <p>With counts far above the noise, rounding hides most of it; what few readings fall beside the
 * usual one tell both μ and σ. Above a count it is half
 * the mean square of differences of neighbours less 1/12 (Sheppard 1898).
 *
 * <p>Readings that drift are taken in blocks, each about a mean of its own.
 *
 * @param sigma standard deviation of one reading
 * @param deviation of that, as the data tell it; infinite if they do not
 * @param readings n
 */
public record WhiteNoise(double sigma, double deviation, int readings) {

  private static final double COARSE = 1;
  private static final double LEAST = 0.05;
  private static final double MOST = 4;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final int NARROWINGS = 32;

  /** Step of log σ for the curvature of the likelihood. */
  private static final double STEP = 0.02;

  /** So many blocks, where readings drift. */
  private static final int BLOCKS = 60;

  /** Drift is told by the spread of the blocks' means: this probability of a false one. */
  private static final double FALSE_DRIFT = 1e-3;

  /**
   * Estimates it.
   *
   * @param readings not modified
   * @param quantum that they are rounded to; 0 if they are not
   */
  public static WhiteNoise of(double[] readings, double quantum) {
    Require.atLeast(readings.length, 10 * BLOCKS, "readings");
    int block = drifts(readings) ? readings.length / BLOCKS : readings.length;
    double plain = differences(readings);
    if (quantum == 0 || plain > COARSE * COARSE * quantum * quantum) {
      double variance = Math.max(0, plain - quantum * quantum / 12);
      double sigma = Math.sqrt(variance);
      // var of the estimate is 3 σ⁴/n (von Neumann 1941)
      double deviation = sigma == 0
          ? Double.POSITIVE_INFINITY
          : plain / variance * sigma * Math.sqrt(0.75 / readings.length);
      return new WhiteNoise(sigma, deviation, readings.length);
    }
    return likeliest(readings, quantum, block);
  }

  /** The blocks' means differ by more than noise makes them: Σ (x̄ᵦ − x̄)² n/s² is χ² else. */
  private static boolean drifts(double[] readings) {
    int block = readings.length / BLOCKS;
    double[] means = new double[BLOCKS];
    double mean = 0;
    for (int b = 0; b < BLOCKS; b++) {
      means[b] = mean(readings, b * block, block);
      mean += means[b] / BLOCKS;
    }
    double spread = 0;
    for (double one : means) {
      spread += (one - mean) * (one - mean);
    }
    double variance = within(readings, block);
    if (variance == 0) {
      return spread > 0;
    }
    return ChiSquare.tail(spread * block / variance, BLOCKS - 1) < FALSE_DRIFT;
  }

  /** Half the mean square of differences of neighbours: what drifts slowly is not in it. */
  private static double differences(double[] readings) {
    double sum = 0;
    for (int i = 1; i < readings.length; i++) {
      sum += Math.pow(readings[i] - readings[i - 1], 2);
    }
    return sum / (2 * (readings.length - 1));
  }

  private static double within(double[] readings, int block) {
    double sum = 0;
    int degrees = 0;
    for (int from = 0; from + block <= readings.length; from += block) {
      double mean = mean(readings, from, block);
      for (int i = from; i < from + block; i++) {
        sum += (readings[i] - mean) * (readings[i] - mean);
      }
      degrees += block - 1;
    }
    return sum / degrees;
  }

  private static double mean(double[] readings, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += readings[i] - readings[0];
    }
    return readings[0] + sum / count;
  }

  private static WhiteNoise likeliest(double[] readings, double quantum, int block) {
    int blocks = readings.length / block;
    Counts[] counts = new Counts[blocks];
    for (int b = 0; b < blocks; b++) {
      counts[b] = Counts.of(readings, b * block, block, quantum);
    }
    DoubleUnaryOperator likelihood = logSigma -> {
      double sum = 0;
      for (Counts one : counts) {
        sum += one.best(Math.exp(logSigma));
      }
      return sum;
    };
    double best = summit(likelihood, Math.log(LEAST), Math.log(MOST));
    double curvature = (2 * likelihood.applyAsDouble(best)
            - likelihood.applyAsDouble(best + STEP)
            - likelihood.applyAsDouble(best - STEP))
        / (STEP * STEP);
    boolean changes = Arrays.stream(counts).anyMatch(one -> one.place().length > 1);
    boolean isInside = changes && best > Math.log(LEAST) + STEP && curvature > 0;
    double correction = Math.sqrt(block / (block - 1.0));
    double sigma = correction * quantum * Math.exp(best);
    return new WhiteNoise(
        sigma, isInside ? sigma / Math.sqrt(curvature) : Double.POSITIVE_INFINITY, readings.length);
  }

  /** Where a function with one summit has it, by the golden section. */
  private static double summit(DoubleUnaryOperator f, double lower, double upper) {
    double a = lower;
    double b = upper;
    double left = b - GOLDEN * (b - a);
    double right = a + GOLDEN * (b - a);
    double fLeft = f.applyAsDouble(left);
    double fRight = f.applyAsDouble(right);
    for (int i = 0; i < NARROWINGS; i++) {
      if (fLeft > fRight) {
        b = right;
        right = left;
        fRight = fLeft;
        left = b - GOLDEN * (b - a);
        fLeft = f.applyAsDouble(left);
      } else {
        a = left;
        left = right;
        fLeft = fRight;
        right = a + GOLDEN * (b - a);
        fRight = f.applyAsDouble(right);
      }
    }
    return (a + b) / 2;
  }

  /** How often each count came. */
  private record Counts(int[] place, int[] often) {

    private static final double SMALLEST = 1e-300;

    static Counts of(double[] readings, int from, int length, double quantum) {
      Map<Integer, Integer> tally = new TreeMap<>();
      for (int i = from; i < from + length; i++) {
        tally.merge((int) Math.rint((readings[i] - readings[from]) / quantum), 1, Integer::sum);
      }
      return new Counts(
          tally.keySet().stream().mapToInt(Integer::intValue).toArray(),
          tally.values().stream().mapToInt(Integer::intValue).toArray());
    }

    /** The greatest log-likelihood over μ. */
    double best(double sigma) {
      double mean = 0;
      int n = 0;
      for (int i = 0; i < place.length; i++) {
        mean += (double) often[i] * place[i];
        n += often[i];
      }
      mean /= n;
      double summit = summit(mu -> at(mu, sigma), mean - 0.6, mean + 0.6);
      return at(summit, sigma);
    }

    private double at(double mu, double sigma) {
      double sum = 0;
      for (int i = 0; i < place.length; i++) {
        double share = share((place[i] - 0.5 - mu) / sigma, (place[i] + 0.5 - mu) / sigma);
        sum += often[i] * Math.log(Math.max(SMALLEST, share));
      }
      return sum;
    }

    /** Φ(b) − Φ(a), a below b, without losing the tails. */
    private static double share(double a, double b) {
      if (a > 0) {
        return above(a) - above(b);
      }
      if (b < 0) {
        return above(-b) - above(-a);
      }
      return 1 - above(-a) - above(b);
    }

    private static double above(double z) {
      return ChiSquare.tail(z * z, 1) / 2;
    }
  }
}
