package dev.trammel.hardware.remote;

import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.RunLog;
import java.util.Arrays;
import java.util.Locale;

/**
 * Runs an episode whose loop is closed over the wire: each STATE of the device is answered by a
 * setpoint or a plan. Refused before anything moves where the link is too slow for that.
 */
final class Piloting {

  private static final double MICROS = 1e6;
  private static final long LEAST_DEADLINE = 100_000;
  private static final int PERIODS_OF_DEADLINE = 5;

  /** How well the device's clock must be known [µs]. */
  private static final long CLOCK_BOUND = 2_000;

  private static final int PINGS = 100;
  private static final long LONGEST_BETWEEN_PINGS = 20_000;

  /** Part of the round trips that must be within a period. */
  private static final double PART = 0.99;

  private final Session session;
  private boolean measured;

  Piloting(Session session) {
    this.session = session;
  }

  /** Refuses a rate that the link cannot hold; measures once. */
  void requireFastEnough(Activity activity) {
    String doing =
        "close the loop over the wire (" + activity.name().toLowerCase(Locale.ROOT) + ")";
    if (!session.birth().offer().modes().contains(activity)) {
      throw session
          .trouble()
          .of(
              doing,
              "it offers " + session.birth().offer().modes() + " only",
              "use a controller that it can run by itself");
    }
    requireLongEnough(doing);
    if (measured || session.isVirtual()) {
      return;
    }
    long period = session.birth().periodMicros();
    RoundTrips trips = session.pings().measure(PINGS, Math.min(period, LONGEST_BETWEEN_PINGS));
    long slowest = trips.quantile(PART);
    if (slowest > period) {
      throw session
          .trouble()
          .of(
              doing,
              "99 of 100 round trips take up to " + RoundTrips.inWords(slowest)
                  + " (measured), needed is its period, " + RoundTrips.inWords(period),
              "use a controller that it can run by itself, or a faster network");
    }
    session.pings().synchronise(CLOCK_BOUND);
    measured = true;
  }

  /** An action answers a step's reading, and must hold to the end of the next step. */
  private void requireLongEnough(String doing) {
    long least = 2L * session.birth().periodMicros();
    if (deadline() <= least) {
      throw session
          .trouble()
          .of(
              doing,
              "an action that expires " + RoundTrips.inWords(deadline())
                  + " after its reading does not hold for the two periods, "
                  + RoundTrips.inWords(least) + ", that it is needed",
              "choose a longer ?deadline=… in the address");
    }
  }

  /** Runs an episode from where the device is. */
  RunLog run(Activity activity, int steps, Pilot pilot, Runner runner) {
    int deadline = (int) deadline();
    double[] nothing = new double[session.birth().robot().spec().actionSize()];
    Report.State before = new Lifecycle(session).nextState();
    Runner.Run run = runner.begin(new Request.Start(activity, 0, steps, deadline));
    return run.log(() -> {
      Hearing.Heard first = session.hearing().state().orElseThrow();
      Request command = pilot.next(0, 0, first.state().sensors(), nothing);
      session.tell(unlike(before.requested(), command), first.sent() + deadline);
      follow(new Following(run, steps, before.requested()), pilot, deadline);
    });
  }

  /**
   * The STATE of step 0 is told from that of the waiting by what is requested: a first action that
   * is the very same is sent one unit of its last place off.
   */
  private static Request unlike(double[] before, Request command) {
    if (!(command instanceof Request.Setpoint first) || !Arrays.equals(first.action(), before)) {
      return command;
    }
    double[] action = first.action().clone();
    action[0] = action[0] == 0 ? -action[0] : Math.nextAfter(action[0], 0);
    return new Request.Setpoint(first.step(), action);
  }

  /**
   * A run and how far it is.
   *
   * @param before what was requested before it began
   */
  private record Following(Runner.Run run, int steps, double[] before) {

    /** Whether a state tells of a later step. That of the first one does once it is done. */
    boolean isAfter(Report.State state, int answered) {
      return state.run() == run.number()
          && state.step() > answered
          && (state.step() > 0 || !Arrays.equals(state.requested(), before));
    }
  }

  private void follow(Following following, Pilot pilot, int deadline) {
    int answered = -1;
    while (answered < following.steps() - 2) {
      Hearing.Heard heard = newerThan(answered, following);
      Report.State state = heard.state();
      if (following.run().isOver() || state.step() >= following.steps() - 1) {
        return;
      }
      answered = state.step();
      session.tell(
          pilot.next(answered, answered + 1, state.sensors(), state.applied()),
          heard.sent() + deadline);
    }
  }

  /** Waits for the state of a later step; virtual time passes by a period. */
  private Hearing.Heard newerThan(int answered, Following following) {
    Hearing hearing = session.hearing();
    if (session.isVirtual()) {
      session.pass(session.birth().periodMicros(), "run an episode");
    }
    session.await(
        () -> following.run().isOver()
            || hearing
                .state()
                .map(heard -> following.isAfter(heard.state(), answered))
                .orElse(false),
        session.pace().micros() + session.longestSilence() + Session.ANSWER);
    return hearing.state().orElseThrow(() -> session.silent("run an episode"));
  }

  /** For how long a command holds, counted from the reading that it answers [µs]. */
  private long deadline() {
    long usual =
        Math.max(LEAST_DEADLINE, (long) PERIODS_OF_DEADLINE * session.birth().periodMicros());
    return session.settings().deadline().map(s -> Math.round(MICROS * s)).orElse(usual);
  }
}
