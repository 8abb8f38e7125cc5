package dev.trammel.calibration.fit;

/**
 * What becomes of a commanded effort on its way to a joint through a delay, a motor's lag and the play
 * of a gear, which the motor crosses on its own whenever the effort turns about:
 *
 * <pre>  T τ̇ = u(t − D) − τ,   J φ̈ = τ  within the play,  φ̇ = 0 and τ to the joint at its ends</pre>
 *
 * <p>The encoder at the joint sees J and the play's width w as the product J w alone.
 *
 * @param delay D [s]
 * @param lag T [s]
 * @param product J w [kg·m²·rad or kg·m]
 */
record PlayModel(double delay, double lag, double product) {

  private static final double STEP = 1e-4;

  /**
   * What the joint has been given by each reading.
   *
   * @param u efforts, each held for a period; not modified
   * @param period [s]
   * @return as many, ∫ of what acted on the joint [N·m·s or N·s]
   */
  double[] impulse(double[] u, double period) {
    int steps = Math.max(1, (int) Math.rint(period / STEP));
    double h = period / steps;
    double fading = lag > 0 ? -Math.expm1(-h / lag) : 1;
    int late = (int) Math.ceil(delay / h);
    double early = late - delay / h;
    double half = product / 2;
    double[] impulse = new double[u.length];
    double effort = 0;
    // J φ and J φ̇: the play begins with the motor at the end that it pushes to
    double place = Math.copySign(half, u[0]);
    double rate = 0;
    double sum = 0;
    for (int t = 0; t < u.length; t++) {
      impulse[t] = sum;
      for (int k = 0; k < steps; k++) {
        int at = t * steps + k - late;
        double arriving = (1 - early) * held(u, at, steps) + early * held(u, at + 1, steps);
        effort += (arriving - effort) * fading;
        boolean isAtEnd = Math.abs(place) == half && effort * place >= 0;
        place += h * (rate + h * effort / 2);
        rate += h * effort;
        double beyond = Math.abs(place) - half;
        if (isAtEnd || beyond >= 0) {
          // of the step, what is left once the end is met
          double left = isAtEnd ? 1 : Math.min(1, beyond / (h * Math.abs(rate)));
          place = Math.copySign(half, place);
          rate = 0;
          sum += effort * place >= 0 ? left * h * effort : 0;
        }
      }
    }
    return impulse;
  }

  /** Of a step within the periods. */
  private static double held(double[] u, int step, int steps) {
    return u[Math.max(0, Math.min(u.length - 1, step / steps))];
  }
}
