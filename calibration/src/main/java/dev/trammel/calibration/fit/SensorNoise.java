package dev.trammel.calibration.fit;

import dev.trammel.calibration.fit.DriftShape.Kind;
import dev.trammel.calibration.fit.NoiseTerms.Term;
import dev.trammel.controller.linalg.Require;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * What a sensor at rest does by itself.
 *
 * <p>Where counts are small, rounding to them is white noise of 1/12 of a count squared (Widrow,
 * Statistical analysis of amplitude-quantized sampled-data systems, 1961), and the Allan deviation
 * tells everything. Where they are not, it only tells what kinds of noise there are; how much of each
 * is told by the likelihood of the counts.
 *
 * @param quantum what it is rounded to; nothing if it is not, or if it never changed
 * @param white noise of one reading
 * @param allan its Allan deviation
 * @param terms slower noise
 * @param period of the readings [s]
 */
public record SensorNoise(
    OptionalDouble quantum,
    WhiteNoise white,
    List<AllanDeviation.Point> allan,
    NoiseTerms terms,
    double period) {

  /** Fewer tell nothing. */
  public static final int LEAST_READINGS = 600;

  /** Below so many counts, rounding is no noise of its own any more. */
  private static final double COARSE = 0.6;

  /** Where the likelihood of counts begins to climb [counts]. */
  private static final double LEAST_START = 0.2;

  /** Averaging over so many readings shows whether noise is white. */
  private static final int SHORT = 16;

  /** A process that forgets so fast must be less than this share of the white noise. */
  private static final double FELT = 0.3;

  /** Noise of a known kind departs so far by chance as seldom as this. */
  private static final double SELDOM = 1e-4;

  /** Departures below this share are nothing to anybody. */
  private static final double MISFIT = 0.1;

  /**
   * Estimates it.
   *
   * @param readings at rest; not modified
   * @param period [s]
   */
  public static SensorNoise of(double[] readings, double period) {
    int n = Require.atLeast(readings.length, LEAST_READINGS, "readings");
    OptionalDouble quantum = Quantum.of(readings);
    List<AllanDeviation.Point> allan = AllanDeviation.of(readings, period);
    NoiseTerms terms = NoiseTerms.fit(allan, n, period);
    double count = quantum.orElse(0);
    double rounding = count * count / 12;
    double N = terms.white().value();
    double shown = N * N / period;
    if (shown > 0 && shown <= COARSE * COARSE * count * count + rounding) {
      return beneathCounts(readings, count, allan, terms, period);
    }
    double sigma = Math.sqrt(Math.max(0, shown - rounding));
    double deviation = sigma > 0
        ? terms.white().sigma() / Math.sqrt(period) * Math.sqrt(shown) / sigma
        : Double.POSITIVE_INFINITY;
    return new SensorNoise(quantum, new WhiteNoise(sigma, deviation, n), allan, terms, period);
  }

  private static SensorNoise beneathCounts(
      double[] readings,
      double count,
      List<AllanDeviation.Point> allan,
      NoiseTerms shown,
      double period) {
    double variance = Math.pow(shown.white().value() / count, 2) / period - 1.0 / 12;
    double begin = Math.max(LEAST_START, Math.sqrt(Math.max(0, variance)));
    double[] start = DoubleStream.of(
            begin, shown.drift().value() / count, shown.walk().value() / count)
        .filter(value -> value > 0)
        .map(Math::log)
        .toArray();
    CountNoise.Result found = new CountNoise(readings, count, period, shown).fit(start);
    double[] values = new double[start.length];
    double[] sigmas = new double[start.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = count * Math.exp(found.values()[i]);
      sigmas[i] = values[i] * found.sigmas()[i];
    }
    int next = 1;
    Term drift = shown.drift();
    if (drift.value() > 0) {
      drift = new Term(values[next], sigmas[next], 0);
      next++;
    }
    Term walk = shown.walk();
    if (walk.value() > 0) {
      // the counts tell how much of it, not what it is
      walk =
          new Term(values[next], Double.isInfinite(walk.sigma()) ? walk.sigma() : sigmas[next], 0);
    }
    double root = Math.sqrt(period);
    Term white = new Term(root * values[0], root * sigmas[0], 0);
    return new SensorNoise(
        OptionalDouble.of(count),
        new WhiteNoise(values[0], sigmas[0], readings.length),
        allan,
        shown.with(white, drift, walk),
        period);
  }

  /** Whether counts are so coarse that the Allan deviation shows them, too. */
  public boolean isCoarse() {
    return quantum.isPresent() && white.sigma() < COARSE * quantum.getAsDouble();
  }

  /** N, the white noise's density [unit·√s]. */
  public double density() {
    return white.sigma() * Math.sqrt(period);
  }

  /** Whether readings differ independently of each other, but for slow drift of a kind that is known. */
  public boolean isWhite() {
    boolean isFast = terms.shape().kind() == Kind.MARKOV
        && terms.shape().shortest() < SHORT * period
        && terms.drift().value() > FELT * white.sigma();
    return !isFast && (isCoarse() || terms.fits() > SELDOM || terms.departure() < MISFIT);
  }
}
