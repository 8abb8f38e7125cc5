package dev.trammel.calibration.procedure;

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
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.hardware.device.RobotBody;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.wire.Birth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * The body of an emulated robot without the wire before it, as fast as this machine can: what a
 * device would do with a motion, in this thread.
 */
public final class EmulatedBench implements BenchBody {

  private static final double MICROS = 1e6;

  /** Longest time to come to rest after a motion [periods' time, s]. */
  private static final double REST = 2;

  private static final double REST_RATE = 0.05;

  private final Birth birth;
  private final RobotBody body;
  private final PlantSpec spec;
  private final long period;
  private long now;
  private double roundTrip;
  private Optional<Silence> silence = Optional.empty();
  private ReadingListener listener = (seconds, reading, applied) -> {};

  public EmulatedBench(EmulatedRobot robot) {
    birth = robot.settings().birth();
    body = robot.body();
    spec = birth.robot().spec();
    period = birth.periodMicros();
  }

  /** How long the way there and back will seem to be [s]. */
  void answerPings(double seconds) {
    roundTrip = seconds;
  }

  /** What it will say of a silence, of which it has none itself. */
  void answerSilence(Silence answer) {
    silence = Optional.of(answer);
  }

  @Override
  public Nameplate nameplate() {
    Birth.Identity is = birth.identity();
    return new Nameplate(
        is.device(),
        Integer.toHexString(is.boot()),
        is.firmware(),
        is.emulated(),
        is.virtualTime(),
        spec,
        birth.robot().inputRates().stream().mapToDouble(Double::doubleValue).toArray(),
        birth.robot().joints(),
        birth.robot().calibration(),
        birth.offer().most().steps());
  }

  @Override
  public StartBy startsBy() {
    return StartBy.PLACEMENT;
  }

  @Override
  public Recording perform(Motion motion) {
    motion.start().ifPresent(this::place);
    Log log = new Log();
    double[] applied = new double[spec.actionSize()];
    StateEstimate estimate = new StateEstimate(spec.observationSize());
    Action action = new Action(spec.actionSize());
    String end = Recording.WHOLE;
    for (int t = 0; t < motion.steps() && end.equals(Recording.WHOLE); t++) {
      double[] x = read();
      estimate.mean.setData(x);
      end = fault(motion, estimate, t);
      if (!end.equals(Recording.WHOLE)) {
        break;
      }
      if (!motion.controller().act(estimate, t, action)) {
        throw new PlantException("motion " + motion.name() + " has no input for step " + t);
      }
      limit(action.requested, motion.bounds(), applied);
      action.applied.setData(applied.clone());
      log.step(now, x, action.requested.data, applied);
      listener.read(now / MICROS, x, applied);
      body.apply(applied);
      pass();
    }
    Recording recording = log.close(end, now, read());
    rest(applied);
    return recording;
  }

  private void place(EpisodeStart start) {
    body.place(start.positions(), start.velocities());
    pass();
    body.letGo();
  }

  private String fault(Motion motion, StateEstimate estimate, int t) {
    boolean leaves = motion.controller() instanceof LinearGaussianController linear
        && linear.tube().filter(tube -> !tube.contains(t, estimate.mean)).isPresent();
    if (leaves) {
      return "FAULT TUBE";
    }
    for (int i = 0; i < spec.observationSize(); i++) {
      Channel sensor = spec.sensors().get(i);
      if (estimate.mean.data[i] < sensor.lower() || estimate.mean.data[i] > sensor.upper()) {
        return "FAULT LIMIT";
      }
    }
    return Recording.WHOLE;
  }

  private void limit(DMatrixRMaj wanted, double[] bounds, double[] applied) {
    for (int i = 0; i < applied.length; i++) {
      Channel actuator = spec.actuators().get(i);
      double most = Math.min(bounds[i], actuator.upper());
      double change = birth.robot().inputRates().get(i) * spec.period();
      double within = Math.max(-most, Math.min(most, wanted.data[i]));
      applied[i] = Math.max(applied[i] - change, Math.min(applied[i] + change, within));
    }
  }

  private void rest(double[] applied) {
    for (double left = REST; left > 0; left -= spec.period()) {
      double[] x = read();
      if (isAtRest(x)) {
        break;
      }
      for (int i = 0; i < applied.length; i++) {
        applied[i] = spec.safeAction() instanceof SafeAction.Damping damping
            ? -damping.gains().get(i) * x[damping.rateSensors().get(i)]
            : 0;
      }
      body.apply(applied);
      pass();
    }
    body.cutOff();
  }

  private boolean isAtRest(double[] x) {
    return spec.safeAction() instanceof SafeAction.Damping damping
        && damping.rateSensors().stream().allMatch(sensor -> Math.abs(x[sensor]) < REST_RATE);
  }

  private double[] read() {
    double[] x = new double[spec.observationSize()];
    body.read(x);
    return x;
  }

  private void pass() {
    now += period;
    body.advance(now);
  }

  @Override
  public Recording listen(int readings) {
    body.cutOff();
    Log log = new Log();
    double[] nothing = new double[spec.actionSize()];
    for (int t = 0; t < readings - 1; t++) {
      log.step(now, read(), nothing, nothing);
      pass();
    }
    return log.close(Recording.WHOLE, now, read());
  }

  @Override
  public LinkMeasurement measureLink(int pings) {
    double[] roundTrips = new double[pings];
    Arrays.fill(roundTrips, roundTrip);
    return new LinkMeasurement(roundTrips, 0, 0, 0);
  }

  @Override
  public Silence fallSilent(Motion motion) {
    return silence.orElseThrow(() -> new PlantException("there is no wire to be silent on"));
  }

  @Override
  public void leaveFault() {
    // there are none that stay
  }

  @Override
  public void watch(ReadingListener given) {
    listener = given;
  }

  @Override
  public void interrupt() {
    // it is never waited for
  }

  @Override
  public PlantSpec spec() {
    return spec;
  }

  @Override
  public void open() {
    body.advance(now);
  }

  @Override
  public void reset(EpisodeStart start) {
    place(start);
  }

  @Override
  public boolean observe(Observation out) {
    out.values.setData(read());
    out.time = now / MICROS;
    return true;
  }

  @Override
  public void apply(Action action) {
    body.apply(action.applied.data);
    pass();
  }

  @Override
  public boolean truth(DMatrixRMaj out) {
    return false;
  }

  @Override
  public void close() {
    body.cutOff();
  }

  /** What is recorded so far. */
  private static final class Log {

    private final List<Double> times = new ArrayList<>();
    private final List<double[]> readings = new ArrayList<>();
    private final List<double[]> requested = new ArrayList<>();
    private final List<double[]> applied = new ArrayList<>();

    void step(long now, double[] x, double[] u, double[] given) {
      times.add(now / MICROS);
      readings.add(x);
      requested.add(u.clone());
      applied.add(given.clone());
    }

    Recording close(String end, long now, double[] x) {
      times.add(now / MICROS);
      readings.add(x);
      return new Recording(
          end,
          times.stream().mapToDouble(Double::doubleValue).toArray(),
          readings.toArray(new double[0][]),
          requested.toArray(new double[0][]),
          applied.toArray(new double[0][]));
    }
  }
}
