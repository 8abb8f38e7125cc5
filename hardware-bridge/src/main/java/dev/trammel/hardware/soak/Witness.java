package dev.trammel.hardware.soak;

import dev.trammel.hardware.device.RobotBody;
import dev.trammel.hardware.emulated.CoreObserver;
import dev.trammel.hardware.soak.Admissions.Arrival;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Topics;
import dev.trammel.hardware.wire.Transition;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands where a device's core meets the world, sees every record that comes, every effort that is
 * given and every word that is said, and compares it with the protocol's page. It trusts nothing that
 * the device says of itself. One witness sees one boot; all of it happens in the core's thread.
 */
final class Witness implements CoreObserver {

  private final Topics topics;
  private final int boot;
  private final Diary diary;
  private final Admissions admissions;
  private final Motion motion;
  private final Orders orders = new Orders();
  private final Recollection recollection;
  private final Testimony testimony;
  private final Set<Long> sessions = new HashSet<>();
  private final Set<String> stops = new HashSet<>();
  private double[] reading;
  private double[] acting;
  private volatile long now;
  private long appliedAt;
  private long nonce;
  private boolean resetGiven;
  private boolean hasActed;
  private @Nullable Arrival pending;
  private @Nullable Code answered;

  Witness(Birth birth, Diary diary) {
    this.diary = diary;
    topics = new Topics(birth.identity().device());
    boot = birth.identity().boot();
    admissions = new Admissions(topics, birth.layout().crc());
    motion = new Motion(Shape.of(birth), diary);
    recollection = new Recollection(diary);
    testimony = new Testimony(diary, admissions, motion);
    reading = new double[birth.robot().spec().observationSize()];
    acting = reading;
  }

  /** The body to give to the device. */
  RobotBody watching(RobotBody body) {
    return new WatchedBody(body, this);
  }

  Recollection recollection() {
    return recollection;
  }

  Admissions admissions() {
    return admissions;
  }

  Motion motion() {
    return motion;
  }

  // ---- what comes ----

  @Override
  public void comes(String topic, byte[] payload, boolean retained, long nowMicros) {
    settle();
    now = nowMicros;
    lapse();
    topics.stopper(topic).ifPresent(user -> stop(user, payload.length > 0));
    Optional<Arrival> arrival = admissions.judge(topic, payload, retained, now);
    answered = null;
    pending = arrival.orElse(null);
    arrival.ifPresent(came -> diary.note("came " + came.code() + ": " + came.text()));
  }

  private void stop(String user, boolean stands) {
    diary.note((stands ? "stop of " : "stop taken back by ") + user);
    if (stands) {
      stops.add(user);
      motion.mustStop(Rule.RESUMED, now);
    } else {
      stops.remove(user);
    }
  }

  @Override
  public void ticks(long nowMicros) {
    settle();
    now = nowMicros;
    motion.ticks(now);
    lapse();
    if (motion.activity() == Activity.STREAM && orders.allExpired(now)) {
      motion.mustRest(Rule.COMMAND);
    }
  }

  @Override
  public void halts(long nowMicros) {
    settle();
    motion.mustStop(Rule.RESUMED, nowMicros);
  }

  private void lapse() {
    long end = admissions.end();
    if (admissions.lapse(now)) {
      diary.note("the lease has run out");
      motion.mustStop(Rule.SILENCE, end);
    }
  }

  /** Counts what became of the last record that came. */
  private void settle() {
    Arrival came = pending;
    if (came == null) {
      return;
    }
    pending = null;
    if (came.code() == Code.OK) {
      admissions.count(answered == null ? Code.OK : answered);
      if (answered == null || !answered.isRefusal()) {
        take(came);
      }
      return;
    }
    admissions.count(came.code());
    Code due = came.code() == Code.MALFORMED ? null : came.code();
    if (answered != due) {
      diary.breach(
          Rule.ADMISSION,
          "answered with " + answered + ", not " + came.code() + ": " + came.text());
    }
  }

  private void take(Arrival came) {
    if (came.request() instanceof Request.Setpoint setpoint) {
      orders.take(setpoint, came.expiry(), now);
    } else if (came.request() instanceof Request.Horizon horizon) {
      orders.take(horizon);
    }
  }

  // ---- what is said ----

