package dev.trammel.hardware.remote;

import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Silence;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Request;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Begins a motion, gives no sign of life from its middle on, and watches what the robot makes of
 * that. The robot's own counter of what it accepted tells when it heard the last one.
 */
final class FallingSilent {

  private static final String DOING = "fall silent on it";

  /** A robot that has not come to rest so long after the last sign of life has no watchdog [µs]. */
  private static final long LATEST = 8_000_000;

  private static final int ATTEMPTS = 5;
  private static final int PARTS_OF_LEASE = 4;

  private final Connection connection;
  private final Session session;
  private final Hearing hearing;
  private final PlantSettings task;
  private final long lease;
  private final long period;

  FallingSilent(Connection connection, PlantSettings task) {
    this.connection = connection;
    this.task = task;
    session = connection.session();
    hearing = session.hearing();
    lease = session.lease();
    period = session.birth().periodMicros();
  }

  /**
   * The robot is then in FAULT LEASE, and the lease is lost; or, without a watchdog, it goes on. Where
   * its motion ended before by a fault of its own, that is told.
   */
  Silence of(Motion motion) {
    Request.Start start = new MotionRun(connection, task).prepare(motion);
    Runner.Run run = new Runner(session, log -> {}).beginArmed(start);
    LastWords words = new LastWords(period, positions());
    Consumer<Hearing.Heard> watcher = words::heard;
    hearing.watch(watcher);
    try {
      passHalf(motion, run, words);
      session.unwatch();
      session.heartbeat().fallQuiet();
      if (session.isVirtual()) {
        grantTheRest(words);
      } else {
        sayTheLast(words);
      }
      awaitFault(words);
    } finally {
      hearing.forget(watcher);
      run.end();
    }
    return words.silence(lease);
  }

  private int[] positions() {
    return IntStream.range(0, task.sensors().size())
        .filter(i -> task.sensors().get(i) instanceof JointSensor joint
            && joint.quantity() == Quantity.POSITION)
        .toArray();
  }

  private void passHalf(Motion motion, Runner.Run run, LastWords words) {
    long half = motion.steps() / 2 * period;
    try {
      if (session.isVirtual()) {
        session.pass(half, DOING);
        return;
      }
      session.await(
          () -> run.isOver()
              || hearing.state().filter(h -> isHalfway(h, run, motion)).isPresent(),
          session.pace().micros() + half + Session.ANSWER);
    } catch (PlantException e) {
      if (!isOfMotion(words.fault())) {
        throw e;
      }
    }
  }

  private static boolean isOfMotion(Fault fault) {
    return fault == Fault.TUBE || fault == Fault.LIMIT;
  }

  private static boolean isHalfway(Hearing.Heard heard, Runner.Run run, Motion motion) {
    return heard.state().run() == run.number() && 2 * heard.state().step() >= motion.steps();
  }

  /** Time passes in one piece: what grants it is the last sign of life. */
  private void grantTheRest(LastWords words) {
    long now = hearing.deviceTime();
    synchronized (hearing) {
      words.isBetween(now, now);
    }
    long granted = now + lease + LATEST;
    // where an answer is late it is asked again, of a robot whose lease may have run out meanwhile
    session
        .ask(new Request.Grant(granted), DOING, words::isOver)
        .filter(answer -> answer.code() != Code.OK && answer.code() != Code.SESSION)
        .ifPresent(answer -> {
          throw session.trouble().refused(DOING, MessageType.GRANT, answer);
        });
    // what is sent before the robot has lived through it would come too late
    session.await(
        () -> hearing.deviceTime() >= granted, session.pace().micros() + Session.PATIENCE);
  }

  /**
   * What is under way may be heard later than what is sent last: so nothing is sent until all of it
   * must have come, and then a renewal that alone can raise the robot's counter.
   */
  private void sayTheLast(LastWords words) {
    long share = lease / PARTS_OF_LEASE;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      session.tell(new Request.Renew(), hearing.deviceTime() + lease);
      session.await(() -> false, session.pace().micros() + share);
      long before = words.accepted();
      long sent = hearing.deviceTime() - hearing.clockBound();
      session.tell(new Request.Renew(), hearing.deviceTime() + lease);
      if (session.await(() -> words.accepted() != before, session.pace().micros() + share)) {
        words.isAfter(sent);
        return;
      }
    }
    throw session.silent(DOING);
  }

  /**
   * Until it gave up, or goes on for so long that it will not. A robot that is heard no more is
   * neither: who knows what it does.
   */
  private void awaitFault(LastWords words) {
    long deadline = session.pace().micros() + lease + LATEST + Session.ANSWER;
    BooleanSupplier isTold = () -> words.isOver() || words.goesOn(session.session(), LATEST);
    if (!session.await(isTold, deadline)) {
      throw session
          .trouble()
          .of(
              DOING,
              "it was heard no more, and not to have stopped",
              "look at it; check the network, and ask again");
    }
    boolean isTheWatchdogs = words.fault() == Fault.NONE || words.fault() == Fault.LEASE;
    if (!isTheWatchdogs && !isOfMotion(words.fault())) {
      throw session.trouble().fault(DOING, words.fault(), 0);
    }
  }
}
