package dev.trammel.hardware.remote;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.CycleListener;
import dev.trammel.controller.control.EpisodeBody;
import dev.trammel.controller.mpc.MpcController;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.hardware.mqtt.Linker;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.ProgramKind;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.RunLog;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A robot behind a broker. It runs whole episodes: linear-Gaussian controllers and policies by
 * itself, once they are uploaded; plans while new ones reach it; and all others by single actions,
 * as fast as the link honestly can. What it did comes back as its log.
 *
 * <p>Where it cannot go on it throws a {@link dev.trammel.controller.plant.PlantException} that says
 * which robot, what it was to do, why it did not, and what to do about it. Nothing is started again
 * by itself after that.
 */
public final class RemotePlant implements EpisodeBody {

  private final PlantSettings task;
  private final PlantSpec spec;
  private final RemoteSettings settings;
  private final Linker linker;
  private final Pace pace;
  private volatile @Nullable Connection connection;

  /** What there is while it is open. */
  private record Connection(
      Session session, Pace.Beat heartbeat, Uploader uploader, Piloting piloting) {}

  /**
   * A robot, not yet connected to.
   *
   * @param task the body that it must be
   */
  public RemotePlant(PlantSettings task, RemoteSettings settings, Linker linker) {
    this(task, settings, linker, Pace.ofThreads());
  }

  RemotePlant(PlantSettings task, RemoteSettings settings, Linker linker, Pace pace) {
    this.task = task;
    this.settings = settings;
    this.linker = linker;
    this.pace = pace;
    spec = task.spec();
  }

  @Override
  public PlantSpec spec() {
    return spec;
  }

  /** Connects, checks that the robot is the task's, and gets the sole right to command it. */
  @Override
  public void open() {
    if (connection != null) {
      throw new IllegalStateException("robot " + spec.name() + " is already open");
    }
    Session session = new Session(settings, linker, pace);
    try {
      session.meet();
      requireSame(session);
      session.acquire();
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
    connection = new Connection(
        session, pace.beat(session::tick), new Uploader(session), new Piloting(session));
  }

  private void requireSame(Session session) {
    List<String> differences = BirthCheck.differences(spec, session.birth());
    if (!differences.isEmpty()) {
      throw session
          .trouble()
          .of(
              "take it for " + spec.name(),
              String.join("; ", differences),
              "choose the robot's own task, or mend the one that is wrong");
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
  public boolean canRun(Controller controller) {
    return true;
  }

  @Override
  public void run(EpisodeStart start, Controller controller, int steps, CycleListener listener) {
    Connection open = connection();
    Session session = open.session();
    new Lifecycle(session).makeReady();
    Optional<Program> program =
        settings.streamed() ? Optional.empty() : program(session, controller, steps, start);
    RunLog log = program.isPresent()
        ? runProgram(open, program.get(), start)
        : pilot(open, controller, steps, start);
    Replay.tell(log, listener);
  }

  private Optional<Program> program(
      Session session, Controller controller, int steps, EpisodeStart start) {
    if (!ProgramMaker.isProgram(controller)) {
      return Optional.empty();
    }
    Program.Start begin = new StartReading(task, settings.move()).at(start);
    return new ProgramMaker(session.birth())
        .make(controller, steps, begin)
        .filter(made -> session.birth().offer().modes().contains(activity(made)));
  }

  private static Activity activity(Program program) {
    return program.rule().kind() == ProgramKind.AFFINE ? Activity.EPISODE : Activity.POLICY;
  }

  private static RunLog runProgram(Connection open, Program program, EpisodeStart start) {
    int number = open.uploader().upload(program);
    new Mover(open.session()).move(start);
    return new Runner(open.session())
        .run(new Request.Start(activity(program), number, program.steps(), 0));
  }

  private RunLog pilot(Connection open, Controller controller, int steps, EpisodeStart start) {
    Session session = open.session();
    if (controller instanceof MpcController planning && !settings.streamed()) {
      int most = session.birth().offer().most().horizonSteps();
      return pilot(
          open, Activity.HORIZON, steps, start, new HorizonPilot(planning, spec, steps, most));
    }
    return pilot(open, Activity.STREAM, steps, start, new StreamPilot(controller, task));
  }

  private static RunLog pilot(
      Connection open, Activity activity, int steps, EpisodeStart start, Pilot pilot) {
    open.piloting().requireFastEnough(activity);
    new Mover(open.session()).move(start);
    return open.piloting().run(activity, steps, pilot);
  }

  /** Brings it to a start. */
  @Override
  public void reset(EpisodeStart start) {
    Session session = connection().session();
    new Lifecycle(session).makeReady();
    new Mover(session).move(start);
  }

  /** The newest reading, if it is not too old. */
  @Override
  public boolean observe(Observation out) {
    if (connection == null) {
      return false;
    }
    Session session = connection.session();
    Optional<Hearing.Heard> heard = session
        .hearing()
        .state()
        .filter(h -> pace.micros() < session.silentUntil()
            && h.state().sensors().length == out.values.numRows);
    heard.ifPresent(h -> {
      System.arraycopy(h.state().sensors(), 0, out.values.data, 0, out.values.numRows);
      out.time = 1e-6 * h.sent();
    });
    return heard.isPresent();
  }

  /** It takes no single action beside an episode: nothing is applied. */
  @Override
  public void apply(Action action) {
    Arrays.fill(action.applied.data, 0);
  }

  @Override
  public Map<String, Double> vitals() {
    Connection open = connection;
    return open == null ? Map.of() : Vitals.of(open.session());
  }

  @Override
  public boolean truth(DMatrixRMaj out) {
    return false;
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.heartbeat().close();
      connection.session().close();
      connection = null;
    }
  }
}
