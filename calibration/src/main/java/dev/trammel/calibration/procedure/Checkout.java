package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.bench.Silence;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.linalg.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether a robot is connected as it is described, before anything else is asked of it: the declared
 * limits, the signs and places of motors and encoders by tiny pulses, then, only once these are
 * proven, the way to each bound, and what the robot does when it hears nothing any more.
 */
public final class Checkout implements Procedure {

  /** A robot's clock ticks once a period: by so many a watchdog may be late. */
  private static final double TICKS = 2;

  /** Longer than any lease, twice over [s]. */
  private static final double SILENT_MOTION = 6;

  private static final double MILLIS = 1e3;

  private static final String WATCHDOG = "watchdog";

  /** Of a lease: what is less sure of when the robot gave up says nothing of its watchdog. */
  private static final double MOST_DOUBT = 0.05;

  private final double pace;
  private final boolean isExact;
  private final boolean silence;

  /**
   * @param pace at which bounds are approached, as a share of the joint's range in a second [1/s]; a
   *     way that one motion does not take at that pace is gone faster
   * @param silence whether the watchdog is measured
   */
  public Checkout(double pace, boolean silence) {
    this(pace, false, silence);
  }

  private Checkout(double pace, boolean isExact, boolean silence) {
    this.pace = Require.inRange(pace, 1e-3, 0.5, "pace");
    this.isExact = isExact;
    this.silence = silence;
  }

  /** At just this pace; where one motion of the robot is too short for that, it is refused. */
  public static Checkout atPace(double pace, boolean silence) {
    return new Checkout(pace, true, silence);
  }

  @Override
  public String name() {
    return "checkout";
  }

  @Override
  public Findings run(BenchSession session) {
    BenchRobot robot = session.robot();
    List<Judgement> judgements = new ArrayList<>(declared(robot));
    SortedMap<String, Double> numbers = new TreeMap<>();
    Recording rest = session.listen("rest", 2);
    if (isExact) {
      LimitApproach.require(session, rest, pace);
    }
    PulseSearch pulses = new PulseSearch(session, Readings.at(rest, rest.steps()));
    Optional<Judgement> falls = stand(session, pulses);
    if (falls.isPresent()) {
      judgements.add(falls.get());
      return new Findings(Map.of(), judgements, List.of(), numbers);
    }
    CrossTalk talk = pulses.run();
    // of all joints, not of those that were asked for: motions that follow the sensors move all
    // motors
    List<Judgement> signs = talk.judgements();
    judgements.addAll(signs);
    boolean proven = signs.stream().allMatch(each -> each.verdict() == Verdict.PASS);
    double[] friction = new double[robot.joints()];
    if (proven) {
      for (int i = 0; i < friction.length; i++) {
        friction[i] = pulses.friction(i);
      }
      limits(session, friction, judgements);
    } else {
      judgements.add(Judgement.notIdentifiable(
          "limits",
          "they need motions that follow the sensors: mend what failed, then run checkout again"));
    }
    if (silence) {
      judgements.add(
          watchdog(session, proven ? swing(session, friction) : still(session, pulses), numbers));
    }
    return new Findings(Map.of(), judgements, List.of(talk.figure()), numbers);
  }

  /** Nothing if the robot stands, by itself or held. */
  private static Optional<Judgement> stand(BenchSession session, PulseSearch pulses) {
    BenchRobot robot = session.robot();
    if (robot.described().gravityCompensation().isPresent()) {
      Standing.Found found = new Standing(session).find();
      pulses.hold(found.hold());
      if (found.failure().isPresent() || !found.hold().isNone()) {
        return found.failure();
      }
    }
    return pulses.sagging().entrySet().stream()
        .findFirst()
        .map(sag -> sags(robot, sag.getKey(), sag.getValue()));
  }

  private static Judgement sags(BenchRobot robot, int joint, double way) {
    return Judgement.notIdentifiable(
        robot.joint(joint).name() + " standing",
        String.format(
            Locale.ROOT,
            "it went %.2f rad or m by itself when it was let go, so no pulse can tell its sign: %s,"
                + " then run checkout again",
            way,
            robot.described().gravityCompensation().isPresent()
                ? "what it believes of its masses is wrong; mend that, or hold it where it hangs"
                : "put it where it hangs still"));
  }

