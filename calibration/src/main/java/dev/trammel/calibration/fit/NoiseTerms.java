package dev.trammel.calibration.fit;

import dev.trammel.calibration.fit.DriftShape.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The kinds of noise that an Allan deviation tells apart: white noise, a random walk, and between
 * them a drift that is either flicker noise or one Gauss-Markov process.
 *
 * <p>The simplest model is taken that the Allan variances do not speak against; each is fitted by its
 * exact moments (Guerrier, Skaloud, Stebler and Victoria-Feser, Wavelet-variance-based estimation for
 * composite stochastic processes, 2013).
 *
 * @param white N, in the signal's unit times √s
 * @param drift its size, in the signal's unit: B of flicker noise, a standard deviation else
 * @param shape of the drift
 * @param walk K, random walk, in the signal's unit per √s
 * @param seconds T, of the whole signal
 * @param fits the probability that noise of these kinds departs so far from the fit
 * @param departure the farthest that a point is off, as a share of what is expected there
 */
public record NoiseTerms(
    Term white,
    Term drift,
    DriftShape shape,
    Term walk,
    double seconds,
    double fits,
    double departure) {

  /** B² to σ² where the deviation is flat. */
  public static final double FLAT = 2 * Math.log(2) / Math.PI;

  /** A recording tells what happens in a fiftieth of it (IEEE Std 952-1997, annex C). */
  public static final double AVERAGES = 50;

  /** Averages of longer stretches are too few to be nearly normal. */
  private static final int LEAST_BLOCKS = 24;

  /** Of −2 log likelihood, for each parameter more, as of so many points (Schwarz 1978). */
  private static final double PRICE = 2.5;

  /** Time constants that are tried are so many times each other. */
  private static final double RATIO = 2;

  private static final int NARROWINGS = 7;

  /** A random walk is one if flicker noise costs so much more: 99 times of 100 (χ² of one degree). */
  private static final double SURELY_WALKS = 6.635;

  /** White noise alone is not doubted where it departs so far as often as this. */
  private static final double PLAIN = 0.05;

  /** The greatest Allan variance of a Gauss-Markov process, at 1.89 of its time constants. */
  private static final double MARKOV_TOP = 0.382;

  private static final double LEAST = 1e-300;

  /**
   * One of them.
   *
   * @param value 0 if the data show none
   * @param sigma of the value; of a value of 0, what would have been seen
   * @param tau averaging time from which on it is more than all faster noise [s]
   */
  public record Term(double value, double sigma, double tau) {

    /** Whether the data tell it, to better than 30 %. */
    public boolean isIdentifiable(double seconds) {
      return value > 0 && sigma <= 0.3 * value && seconds >= AVERAGES * tau;
    }

    private Term at(double from) {
      return new Term(value, sigma, from);
    }
  }

  /**
   * Fits the models, and takes one.
   *
   * @param points of the overlapping Allan deviation
   * @param readings that it is of
   * @param period of them [s]
   */
  public static NoiseTerms fit(List<AllanDeviation.Point> points, int readings, double period) {
    double seconds = readings * period;
    if (points.stream().anyMatch(point -> point.value() == 0)) {
      Term none = new Term(0, Double.POSITIVE_INFINITY, 0);
      return new NoiseTerms(none, none, DriftShape.none(), none, seconds, 1, 0);
    }
    List<AllanDeviation.Point> brief =
        points.stream().filter(point -> LEAST_BLOCKS * point.tau() <= seconds).toList();
    AllanFit fit = new AllanFit(brief, new AllanMoments(brief, readings, period));
    AllanFit.Result white = fit.white();
    AllanFit.Result best = white;
    double least = white.cost();
    if (white.fits() > PLAIN) {
      return of(white, period, seconds);
    }
    Tried drifts = new Tried(fit, period, seconds);
    for (Kind kind : new Kind[] {Kind.MARKOV, Kind.FLICKER}) {
      AllanFit.Result result = drifts.likeliest(kind, true, seconds / LEAST_BLOCKS);
      if (result.cost() + AllanMoments.COMPONENTS * PRICE < least) {
        best = result;
        least = result.cost() + AllanMoments.COMPONENTS * PRICE;
      }
    }
    NoiseTerms terms = of(best, period, seconds);
    Term walk = terms.walk();
    boolean isDoubted = walk.value() > 0 && !drifts.surelyWalk(best, walk.tau());
    return isDoubted ? terms.doubtingWalk() : terms;
  }

  /** Drifts of one set of Allan variances. */
  private record Tried(AllanFit fit, double period, double seconds) {

    AllanFit.Result likeliest(Kind kind, boolean mayWalk, double slowest) {
      List<Double> times = new ArrayList<>();
      for (double time = 2 * period; times.isEmpty() || time < slowest; time *= RATIO) {
        times.add(time);
      }
      double at = times.get(0);
      AllanFit.Result best =
          fit.with(shape(kind, at, seconds), mayWalk, fit.white().theta());
      for (double time : times) {
        AllanFit.Result result = fit.with(shape(kind, time, seconds), mayWalk, best.theta());
        if (result.cost() < best.cost()) {
          best = result;
          at = time;
        }
      }
      double step = Math.sqrt(RATIO);
      for (int i = 0; i < NARROWINGS; i++, step = Math.sqrt(step)) {
        for (double time : new double[] {at / step, at * step}) {
          AllanFit.Result result = fit.with(shape(kind, time, seconds), mayWalk, best.theta());
          if (result.cost() < best.cost()) {
            best = result;
            at = time;
          }
        }
      }
      return best;
    }

    /**
     * Whether flicker noise alone does not explain what was taken for a random walk nearly as well. One
     * without processes that are faster than what is to be told apart is no flicker noise there: before
     * a process forgets, it walks.
     */
    boolean surelyWalk(AllanFit.Result walking, double shownFrom) {
      return likeliest(Kind.FLICKER, false, shownFrom).cost() > walking.cost() + SURELY_WALKS;
    }
  }

  /** A shape of the same kind with another time. */
  static DriftShape shape(Kind kind, double time, double seconds) {
    return switch (kind) {
      case NONE -> DriftShape.none();
      case MARKOV -> DriftShape.markov(time);
      case FLICKER -> DriftShape.flicker(time, seconds);
    };
  }

  private static NoiseTerms of(AllanFit.Result fit, double period, double seconds) {
    Term none = new Term(0, 0, 0);
    NoiseTerms untimed =
        new NoiseTerms(none, none, fit.shape(), none, seconds, fit.fits(), fit.departure());
    return untimed.with(
        term(fit.theta()[0] * period, fit.sigmas()[0] * period),
        term(fit.theta()[1], fit.sigmas()[1]),
        term(fit.theta()[2], fit.sigmas()[2]));
  }

  /** The same, but that flicker noise may be what seems to be a random walk. */
  private NoiseTerms doubtingWalk() {
    Term doubted = new Term(walk.value(), Double.POSITIVE_INFINITY, walk.tau());
    return new NoiseTerms(white, drift, shape, doubted, seconds, fits, departure);
  }

  private static Term term(double square, double sigma) {
    double value = Math.sqrt(square);
    return new Term(value, value > 0 ? sigma / (2 * value) : Math.sqrt(sigma), 0);
  }

  /** The same kinds, each of another size: from when on each shows follows from these. */
  NoiseTerms with(Term newWhite, Term newDrift, Term newWalk) {
    double N2 = newWhite.value() * newWhite.value();
    double top = shape.kind() == Kind.MARKOV ? MARKOV_TOP : FLAT;
    double flat = top * newDrift.value() * newDrift.value();
    double K2 = Math.max(LEAST, newWalk.value() * newWalk.value());
    return new NoiseTerms(
        newWhite.at(0),
        newDrift.at(N2 / Math.max(LEAST, flat)),
        shape,
        newWalk.at(Math.max(Math.sqrt(3 * N2 / K2), 3 * flat / K2)),
        seconds,
        fits,
        departure);
  }
}
