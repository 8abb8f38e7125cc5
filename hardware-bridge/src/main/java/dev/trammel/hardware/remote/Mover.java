package dev.trammel.hardware.remote;

import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.MoveWay;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Brings a device to the start of an episode. */
final class Mover {

  private static final String DOING = "bring it to the start";
  private static final double MICROS = 1e6;
  private static final double WITHIN = 0.05;
  private static final double SETTLE = 0.3;

  /** For hands to go: a robot that stands where they put it may move at once after that [s]. */
  private static final double HANDS_LEAVE = 10;

  private static final int ATTEMPTS = 2;

  private final Session session;
  private final RemoteSettings.Move settings;

  Mover(Session session) {
    this.session = session;
    settings = session.settings().move();
  }

  /**
   * Moves it, and waits until it has settled; it must hold. How a move ended is only said once: if
   * that is lost it is moved again, which is no way by then.
   */
  void move(EpisodeStart start) {
    if (!start.objects().isEmpty()) {
      throw session
          .trouble()
          .of(
              DOING,
              "it cannot place " + start.objects().get(0).object(),
              "take conditions in which all objects stand where the task has them");
    }
    Request.Move request = request(start);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Report.Ack> end = move(request);
      if (end.isPresent()) {
        if (end.get().code() != Code.OK) {
          throw new Lifecycle(session).refused(DOING, MessageType.MOVE, end.get());
        }
        return;
      }
    }
    throw session.silent(DOING);
  }

  private Optional<Report.Ack> move(Request.Move request) {
    Call call = new Call(MessageType.MOVE);
    int before = session.hearing().state().map(heard -> heard.state().run()).orElse(0);
    session.hearing().listenFor(call);
    try {
      Optional<Report.Ack> begun = session.begin(call, request, DOING, () -> isBegunAfter(before));
      IntPredicate isThis =
          begun.isPresent() ? run -> run == (int) begun.get().value() : run -> run != before;
      BooleanSupplier over = () -> call.end().isPresent() || isSeen(isThis, Lifecycle::isHolding);
      if (session.isVirtual()) {
        long until = session.hearing().deviceTime() + request.limitMicros() + Session.ANSWER;
        while (!over.getAsBoolean() && session.hearing().deviceTime() < until) {
          session.pass(session.birth().periodMicros(), DOING);
        }
      }
      session.await(
          over,
          session.pace().micros()
              + (session.isVirtual() ? 0 : request.limitMicros())
              + Session.ANSWER);
      session.await(() -> call.end().isPresent(), session.pace().micros() + Session.ANSWER);
      return call.end();
    } finally {
      session.hearing().forget(call);
    }
  }

  /** Whether it was heard and its answer lost: a move is a run too, under way or over. */
  private boolean isBegunAfter(int before) {
    return isSeen(
        run -> run != before,
        state -> state.condition().activity() == Activity.MOVE || Lifecycle.isHolding(state));
  }

  private boolean isSeen(IntPredicate run, Predicate<Report.State> so) {
    return session
        .hearing()
        .state()
        .map(Hearing.Heard::state)
        .filter(state -> run.test(state.run()) && so.test(state))
        .isPresent();
  }

  Request.Move request(EpisodeStart start) {
    int joints = session.birth().robot().joints().size();
    if (start.positions().length != joints) {
      throw session
          .trouble()
          .of(
              DOING,
              "it has the joints " + session.birth().robot().joints() + ", the task "
                  + start.positions().length,
              "check that the task is the robot's");
    }
    MoveWay way = way();
    // a servo ends at rest
    double[] velocities = way == MoveWay.PLACE ? start.velocities() : new double[joints];
    return new Request.Move(
        way,
        (int) Math.round(MICROS * settings.limit()),
        settle(),
        start.positions(),
        velocities,
        all(within(), joints),
        all(rate(), joints));
  }

  private double settle() {
    if (isPutAtOnce()) {
      return settings.settle().orElse(0.0);
    }
    boolean isByHands = way() == MoveWay.PLACE && (settings.isOnBench() || within() == 0);
    return settings.settle().orElse(isByHands ? HANDS_LEAVE : SETTLE);
  }

  /** Whether hands put it there and nothing says that it is there. */
  boolean isUnchecked() {
    return way() == MoveWay.PLACE && !isPutAtOnce() && within() == 0;
  }

  /**
   * Tolerance of positions [m or rad]; 0 is not checked. On a bench that is so where an emulated robot
   * is placed, whatever its encoders read: it is there. Hands are not there at once: until a robot
   * reads its place, or somebody asked for no check, nothing else says that they have come.
   */
  double within() {
    return settings.within().orElse(settings.isOnBench() && isPutAtOnce() ? 0 : WITHIN);
  }

  /** Tolerance of velocities [m/s or rad/s]; 0 is not checked. */
  double rate() {
    return settings.rate();
  }

  private boolean isPutAtOnce() {
    return way() == MoveWay.PLACE && session.birth().identity().emulated();
  }

  private static double[] all(double value, int count) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  /** What was asked for; else placed where nothing of matter moves; else by servo where it can. */
  MoveWay way() {
    Birth birth = session.birth();
    Set<MoveWay> ways = birth.offer().ways();
    MoveWay usual = birth.identity().emulated() || !ways.contains(MoveWay.SERVO)
        ? MoveWay.PLACE
        : MoveWay.SERVO;
    MoveWay way = settings.way().orElse(ways.contains(usual) ? usual : MoveWay.SERVO);
    if (!ways.contains(way)) {
      throw session
          .trouble()
          .of(
              DOING,
              "it offers " + ways + " only",
              "choose another way with ?reset=… in the address");
    }
    return way;
  }
}