  /** What the robot enforces, against what its description allows. */
  private static List<Judgement> declared(BenchRobot robot) {
    List<Judgement> all = new ArrayList<>();
    for (int i = 0; i < robot.joints(); i++) {
      String subject = robot.joint(i).name() + " declared limits";
      EnforcedLimits.of(robot, i).map(limits -> declared(subject, limits)).ifPresent(all::add);
    }
    return all;
  }

  private static Judgement declared(String subject, EnforcedLimits limits) {
    if (limits.goTooFar()) {
      return Judgement.fail(
          subject,
          limits.text() + ": more than a tenth of its range beyond; mend its configuration, or, if"
              + " its encoder reads something else than its position, run encoder first");
    }
    return Judgement.pass(
        subject,
        limits.meetStops()
            ? limits.text() + ": far enough to meet its end stops, and not much further"
            : limits.text());
  }

  private void limits(BenchSession session, double[] friction, List<Judgement> judgements) {
    LimitApproach approach = new LimitApproach(session, friction, pace);
    for (int joint : session.joints()) {
      session.say("approaching the limits of " + session.robot().joint(joint).name());
      approach.feel(joint);
      judgements.add(approach.run(joint, true));
      judgements.add(approach.run(joint, false));
    }
  }

  private static Judgement watchdog(
      BenchSession session, Motion motion, SortedMap<String, Double> numbers) {
    session.say("falling silent while it moves");
    Silence silence = session.fallSilent(motion);
    numbers.put("watchdog_lease_seconds", silence.lease());
    String asked = "asked for " + millis(silence.lease()) + " it ";
    if (!silence.gaveUp()) {
      numbers.put("watchdog_seconds", silence.untilFault());
      return Judgement.fail(
          WATCHDOG,
          asked + "went on for " + millis(silence.untilFault()) + " at least: it has no watchdog,"
              + " and nothing else may be asked of it");
    }
    if (!silence.fault().equals(Silence.WATCHDOG)) {
      return Judgement.notIdentifiable(
          WATCHDOG,
          "its motion ended before by a fault of its own (" + silence.fault()
              + "): bring all joints well within their bounds, then run checkout again");
    }
    numbers.put("watchdog_seconds", silence.untilFault());
    double furthest = 0;
    for (double each : silence.way()) {
      furthest = Math.max(furthest, Math.abs(each));
    }
    numbers.put("stop_seconds", silence.untilRest());
    numbers.put("stop_way_most", furthest);
    String found = asked
        + String.format(
            Locale.ROOT,
            silence.cameToRest()
                ? "gave up after %s ± %s, at rest %.0f ms later and %.4f rad or m further"
                : "gave up after %s ± %s, but moved on until it was cut off %.0f ms later, %.4f rad"
                    + " or m further: keep away from it until its computer knows its masses",
            millis(silence.untilFault()),
            millis(silence.bound()),
            MILLIS * silence.untilRest(),
            furthest);
    return punctuality(session, silence, found);
  }

  private static Judgement punctuality(BenchSession session, Silence silence, String found) {
    double late = silence.untilFault() - silence.lease();
    if (silence.bound() > MOST_DOUBT * silence.lease()) {
      return Judgement.notIdentifiable(
          WATCHDOG, found + ": the link is too uneven to tell; use a cable, or a nearer broker");
    }
    return Math.abs(late) <= TICKS * session.robot().period() + silence.bound()
        ? Judgement.pass(WATCHDOG, found)
        : Judgement.fail(
            WATCHDOG,
            found + ", " + millis(Math.abs(late)) + (late > 0 ? " too late" : " too early")
                + ": nothing else may be asked of it");
  }

  private static String millis(double seconds) {
    return String.format(Locale.ROOT, "%.1f ms", MILLIS * seconds);
  }

  /** Of a robot whose signs are not proven: nothing but what keeps it standing. */
  private static Motion still(BenchSession session, PulseSearch pulses) {
    return pulses.still(
        "silence", (int) Math.ceil(SILENT_MOTION / session.robot().period()));
  }

  /** A small swing about where it stands. */
  private static Motion swing(BenchSession session, double[] friction) {
    BenchRobot robot = session.robot();
    Recording rest = session.listen("silence-rest", 2);
    SilenceSwing swing = new SilenceSwing(
        robot, session.joints().get(0), session.share(), Readings.at(rest, rest.steps()));
    double[] bounds = PulseSearch.bounds(robot, session.share());
    return new Tracking(robot.described(), bounds, friction)
        .follow(
            "silence", Optional.empty(), swing, (int) Math.ceil(SILENT_MOTION / robot.period()));
  }
}
