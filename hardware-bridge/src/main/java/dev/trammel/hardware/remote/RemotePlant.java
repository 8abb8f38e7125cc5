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
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Message;
import dev.trammel.hardware.wire.Program;
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

  /** Calls after which the code of a stream is compiled. */
  private static final int REHEARSALS = 2_000;

  private final PlantSettings task;
  private final PlantSpec spec;
  private final RemoteSettings settings;
  private final Linker linker;
  private final Pace pace;
  private volatile @Nullable Open open;

  /** What there is while it is open. */
  private record Open(Connection connection, Piloting piloting) {

    Session session() {
      return connection.session();
    }
  }

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

  /**
   * Connects, checks that the robot is the task's, gets the sole right to command it, and has it read
   * its sensors.
   */
  @Override
  public void open() {
    if (open != null) {
      throw new IllegalStateException("robot " + spec.name() + " is already open");
    }
    Connection connection = Connection.open(task, settings, linker, pace);
    open = new Open(connection, new Piloting(connection.session()));
  }

  /**
   * Ends what it is about to do, from any thread, as the end of the process does: who waits for the
   * robot gets an exception, a robot that is not used is deactivated, and {@link #close} brings the
   * robot to rest and gives it back.
   */
  public void interrupt() {
    Open now = open;
    if (now != null) {
      now.connection().interrupt();
    }
  }

  private Open opened() {
    Open now = open;
    if (now == null) {
      throw new IllegalStateException("robot " + spec.name() + " is not open");
    }
    return now;
  }

  @Override
  public boolean canRun(Controller controller) {
    return true;
  }

  @Override
  public void rehearse(Controller controller, int steps) {
    boolean uploads = !settings.streamed() && ProgramMaker.isProgram(controller);
    if (uploads || controller instanceof MpcController) {
      // the robot computes by itself, or the time goes into plans, which the loop itself rehearses
      return;
    }
    Pilot pilot = new StreamPilot(controller, task);
    double[] reading = new double[spec.observationSize()];
    double[] applied = new double[spec.actionSize()];
    Header header = new Header(0, 0, 0, 0, 0);
    for (int i = 0; i < REHEARSALS; i++) {
      int step = i % steps;
      new Message(header, pilot.next(step, step + 1, reading, applied)).encode();
    }
  }

  @Override
  public void run(EpisodeStart start, Controller controller, int steps, CycleListener listener) {
    Open now = opened();
    Runner runner = new Runner(now.session(), log -> Replay.tell(log, listener));
    now.connection().using(() -> {
      RunLog log = run(now, runner, start, controller, steps);
      Replay.tell(log, listener);
      return log;
    });
  }

  private RunLog run(
      Open now, Runner runner, EpisodeStart start, Controller controller, int steps) {
    Session session = now.session();
    new Lifecycle(session).makeReady();
    Optional<Program> program =
        settings.streamed() ? Optional.empty() : program(session, controller, steps, start);
    return program.isPresent()
        ? runProgram(now, runner, program.get(), start)
        : pilot(now, runner, pilot(session, controller, steps), steps, start);
  }

  private Optional<Program> program(
      Session session, Controller controller, int steps, EpisodeStart start) {
    if (!ProgramMaker.isProgram(controller)) {
      return Optional.empty();
    }
    Program.Start begin = new StartReading(task, new Mover(session)).at(start);
    return new ProgramMaker(session.birth(), settings.tubed())
        .make(controller, steps, begin)
        .filter(made -> session.birth().offer().modes().contains(activity(made)));
  }

  private static Activity activity(Program program) {
    return program.rule().kind().activity();
  }

  private static RunLog runProgram(Open now, Runner runner, Program program, EpisodeStart start) {
    int number = now.connection().uploader().upload(program);
    new Mover(now.session()).move(start);
    return runner.run(new Request.Start(activity(program), number, program.steps(), 0));
  }

  private Pilot pilot(Session session, Controller controller, int steps) {
    if (controller instanceof MpcController planning && !settings.streamed()) {
      int most = session.birth().offer().most().horizonSteps();
      return new HorizonPilot(planning, spec, steps, most);
    }
    return new StreamPilot(controller, task);
  }

  private static RunLog pilot(Open now, Runner runner, Pilot pilot, int steps, EpisodeStart start) {
    Activity activity = pilot instanceof HorizonPilot ? Activity.HORIZON : Activity.STREAM;
    now.piloting().requireFastEnough(activity);
    new Mover(now.session()).move(start);
    return now.piloting().run(activity, steps, pilot, runner);
  }

  /** Brings it to a start. */
  @Override
  public void reset(EpisodeStart start) {
    Open now = opened();
    now.connection().using(() -> {
      new Lifecycle(now.session()).makeReady();
      new Mover(now.session()).move(start);
      return start;
    });
  }

  /** The newest reading, if it is not too old. */
  @Override
  public boolean observe(Observation out) {
    Open now = open;
    return now != null && now.connection().observe(out);
  }

  /** It takes no single action beside an episode: nothing is applied. */
  @Override
  public void apply(Action action) {
    Arrays.fill(action.applied.data, 0);
  }

  @Override
  public Map<String, Double> vitals() {
    Open now = open;
    return now == null ? Map.of() : now.connection().vitals();
  }

  @Override
  public List<String> remarks() {
    Open now = open;
    return now == null ? List.of() : now.connection().remarks();
  }

  @Override
  public boolean truth(DMatrixRMaj out) {
    return false;
  }

  @Override
  public void close() {
    Open now = open;
    if (now != null) {
      open = null;
      now.connection().close();
    }
  }
}
