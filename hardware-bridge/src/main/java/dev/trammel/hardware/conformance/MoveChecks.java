package dev.trammel.hardware.conformance;

import dev.trammel.controller.plant.Channel;
import dev.trammel.hardware.conformance.Draft.Sent;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.MoveWay;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Transition;
import java.util.Arrays;
import java.util.List;

/** How the robot is brought to a start. */
final class MoveChecks {

  private static final int LIMIT = 3_000_000;
  private static final int LONG = 10_000_000;

  /** How far a robot is moved at most, and of a joint's range. */
  private static final double MOST_WAY = 0.1;

  private static final double SHARE = 0.05;

  private MoveChecks() {}

  static List<Check> all() {
    return List.of(
        Check.moving("move-is-answered-twice", 5, MoveChecks::twice),
        Check.moving("move-that-does-not-settle-says-so", 5, MoveChecks::unsettled),
        Check.moving("move-ends-at-its-aim", 5, MoveChecks::arrives),
        Check.moving("move-needs-time-to-settle", 5, MoveChecks::time),
        Check.moving("move-can-be-aborted", 5, MoveChecks::abort),
        Check.moving("move-beyond-bounds-refused", 5, MoveChecks::bounds),
        Check.moving("move-of-wrong-values-refused", 3, MoveChecks::wrong),
        Check.still("move-needs-hold", 5, MoveChecks::needsHold));
  }

  private static int joints(Rig rig) {
    return rig.birth().robot().joints().size();
  }

  private static Request.Move move(Rig rig, double[] aim, int limit, double settle) {
    Inapplicable.when(!rig.birth().offer().ways().contains(MoveWay.SERVO), "it has no servo");
    int joints = joints(rig);
    return new Request.Move(
        MoveWay.SERVO,
        limit,
        settle,
        aim,
        new double[joints],
        new double[joints],
        new double[joints]);
  }

  // where the joints are; those without a sensor are aimed at 0
  private static double[] here(Rig rig) {
    double[] reading = rig.state().sensors();
    List<Channel> sensors = rig.birth().robot().spec().sensors();
    double[] aim = new double[joints(rig)];
    for (int i = 0; i < aim.length; i++) {
      String joint = rig.birth().robot().joints().get(i);
      for (int j = 0; j < reading.length; j++) {
        if (sensors.get(j).name().equals(joint)) {
          aim[i] = Math.min(
              Math.max(reading[j], sensors.get(j).lower()), sensors.get(j).upper());
        }
      }
    }
    return aim;
  }

  private static void twice(Rig rig) {
    rig.hold();
    Sent sent = rig.expectSent(move(rig, here(rig), LIMIT, 0.05), Code.ACCEPTED);
    Report.Ack end = sent.end(LIMIT + Probe.PATIENCE);
    Deviation.unless(
        end.code() == Code.OK,
        "a move to where the robot is, with tolerances that are not checked, ended with "
            + end.code());
    rig.awaitHold();
  }

  /** A little way along the first joint that has bounds and a servo. */
  private record Way(int joint, int sensor, double from, double to) {

    double tolerance() {
      return Math.abs(to - from) / 2;
    }
  }

  private static Way way(Rig rig) {
    List<Channel> sensors = rig.birth().robot().spec().sensors();
    for (int i = 0; i < joints(rig); i++) {
      String joint = rig.birth().robot().joints().get(i);
      for (int j = 0; j < sensors.size(); j++) {
        Channel sensor = sensors.get(j);
        double range = sensor.upper() - sensor.lower();
        if (sensor.name().equals(joint)
            && Double.isFinite(range)
            && rig.birth().robot().servo().contains(joint)) {
          double from = here(rig)[i];
          double step = Math.min(MOST_WAY, SHARE * range);
          double to = from < sensor.lower() + range / 2 ? from + step : from - step;
          return new Way(i, j, from, to);
        }
      }
    }
    throw new Inapplicable("no joint has bounds and a servo");
  }

