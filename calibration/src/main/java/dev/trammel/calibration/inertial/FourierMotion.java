package dev.trammel.calibration.inertial;

import dev.trammel.controller.linalg.Require;

/**
 * A motion of all joints by a few harmonics of one period (Swevers, Ganseman, Tükel, De Schutter and
 * Van Brussel, Optimal robot excitation and identification, 1997), which grows from rest and comes
 * to rest again, both at its centre:
 *
 * <pre>  q(t) = q₀ + w(t) Σ_k a_k sin(kω₀t) + b_k cos(kω₀t)</pre>
 *
 * <p>Immutable.
 */
public final class FourierMotion {

  private final double[] centre;
  private final double[][] a;
  private final double[][] b;
  private final Rhythm rhythm;

  /**
   * How it goes in time.
   *
   * @param period of the harmonics [s]
   * @param fade how long it grows, and how long it dies away [s]
   * @param periods how often it is repeated in between
   */
  public record Rhythm(double period, double fade, int periods) {

    public Rhythm {
      Require.positive(period, "period");
      Require.nonNegative(fade, "fade");
      Require.atLeast(periods, 1, "periods");
    }

    /** ω₀ [rad/s]. */
    public double omega() {
      return 2 * Math.PI / period;
    }

    /** [s] */
    public double duration() {
      return 2 * fade + periods * period;
    }
  }

  /**
   * Keeps copies.
   *
   * @param centre q₀, n [rad or m]
   * @param a n×K [rad or m]
   * @param b n×K [rad or m]
   */
  FourierMotion(double[] centre, double[][] a, double[][] b, Rhythm rhythm) {
    this.centre = centre.clone();
    this.a = copy(a);
    this.b = copy(b);
    this.rhythm = rhythm;
  }

  private static double[][] copy(double[][] rows) {
    double[][] copy = rows.clone();
    for (int i = 0; i < rows.length; i++) {
      copy[i] = rows[i].clone();
    }
    return copy;
  }

  public Rhythm rhythm() {
    return rhythm;
  }

  /** Where it begins and ends: q₀. */
  public double[] centre() {
    return centre.clone();
  }

  /**
   * Where the joints should be.
   *
   * @param seconds since it began
   * @param q n; modified
   * @param qd n; modified
   * @param qdd n; modified
   */
  public void at(double seconds, double[] q, double[] qd, double[] qdd) {
    double left = rhythm.duration() - seconds;
    double[] w = {1, 0, 0};
    if (seconds < rhythm.fade()) {
      grow(seconds / rhythm.fade(), 1 / rhythm.fade(), w);
    } else if (left < rhythm.fade()) {
      grow(Math.max(0, left) / rhythm.fade(), -1 / rhythm.fade(), w);
    }
    harmonics(seconds - rhythm.fade(), q, qd, qdd);
    for (int i = 0; i < q.length; i++) {
      double x = q[i];
      double v = qd[i];
      q[i] = centre[i] + w[0] * x;
      qd[i] = w[0] * v + w[1] * x;
      qdd[i] = w[0] * qdd[i] + 2 * w[1] * v + w[2] * x;
    }
  }

  /** The quintic from 0 to 1 that begins and ends without rate or acceleration. */
  private static void grow(double s, double rate, double[] w) {
    w[0] = s * s * s * (10 + s * (6 * s - 15));
    w[1] = rate * 30 * s * s * (1 + s * (s - 2));
    w[2] = rate * rate * 60 * s * (1 + s * (2 * s - 3));
  }

  /** The repeated part alone, about 0. */
  void harmonics(double seconds, double[] q, double[] qd, double[] qdd) {
    for (int i = 0; i < q.length; i++) {
      q[i] = 0;
      qd[i] = 0;
      qdd[i] = 0;
      for (int k = 0; k < a[i].length; k++) {
        double w = (k + 1) * rhythm.omega();
        double sin = Math.sin(w * seconds);
        double cos = Math.cos(w * seconds);
        q[i] += a[i][k] * sin + b[i][k] * cos;
        qd[i] += w * (a[i][k] * cos - b[i][k] * sin);
        qdd[i] -= w * w * (a[i][k] * sin + b[i][k] * cos);
      }
    }
  }
}
