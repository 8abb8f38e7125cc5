package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Program;

/** An affine program: u = Kx + k at each step, as long as x is in the tube where that is valid. */
final class AffineLaw implements Law {

  private final Program.Affine rule;

  AffineLaw(Program.Affine rule) {
    this.rule = rule;
  }

  @Override
  public Fault request(int step, double[] reading, long now, double[] out) {
    if (rule.tube().length > 0 && !isWithin(reading, rule.nominal()[step], rule.tube()[step])) {
      return Fault.TUBE;
    }
    feedback(rule.gains()[step], rule.offsets()[step], reading, out);
    return Fault.NONE;
  }

  private static boolean isWithin(double[] x, double[] nominal, double[] tube) {
    for (int i = 0; i < x.length; i++) {
      if (Math.abs(x[i] - nominal[i]) > tube[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * u = Kx + k.
   *
   * @param K m·n, row by row; not modified
   * @param k m; not modified
   * @param x n; not modified
   * @param u m; modified
   */
  static void feedback(double[] K, double[] k, double[] x, double[] u) {
    for (int i = 0; i < u.length; i++) {
      // in the order in which a control loop adds, so that both come to the same bits
      double sum = 0;
      for (int j = 0; j < x.length; j++) {
        sum += K[i * x.length + j] * x[j];
      }
      u[i] = sum + k[i];
    }
  }
}
