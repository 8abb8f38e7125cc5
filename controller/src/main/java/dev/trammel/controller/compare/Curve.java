package dev.trammel.controller.compare;

import java.util.Arrays;
import java.util.List;

/**
 * How a figure went with experience over the runs of a side: median and quartiles. A run that has
 * ended keeps its last value, one that has not begun yet has none.
 *
 * @param x experience per condition [s]
 */
record Curve(double[] x, double[] lower, double[] median, double[] upper) {

  /** Points of a curve of several runs. */
  private static final int POINTS = 120;

  /** One run: experience at the end of each iteration, and the figure there. */
  record Sample(double[] x, double[] y) {

    /** The value of the last iteration that ended by then; NaN before the first. */
    double at(double experience) {
      double value = Double.NaN;
      for (int i = 0; i < x.length && x[i] <= experience; i++) {
        value = y[i];
      }
      return value;
    }

    /** The same with experience 0, where nothing is known yet. */
    Sample fromZero() {
      double[] longX = new double[x.length + 1];
      double[] longY = new double[x.length + 1];
      System.arraycopy(x, 0, longX, 1, x.length);
      System.arraycopy(y, 0, longY, 1, y.length);
      longY[0] = Double.NaN;
      return new Sample(longX, longY);
    }
  }

  static Curve of(List<Sample> samples) {
    if (samples.size() == 1) {
      Sample only = samples.get(0).fromZero();
      return new Curve(only.x, only.y, only.y, only.y);
    }
    double end = samples.stream()
        .flatMapToDouble(sample -> Arrays.stream(sample.x))
        .max()
        .orElse(0);
    double[] x = new double[POINTS + 1];
    double[][] quartiles = new double[3][x.length];
    for (int i = 0; i < x.length; i++) {
      double experience = end * i / POINTS;
      double[] values =
          samples.stream().mapToDouble(sample -> sample.at(experience)).toArray();
      x[i] = experience;
      for (int q = 0; q < 3; q++) {
        quartiles[q][i] = Quantiles.of(values, 0.25 * (q + 1));
      }
    }
    return new Curve(x, quartiles[0], quartiles[1], quartiles[2]);
  }

  boolean isWide() {
    return lower != median;
  }
}
