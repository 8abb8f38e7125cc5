package dev.trammel.calibration.procedure;

import java.util.ArrayList;
import java.util.List;

/** One joint goes from place to place, each way at an even speed of its own; all others stay. */
final class StopReference implements Reference {

  /** Speeding up and slowing down takes this long [s]. */
  static final double TURNING = 0.2;

  private final double[] stands;
  private final int joint;
  private final List<Leg> legs = new ArrayList<>();
  private double end;
  private double at;

  /**
   * A stretch between two places.
   *
   * @param begin [s]
   * @param seconds how long it takes
   */
  private record Leg(double begin, double seconds, double from, double to) {}

  /**
   * @param stands n, where the joints stand; not modified
   * @param joint that goes
   */
  StopReference(double[] stands, int joint) {
    this.stands = stands.clone();
    this.joint = joint;
    at = stands[joint];
  }

  /** Goes on to a place, not faster than a speed. */
  StopReference to(double place, double speed) {
    double seconds = Math.abs(place - at) / speed + TURNING;
    legs.add(new Leg(end, seconds, at, place));
    end += seconds;
    at = place;
    return this;
  }

  /** Stays where it is. */
  StopReference stay(double seconds) {
    legs.add(new Leg(end, seconds, at, at));
    end += seconds;
    return this;
  }

  /** Where it has come to [rad or m]. */
  double place() {
    return at;
  }

  /** Since it began [s]. */
  double seconds() {
    return end;
  }

  @Override
  public void at(double seconds, double[] q, double[] qd, double[] qdd) {
    for (int i = 0; i < q.length; i++) {
      q[i] = stands[i];
      qd[i] = 0;
      qdd[i] = 0;
    }
    q[joint] = at;
    for (Leg leg : legs) {
      double since = seconds - leg.begin;
      if (since >= 0 && since < leg.seconds) {
        along(leg, since, q, qd, qdd);
        return;
      }
    }
  }

  private void along(Leg leg, double t, double[] q, double[] qd, double[] qdd) {
    double way = leg.to - leg.from;
    double turning = Math.min(TURNING, leg.seconds / 2);
    double rate = way == 0 ? 0 : way / (leg.seconds - turning);
    double left = leg.seconds - t;
    if (t < turning) {
      q[joint] = leg.from + rate * t * t / (2 * turning);
      qd[joint] = rate * t / turning;
      qdd[joint] = rate / turning;
    } else if (left < turning) {
      q[joint] = leg.to - rate * left * left / (2 * turning);
      qd[joint] = rate * left / turning;
      qdd[joint] = -rate / turning;
    } else {
      q[joint] = leg.from + rate * (t - turning / 2);
      qd[joint] = rate;
    }
  }
}
