package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.MoveWay;
import dev.trammel.hardware.wire.Request;

/** Brings the robot to a start, by its servo or by other hands, and says whether it got there. */
final class Move {

  private static final long NOT_YET = -1;

  private final Wiring wiring;
  private final Run.Order order;
  private final Request.Move aim;
  private final double[] wanted;
  private final long begun;
  private long thereSince = NOT_YET;

  Move(Wiring wiring, Run.Order order, Request.Move aim, long now) {
    this.wiring = wiring;
    this.order = order;
    this.aim = aim;
    wanted = new double[wiring.m];
    begun = now;
  }

  /** Whether this robot can be asked for that. */
  static Answer check(Wiring wiring, Request.Move aim) {
    if (!wiring.offer.ways().contains(aim.way())) {
      return Answer.refused(Code.UNSUPPORTED, "no way " + aim.way() + " here");
    }
    int joints = wiring.jointPosition.length;
    if (aim.positions().length != joints) {
      return Answer.refused(
          Code.VALUE, "an aim has " + joints + " joints, this " + aim.positions().length);
    }
    if (aim.limitMicros() == 0 || 1e6 * aim.settle() > aim.limitMicros()) {
      return Answer.refused(
          Code.VALUE,
          "a move has time to settle, at most " + aim.limitMicros() + " µs, not "
              + 1e6 * aim.settle());
    }
    for (int i = 0; i < joints; i++) {
      if (!isWithin(wiring, wiring.jointPosition[i], aim.positions()[i])) {
        return beyond(1 + i, aim.positions()[i]);
      }
      if (!isWithin(wiring, wiring.jointRate[i], aim.velocities()[i])) {
        return beyond(1 + joints + i, aim.velocities()[i]);
      }
    }
    return Answer.OK;
  }

  private static Answer beyond(int place, double value) {
    return Answer.refused(Code.VALUE, place, "an aim is out of bounds: " + value);
  }

  private static boolean isWithin(Wiring wiring, int sensor, double value) {
    return sensor == Wiring.NONE
        || value >= wiring.sensorLower[sensor] && value <= wiring.sensorUpper[sensor];
  }

  Run.Order order() {
    return order;
  }

  /** Sets out; false if nobody can bring the robot there. */
  boolean begin(RobotBody body, double[] reading) {
    body.letGo();
    if (aim.way() == MoveWay.PLACE) {
      return body.place(aim.positions(), aim.velocities());
    }
    body.aim(aim.positions(), reading);
    return true;
  }

  /**
   * Goes on.
   *
   * @param seconds since it went on last [s]
   * @return ACCEPTED on the way, OK at the aim, UNSETTLED when the time is up, VALUE
   *     if the servo went mad
   */
  Code tick(
      double[] reading, long now, double seconds, RobotBody body, Drive drive, SafeMotion safe) {
    double[] efforts = wanted;
    if (aim.way() == MoveWay.PLACE) {
      efforts = safe.effort(reading);
    } else {
      body.servo(reading, seconds, wanted);
    }
    if (!drive.give(efforts, reading, seconds)) {
      return Code.VALUE;
    }
    if (!isThere(reading)) {
      thereSince = NOT_YET;
    } else if (thereSince == NOT_YET) {
      thereSince = now;
    }
    if (thereSince != NOT_YET && now - thereSince >= 1e6 * aim.settle()) {
      return Code.OK;
    }
    return now - begun >= aim.limitMicros() ? Code.UNSETTLED : Code.ACCEPTED;
  }

  private boolean isThere(double[] reading) {
    for (int i = 0; i < wiring.jointPosition.length; i++) {
      if (isOff(wiring.jointPosition[i], reading, aim.positions()[i], aim.positionTolerance()[i])
          || isOff(wiring.jointRate[i], reading, aim.velocities()[i], aim.velocityTolerance()[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOff(int sensor, double[] reading, double aim, double tolerance) {
    return sensor != Wiring.NONE && tolerance > 0 && Math.abs(reading[sensor] - aim) > tolerance;
  }
}
