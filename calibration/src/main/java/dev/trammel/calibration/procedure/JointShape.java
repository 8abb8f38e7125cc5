package dev.trammel.calibration.procedure;

import dev.trammel.controller.linalg.Require;
import java.util.Arrays;
import java.util.SplittableRandom;

/** How one joint moves about its place, for an amplitude of 1. */
interface JointShape {

  /** Of a joint that keeps its place. */
  JointShape STILL = (seconds, out) -> Arrays.fill(out, 0);

  /**
   * Looks it up.
   *
   * @param seconds since the motion began
   * @param out position, rate, acceleration; modified
   */
  void at(double seconds, double[] out);

  /**
   * Sines of random frequencies and phases, as fast each, that begin softly.
   *
   * @param lines how many
   * @param least frequency [Hz]
   * @param most frequency [Hz]
   */
  static JointShape multisine(int lines, double least, double most, SplittableRandom random) {
    double[] w = new double[lines];
    double[] phase = new double[lines];
    for (int k = 0; k < lines; k++) {
      double part = (k + random.nextDouble()) / lines;
      w[k] = 2 * Math.PI * least * Math.pow(most / least, part);
      phase[k] = 2 * Math.PI * random.nextDouble();
    }
    return (seconds, out) -> {
      double q = 0;
      double qd = 0;
      double qdd = 0;
      for (int k = 0; k < lines; k++) {
        double sine = Math.sin(w[k] * seconds + phase[k]) / lines;
        q += sine / w[k];
        qd += Math.cos(w[k] * seconds + phase[k]) / lines;
        qdd -= sine * w[k];
      }
      double[] fade = fade(seconds);
      out[0] = fade[0] * q;
      out[1] = fade[0] * qd + fade[1] * q;
      out[2] = fade[0] * qdd + 2 * fade[1] * qd + fade[2] * q;
    };
  }

  /** From 0 to 1 in half a second, with its slopes. */
  private static double[] fade(double seconds) {
    double length = 0.5;
    double s = seconds / length;
    if (s >= 1) {
      return new double[] {1, 0, 0};
    }
    return new double[] {
      s * s * s * (10 - 15 * s + 6 * s * s),
      30 * s * s * (1 - s) * (1 - s) / length,
      60 * s * (1 - s) * (1 - 2 * s) / (length * length)
    };
  }

  /**
   * Constant speeds, one after the other, each forth, back, back and forth again, with soft turns.
   *
   * @param speeds as shares of the amplitude, which is the greatest speed
   * @param stroke how long each way takes [s]
   * @param turn how long a change of speed takes, at most a stroke [s]
   */
  static JointShape ladder(double[] speeds, double stroke, double turn) {
    Require.inRange(turn, 1e-3, stroke, "turn");
    double[] rates = new double[4 * speeds.length + 2];
    for (int i = 0; i < speeds.length; i++) {
      rates[4 * i + 1] = speeds[i];
      rates[4 * i + 2] = -speeds[i];
      rates[4 * i + 3] = -speeds[i];
      rates[4 * i + 4] = speeds[i];
    }
    double[] places = new double[rates.length];
    for (int i = 1; i < rates.length; i++) {
      places[i] =
          places[i - 1] + (i == 1 ? 0 : strokeFrom(rates[i - 2], rates[i - 1], stroke, turn));
    }
    return (seconds, out) -> {
      int at = Math.min(rates.length - 1, 1 + (int) Math.floor(seconds / stroke));
      double s = seconds - (at - 1) * stroke;
      double from = rates[at - 1];
      double change = rates[at] - from;
      double p = Math.PI / turn;
      double turned = Math.min(s, turn);
      out[0] = places[at]
          + from * turned
          + change / 2 * (turned - Math.sin(p * turned) / p)
          + (s > turn ? rates[at] * (s - turn) : 0);
      out[1] = from + change / 2 * (1 - Math.cos(p * turned));
      out[2] = s < turn ? change / 2 * p * Math.sin(p * s) : 0;
    };
  }

  private static double strokeFrom(double before, double rate, double stroke, double turn) {
    return (before + rate) / 2 * turn + rate * (stroke - turn);
  }
}
