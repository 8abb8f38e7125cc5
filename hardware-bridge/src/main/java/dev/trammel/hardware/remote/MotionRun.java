package dev.trammel.hardware.remote;

import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.RunEnd;
import dev.trammel.hardware.wire.RunLog;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** One motion: uploaded, begun where it begins, gone through by the robot, and its log. */
final class MotionRun {

  private static final double MICRO = 1e-6;

  /** Minor version from which on programs have bounds. */
  private static final int BOUNDING = 1;

  private final Connection connection;
  private final Session session;
  private final PlantSettings task;

  MotionRun(Connection connection, PlantSettings task) {
    this.connection = connection;
    this.task = task;
    session = connection.session();
  }

  /** Goes through it; what the robot broke off is a result too if its log can be had. */
  Recording run(Motion motion) {
    AtomicReference<RunLog> part = new AtomicReference<>();
    Runner runner = new Runner(session, part::set);
    Request.Start start = prepare(motion);
    Runner.Run run = runner.beginArmed(start);
    try {
      return recording(run.log(() -> {}));
    } catch (PlantException e) {
      Optional<RunLog> came = Optional.ofNullable(part.get());
      return recording(came.or(() -> new Salvage(session, run).log()).orElseThrow(() -> e));
    }
  }

  /** Uploads it and brings the robot to where it begins. */
  Request.Start prepare(Motion motion) {
    requireBounding(motion);
    requireKnownStart(motion);
    new Lifecycle(session).makeReady();
    Program program = program(motion);
    int number = connection.uploader().upload(program);
    motion.start().ifPresent(new Mover(session)::move);
    return new Request.Start(program.rule().kind().activity(), number, motion.steps(), 0);
  }

  private void requireBounding(Motion motion) {
    if (connection.birth().minor() < BOUNDING) {
      throw session
          .trouble()
          .of(
              "go through motion " + motion.name(),
              "it speaks version 1." + connection.birth().minor()
                  + " of the protocol, and holds no motion to bounds of its own before 1."
                  + BOUNDING,
              "update the robot's firmware");
    }
  }

  /** Wherever a robot stands one that gives no effort may begin. */
  private void requireKnownStart(Motion motion) {
    boolean isStill =
        motion.controller() instanceof LinearGaussianController linear && linear.givesNothing();
    if (motion.start().isPresent() && new Mover(session).isUnchecked() && !isStill) {
      throw session
          .trouble()
          .of(
              "begin motion " + motion.name() + " at its start",
              "hands put it there, and by ?within=0 nothing would say whether it is there",
              "take within out of the address: it is there when it reads so");
    }
  }

  private Program program(Motion motion) {
    int inputs = connection.birth().robot().spec().actionSize();
    Require.length(motion.bounds(), inputs, "bounds of motion " + motion.name());
    StartReading reading = new StartReading(task, new Mover(session));
    Program.Start begin = motion.start().map(reading::at).orElse(Program.Start.ANYWHERE);
    return new ProgramMaker(connection.birth(), session.settings().tubed())
        .make(motion.controller(), motion.steps(), begin)
        .map(program -> program.within(motion.bounds()))
        .filter(this::isOffered)
        .orElseThrow(() -> session
            .trouble()
            .of(
                "go through motion " + motion.name(),
                "it cannot run a " + motion.controller().getClass().getSimpleName() + " of "
                    + motion.steps() + " steps by itself, it offers "
                    + connection.birth().offer().modes(),
                "take a robot that runs programs"));
  }

  private boolean isOffered(Program program) {
    Activity activity = program.rule().kind().activity();
    return connection.birth().offer().modes().contains(activity);
  }

  static Recording recording(RunLog log) {
    int steps = finished(log);
    double[] times = new double[steps + 1];
    double[][] readings = new double[steps + 1][];
    double[][] requested = new double[steps][];
    double[][] applied = new double[steps][];
    for (int t = 0; t < steps; t++) {
      RunLog.Step step = log.steps().get(t);
      times[t] = MICRO * step.time();
      readings[t] = step.sensors();
      requested[t] = step.requested();
      applied[t] = step.applied();
    }
    times[steps] = MICRO * log.last().time();
    readings[steps] = log.last().sensors();
    return new Recording(end(log), times, readings, requested, applied);
  }

  /** A run that is broken off between two readings ends at the last one: its input had no end. */
  private static int finished(RunLog log) {
    int steps = log.steps().size();
    boolean isCut = steps > 0 && log.last().time() <= log.steps().get(steps - 1).time();
    return isCut ? steps - 1 : steps;
  }

  private static String end(RunLog log) {
    if (log.fault() != Fault.NONE) {
      return "FAULT " + log.fault();
    }
    return log.end() == RunEnd.WHOLE ? Recording.WHOLE : log.end().name();
  }
}
