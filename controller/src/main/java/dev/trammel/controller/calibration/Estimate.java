package dev.trammel.controller.calibration;

import dev.trammel.controller.linalg.Require;

/**
 * What was found of one parameter.
 *
 * @param value in the unit of its quantity
 * @param lower end of the interval that covers the truth 95 times of 100
 * @param upper end of it
 * @param samples how much it rests on: repeats, poses or windows, as the method says
 * @param method in a few words: {@code output error, 0.4 s windows}
 * @param identifiable whether the data told it; else the value is no more than a guess, and nothing
 *     that is applied
 * @param source what it rests on
 */
public record Estimate(
    double value,
    double lower,
    double upper,
    int samples,
    String method,
    boolean identifiable,
    Source source) {

  /**
   * What an estimate rests on.
   *
   * @param question whose answer it is: {@code friction}; empty as long as nobody keeps it
   * @param doubted whether that question failed, of its joint or as a whole; its interval promises
   *     nothing then
   * @param dataSha256 of the raw data; empty as long as nobody keeps it
   * @param premise what it takes for granted, beyond its interval
   */
  public record Source(String question, boolean doubted, String dataSha256, Premise premise) {

    /** Of what takes nothing for granted. */
    public Source(String question, boolean doubted, String dataSha256) {
      this(question, doubted, dataSha256, Premise.NONE);
    }
  }

  private static final Source NOT_YET_KEPT = new Source("", false, "");

  /** Standard deviations from the middle of such an interval to its end. */
  private static final double DEVIATIONS = 1.959964;

  public Estimate {
    Require.finite(value, "value");
    Require.finite(lower, "lower");
    Require.finite(upper, "upper");
    if (!(lower <= value && value <= upper)) {
      throw new IllegalArgumentException(
          "an interval must hold its value, " + lower + " to " + upper + " had " + value);
    }
  }

  /** One that nobody keeps yet. */
  public Estimate(
      double value, double lower, double upper, int samples, String method, boolean identifiable) {
    this(value, lower, upper, samples, method, identifiable, NOT_YET_KEPT);
  }

  /** As a normal distribution with this interval would have [unit of the value]. */
  public double sigma() {
    return half() / DEVIATIONS;
  }

  /** σ as a share of the value [-]; infinite for a value of 0. */
  public double relativeSigma() {
    return sigma() / Math.abs(value);
  }

  /** Of a x + b, where this is of x. */
  public Estimate line(double a, double b) {
    double one = a * lower + b;
    double other = a * upper + b;
    return new Estimate(
        a * value + b,
        Math.min(one, other),
        Math.max(one, other),
        samples,
        method,
        identifiable,
        source);
  }

  /**
   * Half of its interval, in the unit of its value: of one that was cut off where no value can be, the
   * side that was left whole.
   */
  public double half() {
    return Math.max(upper - value, value - lower);
  }

  /** The same, resting on other data. */
  public Estimate withData(String sha256) {
    return with(new Source(source.question(), source.doubted(), sha256, source.premise()));
  }

  /** The same as the answer to a question. */
  public Estimate by(String question, boolean doubted) {
    return with(new Source(question, doubted, source.dataSha256(), source.premise()));
  }

  /** The same, where something is taken for granted. */
  public Estimate under(Premise premise) {
    return with(new Source(source.question(), source.doubted(), source.dataSha256(), premise));
  }

  private Estimate with(Source other) {
    return new Estimate(value, lower, upper, samples, method, identifiable, other);
  }
}
