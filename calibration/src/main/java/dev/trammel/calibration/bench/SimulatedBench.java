package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.MisjudgedWeight;
import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.LinkMeasurement;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.bench.Silence;
import dev.trammel.controller.bench.StartBy;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.PlantSettings;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * A simulated body as a robot on a bench: it keeps to bounds, slew and tube as a device does, and
 * time passes in it by what it is asked for alone. A simulated way to it loses nothing and takes no
 * time, and there is a watchdog as a sound device has one.
 */
public final class SimulatedBench implements BenchBody {

  /** Longest time to come to rest after a motion [s]. */
  private static final double LONGEST_REST = 2;

  /** A rate is at rest below this [rad/s or m/s]. */
  private static final double REST_RATE = 0.02;

  /** How long a device puts up with silence [s]. */
  private static final double LEASE = 1;

  private final Nameplate nameplate;
  private final PlantSpec spec;
  private final Plant plant;
  private final SimulatedDrive drive;
  private final SimulatedEncoders encoders;
  private final EpisodeStart stands;
  private final Observation observation;
  private final Action action;
  private ReadingListener listener = (seconds, reading, applied) -> {};
  private volatile boolean interrupted;
  private boolean isPlaced;
  private long cycles;

  /**
   * A body that stands somewhere.
   *
   * @param provider that simulates it
   * @param body as far as it is known
   * @param robot whose bounds are kept, and whose encoders read as they are known to
   * @param stands where it is at first
   */
  public SimulatedBench(
      PlantProvider provider, PlantSettings body, BenchRobot robot, EpisodeStart stands) {
    plant = provider.create(MisjudgedWeight.takingAnyCommand(body));
    nameplate = robot.nameplate();
    drive = new SimulatedDrive(nameplate);
    encoders = new SimulatedEncoders(robot);
    this.stands = stands;
    spec = nameplate.spec();
    observation = new Observation(spec.observationSize());
    action = new Action(spec.actionSize());
  }

  @Override
  public Nameplate nameplate() {
    return nameplate;
  }

  @Override
  public StartBy startsBy() {
    return StartBy.PLACEMENT;
  }

  @Override
  public Recording perform(Motion motion) {
    reset(motion.start());
    RecordingLog log = new RecordingLog();
    String end = run(motion, motion.steps(), log);
    double time = now();
    double[] last = read();
    rest();
    return log.close(end, time, last);
  }

  /** Goes through the first steps of a motion; says how it ended. */
  private String run(Motion motion, int steps, RecordingLog log) {
    StateEstimate estimate = new StateEstimate(spec.observationSize());
    Arrays.fill(action.applied.data, 0);
    for (int t = 0; t < steps; t++) {
      if (interrupted) {
        return "INTERRUPTED";
      }
      double[] x = read();
      estimate.mean.setData(x);
      if (hasLeftTube(motion, estimate, t)) {
        return "FAULT TUBE";
      }
      if (isBeyondBounds(x)) {
        return "FAULT LIMIT";
      }
      if (!motion.controller().act(estimate, t, action)) {
        throw new PlantException(nameplate.device() + ": motion " + motion.name()
            + " must have an input for each of its " + motion.steps() + " steps, has none for "
            + t);
      }
      double[] asked = action.requested.data.clone();
      drive.limit(asked, motion.bounds(), action.applied.data);
      double time = now();
      advance(x);
      log.step(time, x, asked, action.applied.data);
      listener.read(time, x, action.applied.data);
    }
    return Recording.WHOLE;
  }

  private static boolean hasLeftTube(Motion motion, StateEstimate estimate, int t) {
    return motion.controller() instanceof LinearGaussianController linear
        ? linear.tube().filter(tube -> !tube.contains(t, estimate.mean)).isPresent()
        : !motion.controller().isValid(estimate, t);
  }

  private boolean isBeyondBounds(double[] x) {
    for (int i = 0; i < x.length; i++) {
      Channel sensor = spec.sensors().get(i);
      if (x[i] < sensor.lower() || x[i] > sensor.upper()) {
        return true;
      }
    }
    return false;
  }

