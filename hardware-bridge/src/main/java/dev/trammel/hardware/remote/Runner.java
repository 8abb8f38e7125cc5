package dev.trammel.hardware.remote;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Decoded;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.RunEnd;
import dev.trammel.hardware.wire.RunLog;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts an activity, waits for its end, and gets its log. */
final class Runner {

  /** Until the first command of a stream came, and until the robot is at rest after the last [µs]. */
  private static final long BEGIN_AND_REST = 3_500_000;

  /** After a fault the log comes when the robot is at rest, 2 s later at most [µs]. */
  private static final long REST_AND_SEND = 3_000_000;

  private final Session session;
  private final String doing;
  private final Consumer<RunLog> brokenOff;

  /**
   * @param brokenOff is told what a run recorded that ended before its time
   */
  Runner(Session session, Consumer<RunLog> brokenOff) {
    this.session = session;
    doing = session.trouble().running();
    this.brokenOff = brokenOff;
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
      Optional<Report.Ack> answer = session.begin(call, start, doing, this::isUnderWay);
      if (answer.isPresent() && answer.get().code().isRefusal()) {
        throw new Lifecycle(session).refused(doing, MessageType.START, answer.get());
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
    private void await() {
      long length = (long) start.steps() * session.birth().periodMicros() + BEGIN_AND_REST;
      if (session.isVirtual()) {
        long until = session.hearing().deviceTime() + length;
        long steps = (long) (start.steps() + 1) * session.birth().periodMicros();
        session.pass(steps, doing);
        while (!isOver() && session.hearing().deviceTime() < until) {
          session.pass(session.birth().periodMicros(), doing);
        }
      }
      boolean over = session.await(
          this::isOver,
          session.pace().micros() + (session.isVirtual() ? 0 : length) + Session.ANSWER);
      if (!over) {
        throw session.silent(doing);
      }
    }

    /** What was recorded of all its steps, once it is over. */
    RunLog log(Runnable meanwhile) {
      try {
        meanwhile.run();
        await();
        RunLog whole = new Logs(session).fetch(log);
        requireWhole(whole);
        return whole;
      } catch (PlantException e) {
        try {
          salvage();
        } catch (RuntimeException another) {
          e.addSuppressed(another);
        }
        throw e;
      } finally {
        end();
      }
    }

    /** What a robot in fault still sends of it. */
    private void salvage() {
      if (state().condition().fault() == Fault.NONE) {
        return;
      }
      Hearing hearing = session.hearing();
      hearing.await(log::isWhole, session.pace().micros() + REST_AND_SEND);
      byte[] came;
      synchronized (hearing) {
        came = log.isWhole() ? log.whole() : new byte[0];
      }
      if (RunLog.decode(came) instanceof Decoded.Valid<RunLog> part && isOfThis(part.value())) {
        brokenOff.accept(part.value());
      }
    }

    private boolean isOfThis(RunLog found) {
      PlantSpec spec = session.birth().robot().spec();
      return found.run() == number
          && found.sensors() == spec.observationSize()
          && found.actuators() == spec.actionSize();
    }

    /** Its log, whatever it came to; it must be over. */
    RunLog fetch() {
      RunLog found = new Logs(session).fetch(log);
      if (!isOfThis(found)) {
        throw session.trouble().of(doing, "its log is of another run", "run it again");
      }
      return found;
    }

    /** No answer counts any more. */
    void end() {
      session.hearing().forget(call);
    }

    private void requireWhole(RunLog whole) {
      if (whole.fault() != Fault.NONE) {
        throw session.trouble().fault(doing, whole.fault(), whole.steps().size());
      }
      if (whole.end() != RunEnd.WHOLE || whole.steps().size() != start.steps()) {
        throw session
            .trouble()
            .of(
                doing,
                "it ended " + whole.end() + " after " + whole.steps().size() + " of "
                    + start.steps() + " steps",
                "see what it says with trammel monitor " + session.settings().address());
      }
      if (!isOfThis(whole)) {
        PlantSpec spec = session.birth().robot().spec();
        throw session
            .trouble()
            .of(
                doing,
                "its log is of run " + whole.run() + " with " + whole.sensors() + " sensors and "
                    + whole.actuators() + " actuators, not of run " + number + " with "
                    + spec.observationSize() + " and " + spec.actionSize(),
                "update the robot's firmware");
      }
    }
  }

  /** Runs a committed program from where the device is. */
  RunLog run(Request.Start start) {
    return begin(arm(start)).log(() -> {});
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

  /** Begins a committed program from where the device is, and leaves it to itself. */
  Run beginArmed(Request.Start start) {
    return begin(arm(start));
  }

  /** Starts an activity that is not armed, or is. */
  Run begin(Request.Start start) {
    Run run = new Run(start);
    run.begin();
    return run;
  }
}
