package dev.trammel.calibration.procedure;

/**
 * From a pose up, down through it, up through it again and back, all joints at once, at an even speed
 * but where they turn about.
 *
 * <pre>  place on the way, in units of the reach:  0 → 1 → −1 → 1 → 0</pre>
 */
final class PassReference implements Reference {

  private static final double[] TURNS = {0, 1, -1, 1, 0};

  /** Legs that go all the way. */
  private static final int DOWN = 1;

  private static final int UP = 2;

  private final double[] pose;
  private final double[] reach;
  private final double rate;
  private final double turning;

  /**
   * @param pose n, the middle; not modified
   * @param reach n, how far each joint goes to each side [rad or m]; not modified
   * @param rate reaches per second
   * @param turning time that speeding up takes [s]
   */
  PassReference(double[] pose, double[] reach, double rate, double turning) {
    this.pose = pose.clone();
    this.reach = reach.clone();
    this.rate = rate;
    this.turning = turning;
  }

  /** The rate of one that lasts so long in all [1/s]. */
  static double rateOf(double seconds, double turning) {
    double legs = 0;
    for (int leg = 0; leg + 1 < TURNS.length; leg++) {
      legs += Math.abs(TURNS[leg + 1] - TURNS[leg]);
    }
    return legs / (seconds - (TURNS.length - 1) * turning);
  }

  /** Of the whole motion [s]. */
  double seconds() {
    double sum = 0;
    for (int leg = 0; leg + 1 < TURNS.length; leg++) {
      sum += legSeconds(leg);
    }
    return sum;
  }

  private double legSeconds(int leg) {
    return Math.abs(TURNS[leg + 1] - TURNS[leg]) / rate + turning;
  }

  /** When the way down, or up, is between so much of the reach on either side: begin and end [s]. */
  double[] window(boolean isDown, double share) {
    int wanted = isDown ? DOWN : UP;
    double begin = 0;
    for (int leg = 0; leg < wanted; leg++) {
      begin += legSeconds(leg);
    }
    double middle = begin + legSeconds(wanted) / 2;
    return new double[] {middle - share / rate, middle + share / rate};
  }

  @Override
  public void at(double seconds, double[] q, double[] qd, double[] qdd) {
    int leg = 0;
    double since = seconds;
    while (leg + 2 < TURNS.length && since > legSeconds(leg)) {
      since -= legSeconds(leg);
      leg++;
    }
    double sense = Math.signum(TURNS[leg + 1] - TURNS[leg]);
    double[] place = trapezoid(Math.min(since, legSeconds(leg)), legSeconds(leg));
    for (int i = 0; i < q.length; i++) {
      q[i] = pose[i] + reach[i] * (TURNS[leg] + sense * place[0]);
      qd[i] = reach[i] * sense * place[1];
      qdd[i] = reach[i] * sense * place[2];
    }
  }

  /** How far, how fast, how much faster: an even speed with even acceleration at both ends. */
  private double[] trapezoid(double t, double whole) {
    double a = rate / turning;
    if (t < turning) {
      return new double[] {a * t * t / 2, a * t, a};
    }
    if (t > whole - turning) {
      double left = whole - t;
      double length = rate * (whole - turning);
      return new double[] {length - a * left * left / 2, a * left, -a};
    }
    return new double[] {rate * (t - turning / 2), rate, 0};
  }
}
