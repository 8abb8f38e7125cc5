package dev.trammel.hardware.remote;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.RunEnd;
import dev.trammel.hardware.wire.RunLog;
import java.util.Optional;

/** Starts an activity, waits for its end, and gets its log. */
final class Runner {

  private static final String DOING = "run an episode";

  /** Until the first command of a stream came, and until the robot is at rest after the last [µs]. */
  private static final long BEGIN_AND_REST = 3_500_000;

  private final Session session;

  Runner(Session session) {
    this.session = session;
  }

  /** An activity under way. */
  final class Run {

    private final Request.Start start;
    private final Call call = new Call(MessageType.START);
    private final int before;
    private int number;
    private LogPieces log = new LogPieces(0);

    private Run(Request.Start start) {
      this.start = start;
      before = session.hearing().state().map(heard -> heard.state().run()).orElse(0);
    }

    private void begin() {
      session.hearing().listenFor(call);
      Optional<Report.Ack> answer = session.begin(call, start, DOING, this::isUnderWay);
      if (answer.isPresent() && answer.get().code().isRefusal()) {
        throw session.trouble().refused(DOING, MessageType.START, answer.get());
      }
      number = answer.map(ack -> (int) ack.value()).orElseGet(() -> state().run());
      log = session.hearing().listenForLog(number);
    }

    /** Of which activity this is the run. */
    int number() {
      return number;
    }

    private Report.State state() {
      return session.hearing().state().orElseThrow().state();
    }

    private boolean isUnderWay() {
      return session
          .hearing()
          .state()
          .map(heard -> heard.state().run() != before
              && heard.state().condition().activity() == start.activity())
          .orElse(false);
    }

    /** Whether the device said that it is over. */
    boolean isOver() {
      return call.end().isPresent()
          || session
              .hearing()
              .state()
              .map(heard -> heard.state().run() == number && Lifecycle.isHolding(heard.state()))
              .orElse(false);
    }

    /** Waits until it is over, while time passes or is let pass. */
    void await() {
      long length = (long) start.steps() * session.birth().periodMicros() + BEGIN_AND_REST;
      if (session.isVirtual()) {
        long until = session.hearing().deviceTime() + length;
        long steps = (long) (start.steps() + 1) * session.birth().periodMicros();
        session.pass(steps, DOING);
        while (!isOver() && session.hearing().deviceTime() < until) {
          session.pass(session.birth().periodMicros(), DOING);
        }
      }
      boolean over = session.await(
          this::isOver,
          session.pace().micros() + (session.isVirtual() ? 0 : length) + Session.ANSWER);
      if (!over) {
        throw session.silent(DOING);
      }
    }

    /** What was recorded of all its steps. */
    RunLog log() {
      try {
        RunLog whole = new Logs(session).fetch(log);
        requireWhole(whole);
        return whole;
      } finally {
        end();
      }
    }

    /** No answer counts any more. */
    void end() {
      session.hearing().forget(call);
    }

    private void requireWhole(RunLog whole) {
      if (whole.fault() != Fault.NONE) {
        throw session.trouble().fault(DOING, whole.fault(), whole.steps().size());
      }
      int p = session.birth().robot().spec().observationSize();
      int m = session.birth().robot().spec().actionSize();
      if (whole.end() != RunEnd.WHOLE || whole.steps().size() != start.steps()) {
        throw session
            .trouble()
            .of(
                DOING,
                "it ended " + whole.end() + " after " + whole.steps().size() + " of "
                    + start.steps() + " steps",
                "see what it says with trammel monitor " + session.settings().address());
      }
      if (whole.run() != number || whole.sensors() != p || whole.actuators() != m) {
        throw session
            .trouble()
            .of(
                DOING,
                "its log is of run " + whole.run() + " with " + whole.sensors() + " sensors and "
                    + whole.actuators() + " actuators, not of run " + number + " with " + p
                    + " and "
                    + m,
                "update the robot's firmware");
      }
    }
  }

  /** Runs a committed program from where the device is. */
  RunLog run(Request.Start start) {
    Run run = begin(arm(start));
    try {
      run.await();
      return run.log();
    } finally {
      run.end();
    }
  }

  private Request.Start arm(Request.Start start) {
    Report.Ack answer = session
        .ask(new Request.Arm(start.program()), "arm it", () -> false)
        .orElseThrow(() -> session.silent("arm it"));
    if (answer.code() != Code.OK) {
      throw session.trouble().refused("arm it", MessageType.ARM, answer);
    }
    return start;
  }

  /** Starts an activity that is not armed, or is. */
  Run begin(Request.Start start) {
    Run run = new Run(start);
    run.begin();
    return run;
  }
}