  private static Request.Move move(Rig rig, Way way, int limit, double tolerance) {
    double[] aim = here(rig);
    aim[way.joint()] = way.to();
    Request.Move free = move(rig, aim, limit, 0.01);
    free.positionTolerance()[way.joint()] = tolerance;
    return free;
  }

  private static void unsettled(Rig rig) {
    rig.hold();
    Way way = way(rig);
    Request.Move tooFar = move(rig, way, 10_000, 1e-3 * way.tolerance());
    Report.Ack end = rig.expectSent(tooFar, Code.ACCEPTED).end(Probe.PATIENCE);
    Deviation.unless(
        end.code() == Code.UNSETTLED,
        "a move that cannot get there within 10 ms ended with " + end.code());
    rig.awaitHold();
  }

  private static void arrives(Rig rig) {
    rig.hold();
    Way way = way(rig);
    Request.Move move = move(rig, way, LONG, way.tolerance());
    Report.Ack end = rig.expectSent(move, Code.ACCEPTED).end(LONG + Probe.PATIENCE);
    Deviation.unless(end.code() == Code.OK, "a little move ended with " + end.code());
    double reached = rig.state().sensors()[way.sensor()];
    Deviation.unless(
        Math.abs(reached - way.to()) < 1.8 * way.tolerance(),
        "a move to " + way.to() + " ± " + way.tolerance() + " ended well at " + reached);
  }

  private static void time(Rig rig) {
    rig.hold();
    rig.expect(move(rig, here(rig), 50_000, 0.06), Code.VALUE);
    rig.expect(move(rig, here(rig), 0, 0), Code.VALUE);
  }

  private static void abort(Rig rig) {
    rig.hold();
    Sent sent = rig.expectSent(move(rig, here(rig), LIMIT, 2), Code.ACCEPTED);
    rig.stateWhere(s -> s.condition().activity() == Activity.MOVE, 0, Probe.PATIENCE, "MOVE");
    rig.expect(new Request.Arm(1), Code.STATE);
    rig.expect(Transition.ABORT, Code.OK);
    Report.Ack end = sent.end(Rig.STOPPING);
    Deviation.unless(end.code() == Code.ENDED, "an aborted move ended with " + end.code());
    rig.awaitHold();
  }

  private static void bounds(Rig rig) {
    rig.hold();
    double[] aim = here(rig);
    List<Channel> sensors = rig.birth().robot().spec().sensors();
    for (int i = 0; i < aim.length; i++) {
      String joint = rig.birth().robot().joints().get(i);
      Channel sensor =
          sensors.stream().filter(s -> s.name().equals(joint)).findFirst().orElse(sensors.get(0));
      if (sensor.name().equals(joint) && Double.isFinite(sensor.upper())) {
        double[] beyond = aim.clone();
        beyond[i] = sensor.upper() + 1;
        Report.Ack ack = rig.expect(move(rig, beyond, LIMIT, 0.1), Code.VALUE);
        Deviation.unless(
            ack.place() == 1 + i,
            "the aim that is out of bounds is float64 " + (1 + i)
                + " of the body, the answer's place " + ack.place());
        return;
      }
    }
    throw new Inapplicable("no joint has bounds");
  }

  private static void wrong(Rig rig) {
    rig.hold();
    double[] aim = here(rig);
    double[] more = Arrays.copyOf(aim, aim.length + 1);
    rig.expect(new Request.Move(MoveWay.SERVO, LIMIT, 0.1, more, more, more, more), Code.VALUE);
    aim[aim.length - 1] = Double.NaN;
    Report.Ack ack = rig.expect(move(rig, aim, LIMIT, 0.1), Code.VALUE);
    Deviation.unless(
        ack.place() == aim.length,
        "the bad number is float64 " + aim.length + " of the body, the place " + ack.place());
  }

  private static void needsHold(Rig rig) {
    rig.inactive();
    rig.expect(move(rig, here(rig), LIMIT, 0.1), Code.STATE);
  }
}
