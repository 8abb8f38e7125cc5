package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.OutputErrorFit;
import dev.trammel.calibration.fit.Window;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import java.util.Arrays;

/**
 * How a fit follows the position of one joint: measured against predicted, and whether what is left is
 * noise, by its size, its distribution and its memory.
 */
final class FitFigures {

  /** Of the motion that is shown [s]. */
  private static final double SHOWN = 5;

  /** Of a distribution, to either side [σ]. */
  private static final double WIDEST = 4;

  private static final double BIN = 0.25;

  private static final int LONGEST_LAG = 20;

  /** Of the readings of a window, a lag may be this share. */
  private static final int LAGS_PER_WINDOW = 3;

  /** Standard deviations on either side of 95 % of a normal distribution. */
  private static final double DEVIATIONS = 1.959964;

  private final OutputErrorFit fit;
  private final int channel;
  private final String joint;
  private final String unit;
  private final double sigma;

  /** @param channel of the fit that is the joint's position */
  FitFigures(OutputErrorFit fit, int channel, String joint, JointUnits units) {
    this.fit = fit;
    this.channel = channel;
    this.joint = joint;
    unit = " [" + units.position() + "]";
    sigma = fit.claimedNoise().of(channel);
  }

  /** Nothing of a joint whose position is not measured. */
  void add(FindingsBuilder found) {
    if (fit.windows() > 0 && fit.claimedNoise().measures(channel)) {
      motion(found);
      found.figure(distribution());
      found.figure(memory());
    }
  }

  /** The beginning of the first motion, a gap before each window. */
  private void motion(FindingsBuilder found) {
    int count = 0;
    int rows = 0;
    while (count < fit.windows() && isShown(fit.window(count))) {
      rows += fit.window(count++).length() + 1;
    }
    double[] time = new double[rows];
    double[] measured = new double[rows];
    double[] predicted = new double[rows];
    double[] left = new double[rows];
    Arrays.fill(time, Double.NaN);
    int row = 0;
    for (int w = 0; w < count; w++, row++) {
      Window window = fit.window(w);
      for (int t = 0; t < window.length(); t++, row++) {
        time[row] = since(window, t);
        left[row] = fit.error(w, t, channel);
        measured[row] = window.trace().position(window.first() + t, channel);
        predicted[row] = measured[row] + left[row];
      }
    }
    found.figure(new Plot(joint + ": measured and predicted", "time [s]", "position" + unit)
        .add("measured", time, measured, 0, Mark.LINE)
        .add("predicted, anew in each window", time, predicted, 1, Mark.DASHED));
    found.figure(left(time, left));
  }

  private Plot left(double[] time, double[] left) {
    double[] ends = {
      Arrays.stream(time).filter(Double::isFinite).min().orElse(0),
      Arrays.stream(time).filter(Double::isFinite).max().orElse(1)
    };
    double reach = DEVIATIONS * sigma;
    return new Plot(joint + ": what the fit leaves", "time [s]", "predicted less measured" + unit)
        .band("95 % of the sensor's noise", ends, both(-reach), both(reach), 2)
        .add("", time, left, 0, Mark.LINE);
  }

  private static double[] both(double value) {
    return new double[] {value, value};
  }

  private boolean isShown(Window window) {
    return window.trace() == fit.window(0).trace()
        && since(window, window.length() - 1) <= since(fit.window(0), 0) + SHOWN;
  }

  private static double since(Window window, int t) {
    return window.trace().readingTime(window.first() + t) - window.trace().readingTime(0);
  }

  /** Density of what is left, beside that of noise of the size that the sensor is said to have. */
  private Plot distribution() {
    int bins = (int) Math.round(2 * WIDEST / BIN);
    double[] at = new double[bins];
    double[] density = new double[bins];
    double[] normal = new double[bins];
    long count = 0;
    for (int w = 0; w < fit.windows(); w++) {
      for (int t = 0; t < fit.window(w).length(); t++) {
        int bin = (int) Math.floor((fit.error(w, t, channel) / sigma + WIDEST) / BIN);
        density[Math.min(bins - 1, Math.max(0, bin))]++;
        count++;
      }
    }
    for (int bin = 0; bin < bins; bin++) {
      at[bin] = (bin + 0.5) * BIN - WIDEST;
      density[bin] /= count * BIN;
      normal[bin] = Math.exp(-at[bin] * at[bin] / 2) / Math.sqrt(2 * Math.PI);
    }
    return new Plot(
            joint + ": distribution of what is left", "in σ of the sensor's noise", "density [1/σ]")
        .add("left; the ends hold all beyond", at, density, 0, Mark.LINE_AND_DOTS)
        .add("noise alone", at, normal, 1, Mark.DASHED);
  }

  /** Autocorrelation of what is left, within windows. */
  private Plot memory() {
    int lags = Math.min(LONGEST_LAG, fit.window(0).length() / LAGS_PER_WINDOW);
    double[] lag = new double[lags];
    double[] correlation = new double[lags];
    double[] band = new double[lags];
    double variance = product(0)[0];
    for (int k = 1; k <= lags; k++) {
      double[] product = product(k);
      lag[k - 1] = k;
      correlation[k - 1] = product[0] / Math.max(variance, Double.MIN_NORMAL);
      band[k - 1] = DEVIATIONS / Math.sqrt(product[1]);
    }
    double[] below = Arrays.stream(band).map(value -> -value).toArray();
    return new Plot(joint + ": memory of what is left", "readings later", "autocorrelation")
        .band("95 % of white noise", lag, below, band, 2)
        .add("", lag, correlation, 0, Mark.LINE_AND_DOTS)
        .wholeX();
  }

  /** Mean product of what is left with what is left so many readings later, and of how many pairs. */
  private double[] product(int later) {
    double sum = 0;
    long pairs = 0;
    for (int w = 0; w < fit.windows(); w++) {
      for (int t = 0; t + later < fit.window(w).length(); t++) {
        sum += fit.error(w, t, channel) * fit.error(w, t + later, channel);
        pairs++;
      }
    }
    return new double[] {sum / Math.max(1, pairs), Math.max(1, pairs)};
  }
}