  /** Brings it to rest by its safe action. */
  private double rest() {
    double begin = now();
    while (now() - begin < LONGEST_REST) {
      double[] read = read();
      // it knows itself: a safe action must be one
      double[] x = encoders.positions(read);
      if (isAtRest(x)) {
        break;
      }
      double[] wanted = new double[spec.actionSize()];
      if (spec.safeAction() instanceof SafeAction.Damping damping) {
        Arrays.setAll(
            wanted, i -> -damping.gains().get(i) * x[damping.rateSensors().get(i)]);
      }
      drive.limit(wanted, action.applied.data);
      advance(read);
    }
    Arrays.fill(action.applied.data, 0);
    return now() - begin;
  }

  private boolean isAtRest(double[] x) {
    if (!(spec.safeAction() instanceof SafeAction.Damping damping)) {
      return true;
    }
    return damping.rateSensors().stream().allMatch(sensor -> Math.abs(x[sensor]) < REST_RATE);
  }

  private void reset(Optional<EpisodeStart> start) {
    requireWanted();
    if (start.isPresent() || !isPlaced) {
      plant.reset(start.orElse(stands));
      isPlaced = true;
    }
  }

  private void requireWanted() {
    if (interrupted) {
      throw new PlantException(
          nameplate.device() + ": was told to stop, and is at rest; begin again if you want more");
    }
  }

  private double[] read() {
    if (!plant.observe(observation)) {
      throw new PlantException(nameplate.device()
          + ": the simulation has no more readings, its motion blew up; try a smaller --share");
    }
    return encoders.readings(observation.values.data);
  }

  /** @param x what was read last */
  private void advance(double[] x) {
    encoders.apply(plant, x, action);
    cycles++;
  }

  private double now() {
    return cycles * spec.period();
  }

  @Override
  public Recording listen(int readings) {
    reset(Optional.empty());
    RecordingLog log = new RecordingLog();
    double[] nothing = new double[spec.actionSize()];
    for (int t = 0; t < readings - 1; t++) {
      requireWanted();
      double[] x = read();
      Arrays.fill(action.applied.data, 0);
      double time = now();
      advance(x);
      log.step(time, x, nothing, nothing);
      listener.read(time, x, nothing);
    }
    return log.close(Recording.WHOLE, now(), read());
  }

  @Override
  public LinkMeasurement measureLink(int pings) {
    return new LinkMeasurement(new double[pings], 0, 0, 0);
  }

  @Override
  public Silence fallSilent(Motion motion) {
    reset(motion.start());
    int heard = motion.steps() / 2;
    int patience = (int) Math.ceil(LEASE / spec.period());
    run(motion, Math.min(motion.steps(), heard + patience), new RecordingLog());
    double[] before = read();
    double untilRest = rest();
    double[] after = read();
    double[] way = new double[nameplate.joints().size()];
    for (int i = 0; i < Math.min(way.length, before.length); i++) {
      way[i] = Math.abs(after[i] - before[i]);
    }
    return new Silence(LEASE, LEASE, untilRest, spec.period(), way, "LEASE");
  }

  @Override
  public void leaveFault() {
    // a simulated body has none that stays
  }

  @Override
  public void watch(ReadingListener given) {
    listener = given;
  }

  @Override
  public void interrupt() {
    interrupted = true;
  }

  @Override
  public PlantSpec spec() {
    return spec;
  }

  @Override
  public void open() {
    plant.open();
  }

  @Override
  public void reset(EpisodeStart start) {
    plant.reset(start);
    isPlaced = true;
  }

  @Override
  public boolean observe(Observation out) {
    return plant.observe(out);
  }

  @Override
  public void apply(Action given) {
    drive.limit(given.applied.data.clone(), given.applied.data);
    plant.apply(given);
    cycles++;
  }

  @Override
  public boolean truth(DMatrixRMaj out) {
    return plant.truth(out);
  }

  @Override
  public void close() {
    plant.close();
  }
}
