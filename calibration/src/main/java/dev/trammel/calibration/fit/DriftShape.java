package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What kind of drift a sensor has beside white noise and a random walk, as a sum of independent
 * first-order Gauss-Markov processes. Immutable.
 *
 * @param kind of it
 * @param shortest its shortest time constant [s]
 * @param times of all processes [s]
 * @param variance of each, for a size of 1
 */
public record DriftShape(Kind kind, double shortest, double[] times, double variance) {

  /** Time constants of flicker noise are so many times each other. */
  private static final double RATIO = 4;

  /** Kinds of drift. */
  public enum Kind {
    NONE,
    /** One process: its size is its standard deviation. */
    MARKOV,
    /** 1/f: its size is the bias instability B of IEEE Std 952-1997. */
    FLICKER
  }

  public DriftShape {
    times = times.clone();
  }

  public static DriftShape none() {
    return new DriftShape(Kind.NONE, 0, new double[0], 0);
  }

  /** A process that forgets within a time [s]. */
  public static DriftShape markov(double time) {
    Require.positive(time, "time constant");
    return new DriftShape(Kind.MARKOV, time, new double[] {time}, 1);
  }

  /**
   * Flicker noise. Processes of variance s² with time constants r apart have together the spectrum
   * s²/(f ln r), which is B²/(πf), one-sided, for s² = B² ln r/π.
   *
   * @param shortest time constant [s]
   * @param longest time that matters [s]
   */
  public static DriftShape flicker(double shortest, double longest) {
    Require.positive(shortest, "shortest time constant");
    List<Double> times = new ArrayList<>();
    double time = shortest;
    for (; time < RATIO * longest; time *= RATIO) {
      times.add(time);
    }
    times.add(time);
    return new DriftShape(
        Kind.FLICKER,
        shortest,
        times.stream().mapToDouble(Double::doubleValue).toArray(),
        Math.log(RATIO) / Math.PI);
  }

  /** The same kind with time constants that are so many times as long. */
  DriftShape withTimes(double factor) {
    double[] longer = Arrays.stream(times).map(time -> factor * time).toArray();
    return new DriftShape(kind, factor * shortest, longer, variance);
  }

  @Override
  public double[] times() {
    return times.clone();
  }
}
