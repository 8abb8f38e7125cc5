package dev.trammel.calibration.inertial;

/**
 * A periodic signal by its first harmonics, x(t) = c₀ + 2 Re Σ c_h exp(j h ω₀ t). Immutable.
 *
 * <p>What filters do to it is exact: derivatives, pure delays, first-order lags and the hold of an
 * input over its period are factors on each harmonic.
 */
final class Harmonics {

  private final double omega;
  private final double[] re;
  private final double[] im;

  private Harmonics(double omega, double[] re, double[] im) {
    this.omega = omega;
    this.re = re;
    this.im = im;
  }

  /**
   * Of samples over one period.
   *
   * @param samples even in time, the first one at 0; not modified
   * @param omega ω₀, of the period [rad/s]
   * @param highest how many harmonics beside the mean; fewer than half of the samples
   */
  static Harmonics of(double[] samples, double omega, int highest) {
    int N = samples.length;
    if (2 * highest >= N) {
      throw new IllegalArgumentException(
          highest + " harmonics need more than twice as many samples, had " + N);
    }
    double[] cos = new double[N];
    double[] sin = new double[N];
    for (int t = 0; t < N; t++) {
      cos[t] = Math.cos(2 * Math.PI * t / N);
      sin[t] = Math.sin(2 * Math.PI * t / N);
    }
    double[] re = new double[highest + 1];
    double[] im = new double[highest + 1];
    for (int h = 0; h <= highest; h++) {
      int at = 0;
      for (double sample : samples) {
        re[h] += sample * cos[at] / N;
        im[h] -= sample * sin[at] / N;
        at = (at + h) % N;
      }
    }
    return new Harmonics(omega, re, im);
  }

  /** The mean of some of them. */
  static Harmonics mean(Harmonics[] of, int[] picks) {
    double[] re = new double[of[0].re.length];
    double[] im = new double[re.length];
    for (int pick : picks) {
      for (int h = 0; h < re.length; h++) {
        re[h] += of[pick].re[h] / picks.length;
        im[h] += of[pick].im[h] / picks.length;
      }
    }
    return new Harmonics(of[0].omega, re, im);
  }

  int highest() {
    return re.length - 1;
  }

  /** Each harmonic times jhω₀. */
  Harmonics derivative() {
    double[] r = new double[re.length];
    double[] i = new double[re.length];
    for (int h = 0; h < re.length; h++) {
      r[h] = -h * omega * im[h];
      i[h] = h * omega * re[h];
    }
    return new Harmonics(omega, r, i);
  }

  /**
   * Late by a delay and smoothed by a lag, exp(−jhω₀d) / (1 + jhω₀L).
   *
   * @param delay d [s]
   * @param lag time constant L [s]
   */
  Harmonics late(double delay, double lag) {
    double[] r = new double[re.length];
    double[] i = new double[re.length];
    for (int h = 0; h < re.length; h++) {
      double w = h * omega;
      double cos = Math.cos(w * delay);
      double sin = -Math.sin(w * delay);
      double size = 1 + w * lag * w * lag;
      double fr = (cos + sin * w * lag) / size;
      double fi = (sin - cos * w * lag) / size;
      r[h] = re[h] * fr - im[h] * fi;
      i[h] = re[h] * fi + im[h] * fr;
    }
    return new Harmonics(omega, r, i);
  }

  /**
   * Of samples that are each held until the next one: sinc(hω₀T/2), half a period late.
   *
   * @param period T [s]
   */
  Harmonics held(double period) {
    Harmonics late = late(period / 2, 0);
    for (int h = 1; h < re.length; h++) {
      double x = h * omega * period / 2;
      late.re[h] *= Math.sin(x) / x;
      late.im[h] *= Math.sin(x) / x;
    }
    return late;
  }

  Harmonics times(double factor) {
    double[] r = new double[re.length];
    double[] i = new double[re.length];
    for (int h = 0; h < re.length; h++) {
      r[h] = factor * re[h];
      i[h] = factor * im[h];
    }
    return new Harmonics(omega, r, i);
  }

  Harmonics plus(Harmonics other) {
    double[] r = re.clone();
    double[] i = im.clone();
    for (int h = 0; h < re.length; h++) {
      r[h] += other.re[h];
      i[h] += other.im[h];
    }
    return new Harmonics(omega, r, i);
  }

  /** Smoothed: high harmonics fade out as a raised cosine, so that a step rings hardly at all. */
  Harmonics tapered() {
    double[] r = re.clone();
    double[] i = im.clone();
    for (int h = 0; h < re.length; h++) {
      double cos = Math.cos(Math.PI / 2 * h / re.length);
      r[h] *= cos * cos;
      i[h] *= cos * cos;
    }
    return new Harmonics(omega, r, i);
  }

  /** Even samples over one period, the first one at 0. */
  double[] samples(int count) {
    double[] cos = new double[count];
    double[] sin = new double[count];
    for (int t = 0; t < count; t++) {
      cos[t] = Math.cos(2 * Math.PI * t / count);
      sin[t] = Math.sin(2 * Math.PI * t / count);
    }
    double[] x = new double[count];
    for (int t = 0; t < count; t++) {
      double sum = re[0];
      int at = 0;
      for (int h = 1; h < re.length; h++) {
        at = (at + t) % count;
        sum += 2 * (re[h] * cos[at] - im[h] * sin[at]);
      }
      x[t] = sum;
    }
    return x;
  }
}