  @Override
  public void goes(String topic, byte[] payload) {
    if (!(Frame.open(payload) instanceof Frame.Opening.Opened opened)) {
      return;
    }
    Report report = opened.frame().report().orThrow(r -> new IllegalStateException(r.toString()));
    if (report instanceof Report.Ack ack) {
      topics.address(topic).ifPresent(to -> answers(to.user(), ack));
    } else if (report instanceof Report.State state) {
      settle();
      state(state);
    } else if (report instanceof Report.Log piece) {
      recollection.says(piece);
    }
  }

  private void answers(String user, Report.Ack ack) {
    diary.note("answer to " + user + ": " + ack.code() + " to type " + ack.requestType() + " "
        + ack.request());
    Arrival came = pending;
    if (came != null && answered == null && isAnswered(came, user, ack)) {
      answered = ack.code();
      if (!ack.code().isRefusal()) {
        agrees(came, ack);
      }
    } else if (motion.isOf(user, ack.request())) {
      motion.done();
    }
  }

  private static boolean isAnswered(Arrival came, String user, Report.Ack ack) {
    return came.user().equals(user)
        && came.type() == ack.requestType()
        && came.sequence() == ack.request();
  }

  /** The device says that it does what was asked. */
  private void agrees(Arrival came, Report.Ack ack) {
    Request request = came.request();
    if (request == null) {
      return;
    }
    if (request instanceof Request.Lease asked) {
      lease(came, asked, ack.value());
    } else if (request instanceof Request.Release) {
      admissions.release();
      motion.mustStop(Rule.SILENCE, now);
    } else if (request instanceof Request.Lifecycle wanted) {
      lifecycle(wanted.transition());
    } else if (request instanceof Request.Move) {
      motion.begun(Activity.MOVE, came.user(), came.sequence(), 0);
    } else if (request instanceof Request.Start start) {
      orders.clear();
      hasActed = false;
      motion.begun(start.activity(), came.user(), came.sequence(), start.steps());
    }
  }

  private void lease(Arrival came, Request.Lease asked, long granted) {
    boolean isRight = asked.boot() == boot
        && (sessions.isEmpty() || Long.compareUnsigned(asked.nonce(), nonce) > 0);
    if (!isRight) {
      diary.breach(Rule.ADMISSION, "a lease was granted to a copy, or for another boot");
    }
    if (admissions.session() != 0) {
      diary.breach(
          Rule.LEASE,
          "a lease was granted to " + came.user() + " while " + admissions.user() + " holds one");
    }
    if (granted >>> Integer.SIZE != Integer.toUnsignedLong(boot) || !sessions.add(granted)) {
      diary.breach(Rule.LEASE, "session " + Long.toHexString(granted) + " came twice");
    }
    nonce = asked.nonce();
    admissions.grant(came.user(), granted, asked, now);
  }

  private void lifecycle(Transition transition) {
    switch (transition) {
      case ACTIVATE -> {
        if (!stops.isEmpty()) {
          diary.breach(Rule.RESUMED, "activated under a stop of " + stops);
        }
        motion.activated();
      }
      case DEACTIVATE -> motion.mustStop(Rule.REST, now);
      case ABORT -> motion.mustRest(Rule.REST);
      case RESET -> resetGiven = true;
      case CONFIGURE, CLEANUP -> {}
    }
  }

  private void state(Report.State state) {
    testimony.hear(state, resetGiven, now);
    resetGiven = false;
    Activity activity = state.condition().activity();
    boolean isCommanded = activity == Activity.STREAM
        ? orders.says(state.requested(), appliedAt)
        : orders.says(state.requested(), state.step(), acting);
    // before its first effort a run says what was requested last before it
    if ((activity == Activity.STREAM || activity == Activity.HORIZON)
        && hasActed
        && !isCommanded
        && !testimony.isSafe(state.requested(), acting)) {
      diary.breach(
          Rule.COMMAND,
          "nothing that holds says what it does in " + activity + ", step " + state.step());
    }
    if (state.stopped() == stops.isEmpty()) {
      diary.breach(Rule.COUNTERS, "STATE says stopped " + state.stopped() + ", stops " + stops);
    }
  }

  // ---- what is done ----

  void read(double[] sensors) {
    reading = sensors.clone();
  }

  void applied(double[] efforts) {
    acting = reading;
    appliedAt = now;
    hasActed = true;
    motion.applied(efforts, reading);
    recollection.did(now, reading, efforts);
  }

  void cutOff() {
    motion.cutOff();
  }

  /** The device's clock as it was last seen [µs]. */
  long micros() {
    return now;
  }

  /** How many sessions there were in this boot. */
  int leases() {
    return sessions.size();
  }
}
