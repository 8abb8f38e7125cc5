package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.SensorErrors;

/** What came of sending a joint towards a declared bound. */
final class Approached {

  /** What robots say that stop for a sensor beyond its bounds. */
  private static final String BOUND = "LIMIT";

  /** A joint follows to within this part of its range. */
  private static final double FOLLOWED = 0.01;

  /** Part of the effort allowed that is all of it. */
  private static final double SPENT = 0.93;

  /** Within this part of the range it is near to where it got no further. */
  private static final double NEAR = 0.005;

  /**
   * Before it stood: there its speeds are compared [s]. A weight that stops a joint does so in a part
   * of a pendulum's period, whatever the pace.
   */
  private static final double WELL_BEFORE = 0.5;

  private static final double BEFORE = 0.3;
  private static final double AT_LAST = 0.1;

  /** Of the speed before: slower at the last than this, it slowed down. */
  private static final double SUDDEN = 0.75;

  /** Part of the range, counts and deviations that a joint moves which does not stand. */
  private static final double RESOLUTION = 2e-4;

  private static final double COUNTS = 3;
  private static final double DEVIATIONS = 4;
  private static final int DIGITS = 4;

  private final BenchSession session;
  private final Way way;
  private final Recording recording;
  private final double most;

  /**
   * Where a joint was sent.
   *
   * @param subject of judgements
   * @param isUp which way
   * @param aim how far it was to go [rad or m]
   * @param limit bound that is declared, or an earlier one at which the robot itself stops [rad or m]
   * @param margin of the range that is left to the bound [rad or m]
   */
  record Way(String subject, int joint, boolean isUp, double aim, double limit, double margin) {

    double side() {
      return isUp ? 1 : -1;
    }

    /** Whether its effort takes it to where it can tell of the bound. */
    boolean endsAtBound() {
      return Math.abs(aim - limit) < 2 * margin;
    }
  }

  Approached(BenchSession session, Way way, Recording recording) {
    this.session = session;
    this.way = way;
    this.recording = recording;
    double furthest = Double.NEGATIVE_INFINITY;
    for (int t = 0; t <= recording.steps(); t++) {
      furthest = Math.max(furthest, at(t));
    }
    most = furthest;
  }

  /** Where it was, counted the way that it went. */
  private double at(int t) {
    int sensor = session.robot().described().layout().position(way.joint());
    return way.side() * recording.reading(t, sensor);
  }

  private double range() {
    return session.robot().joint(way.joint()).upper()
        - session.robot().joint(way.joint()).lower();
  }

  private double declared() {
    Joint joint = session.robot().joint(way.joint());
    return way.isUp() ? joint.upper() : joint.lower();
  }

  /** By how much it came less far than it was to go [rad or m]. */
  double behind() {
    return way.side() * way.aim() - most;
  }

  boolean came() {
    return behind() < FOLLOWED * range();
  }

  /** Whether the robot did not break it off. */
  boolean isWhole() {
    return recording.isWhole();
  }

  /** @param stood whether it got no further though it was pushed harder */
  Judgement judge(boolean stood) {
    String subject = way.subject();
    String furthest = number(way.side() * most);
    if (came()) {
      return way.endsAtBound()
          ? Judgement.pass(
              subject,
              "free up to " + furthest + ", declared is " + number(declared())
                  + (way.limit() == declared()
                      ? "; the rest was left out, since robots slow down before a bound"
                      : "; the rest was left out, since the robot itself goes no further than "
                          + number(way.limit())))
          : Judgement.notIdentifiable(
              subject,
              "free up to " + furthest + "; the effort of --share " + session.share()
                  + " holds it no further towards " + number(declared()));
    }
    if (recording.end().contains(BOUND)) {
      return Judgement.notIdentifiable(
          subject,
          "the robot stopped it at " + furthest + " for being beyond a bound: bring all joints well"
              + " within theirs, then run checkout again");
    }
    String tooShort = "it came to " + furthest + " of " + number(way.aim()) + " only, ";
    if (isSpent()) {
      return Judgement.notIdentifiable(
          subject,
          tooShort + "where its effort was spent: a greater --share might take it further");
    }
    return stood || !recording.isWhole()
        ? Judgement.fail(
            subject,
            "it stopped at " + furthest + ", declared is " + number(declared())
                + ": look for what is in the way, or declare what is true; an encoder that reads less"
                + " than its joint goes looks like that too, which encoder tells")
        : Judgement.notIdentifiable(
            subject,
            tooShort + "since it lags behind what it is to follow: a slower --pace might take it"
                + " further");
  }

  /**
   * Whether it had given all its effort when it came to where it got no further, and had slowed down
   * before. At an end stop effort grows only once a joint stands; and one that was heavy before it met
   * a stop came there with the speed that it had.
   */
  private boolean isSpent() {
    int near = Math.min(first(NEAR * range()), recording.steps() - 1);
    int actuator = session.robot().actuator(way.joint());
    double bound = PulseSearch.bounds(session.robot(), session.share())[actuator];
    if (near < 0 || Math.abs(recording.applied(near, actuator)) <= SPENT * bound) {
      return false;
    }
    int stood = first(resolution());
    double before = speed(stood - steps(WELL_BEFORE), stood - steps(BEFORE));
    double last = speed(stood - steps(AT_LAST), stood);
    return last < SUDDEN * before;
  }

  /** When it was first so near to where it got no further. */
  private int first(double near) {
    int t = 0;
    while (t < recording.steps() && most - at(t) > near) {
      t++;
    }
    return t;
  }

  private int steps(double seconds) {
    return (int) Math.ceil(seconds / session.robot().period());
  }

  private double speed(int from, int to) {
    int begin = Math.max(0, from);
    return (at(Math.max(0, to)) - at(begin)) / Math.max(1, to - begin);
  }

  /** What its sensor tells apart for sure [rad or m]. */
  private double resolution() {
    var described = session.robot().described();
    SensorErrors errors =
        described.sensors().get(described.layout().position(way.joint())).errors();
    return Math.max(RESOLUTION * range(), COUNTS * errors.quantum() + DEVIATIONS * errors.noise());
  }

  private static String number(double value) {
    return Numbers.significant(value, DIGITS);
  }
}
