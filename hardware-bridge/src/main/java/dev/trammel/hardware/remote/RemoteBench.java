package dev.trammel.hardware.remote;

import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.LinkMeasurement;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.bench.Silence;
import dev.trammel.controller.bench.StartBy;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.hardware.mqtt.Linker;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.MoveWay;
import dev.trammel.hardware.wire.Report;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A robot behind a broker, on a bench. It goes through motions by itself, once they are uploaded, and
 * stops where one goes astray; what it recorded comes back as its log. It is brought to the start of
 * a motion by its own servo, unless the address says otherwise.
 */
public final class RemoteBench implements BenchBody {

  /** Faults that a motion may bring about, and that its robot may be led out of. */
  private static final Set<Fault> OF_MOTIONS = EnumSet.of(Fault.TUBE, Fault.LIMIT);

  /** What a robot does while it goes through a motion itself. */
  private static final Set<Activity> RUNNING =
      EnumSet.complementOf(EnumSet.of(Activity.NONE, Activity.HOLD, Activity.MOVE));

  private static final double MICRO = 1e-6;

  private final PlantSettings task;
  private final PlantSpec spec;
  private final RemoteSettings settings;
  private final Linker linker;
  private final Pace pace;
  private volatile ReadingListener listener = (seconds, reading, applied) -> {};
  private volatile @Nullable Connection connection;

  /** The last run that the robot had begun before it was opened here. */
  private int runBefore;

  /** Whether the robot is in the fault that {@link #fallSilent} leads to. */
  private boolean isSilent;

  /** Whether a motion is asked for, which may not have begun yet. */
  private volatile boolean isInMotion;

  /**
   * A robot, not yet connected to.
   *
   * @param task the body that it must be
   */
  public RemoteBench(PlantSettings task, RemoteSettings settings, Linker linker) {
    this(task, settings, linker, Pace.ofThreads());
  }

  RemoteBench(PlantSettings task, RemoteSettings settings, Linker linker, Pace pace) {
    this.task = task;
    this.settings = settings.onBench();
    this.linker = linker;
    this.pace = pace;
    spec = task.spec();
  }

  /** What the robot at an address says of itself; it is not taken hold of. */
  public static Nameplate nameplate(RemoteSettings settings, Linker linker) {
    return nameplate(settings, linker, Pace.ofThreads());
  }

  static Nameplate nameplate(RemoteSettings settings, Linker linker, Pace pace) {
    try (Session session = new Session(settings, linker, pace)) {
      session.meet();
      return Nameplates.of(session.birth());
    }
  }

  @Override
  public Nameplate nameplate() {
    return Nameplates.of(connection().birth());
  }

  @Override
  public PlantSpec spec() {
    return spec;
  }

  @Override
  public void open() {
    if (connection != null) {
      throw new IllegalStateException("robot " + spec.name() + " is already open");
    }
    Connection opened = Connection.open(task, settings, linker, pace);
    opened.session().hearing().watch(this::tell);
    runBefore = new Lifecycle(opened.session()).state().run();
    connection = opened;
  }

  private void tell(Hearing.Heard heard) {
    double[] reading = heard.state().sensors();
    if (reading.length == spec.observationSize()) {
      double[] applied = heard.state().applied();
      if (isInMotion && !RUNNING.contains(heard.state().condition().activity())) {
        listener.approach(MICRO * heard.sent(), reading, applied);
      } else {
        listener.read(MICRO * heard.sent(), reading, applied);
      }
    }
  }

  private Connection connection() {
    Connection open = connection;
    if (open == null) {
      throw new IllegalStateException("robot " + spec.name() + " is not open");
    }
    return open;
  }

  @Override
  public StartBy startsBy() {
    if (!settings.move().way().equals(Optional.of(MoveWay.PLACE))) {
      return StartBy.SERVO;
    }
    Mover mover = new Mover(connection().session());
    if (mover.isUnchecked()) {
      return StartBy.UNCHECKED_HANDS;
    }
    return nameplate().emulated() ? StartBy.PLACEMENT : StartBy.HANDS;
  }

  @Override
  public Recording perform(Motion motion) {
    return inMotion(() -> new MotionRun(connection(), task).run(motion));
  }

  private <T> T inMotion(Supplier<T> motion) {
    isInMotion = true;
    try {
      return connection().using(motion);
    } finally {
      isInMotion = false;
    }
  }

  @Override
  public Recording listen(int readings) {
    return connection().using(() -> {
      new Lifecycle(connection().session()).makeInactive();
      return new Listening(connection().session()).listen(readings);
    });
  }

  @Override
  public LinkMeasurement measureLink(int pings) {
    return connection().session().pings().measureLink(pings);
  }

  @Override
  public Silence fallSilent(Motion motion) {
    Silence silence = inMotion(() -> new FallingSilent(connection(), task).of(motion));
    if (silence.gaveUp()) {
      isSilent = true;
    } else {
      connection().session().heartbeat().speak();
      new Lifecycle(connection().session()).makeInactive();
    }
    return silence;
  }

  @Override
  public void leaveFault() {
    Session session = connection().session();
    if (isSilent) {
      session.acquire();
      session.heartbeat().speak();
      isSilent = false;
      new Lifecycle(session).leaveFault();
    } else {
      new Lifecycle(session).leaveFault(state -> isOfMotion(session, state));
    }
  }

  /** Whether something that was begun here led to it: a fault that was there before is not ours. */
  private boolean isOfMotion(Session session, Report.State state) {
    return OF_MOTIONS.contains(state.condition().fault())
        && state.session() == session.session()
        && state.run() != runBefore;
  }

  @Override
  public void watch(ReadingListener given) {
    listener = given;
  }

  @Override
  public void interrupt() {
    Connection open = connection;
    if (open != null) {
      open.interrupt();
    }
  }

  @Override
  public void reset(EpisodeStart start) {
    connection().using(() -> {
      Session session = connection().session();
      new Lifecycle(session).makeReady();
      new Mover(session).move(start);
      return start;
    });
  }

  @Override
  public boolean observe(Observation out) {
    Connection open = connection;
    return open != null && open.observe(out);
  }

  /** It takes no single action: nothing is applied. */
  @Override
  public void apply(Action action) {
    Arrays.fill(action.applied.data, 0);
  }

  @Override
  public Map<String, Double> vitals() {
    Connection open = connection;
    return open == null ? Map.of() : open.vitals();
  }

  @Override
  public List<String> remarks() {
    Connection open = connection;
    return open == null ? List.of() : open.remarks();
  }

  @Override
  public boolean truth(DMatrixRMaj out) {
    return false;
  }

  @Override
  public void close() {
    Connection open = connection;
    if (open != null) {
      connection = null;
      open.close();
    }
  }
}
