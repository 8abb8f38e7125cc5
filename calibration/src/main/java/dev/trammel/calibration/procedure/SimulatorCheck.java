package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.NoiseLevels;
import dev.trammel.calibration.fit.OpenLoop;
import dev.trammel.calibration.fit.Window;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.RobotIdentity;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.CalibrationInForce;
import dev.trammel.controller.task.PlantSettings;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Predicts a robot by the very simulator that it is to be learned in, settled by what was found: from
 * where the first half of a stretch puts it, by least squares, through the other half.
 */
final class SimulatorCheck {

  /** Stretches that are looked at. */
  private static final String QUESTION = "fit-sim";

  private static final int STRETCHES = 6;

  /** Of the search for a first state. */
  private static final int PASSES = 12;

  /** A pass that gains less than this share of what is left is the last. */
  private static final double ENOUGH = 0.01;

  private static final double LEAST_DAMPING = 1e-6;
  private static final double MOST_DAMPING = 1e4;
  private static final double POSITION_STEP = 1e-4;
  private static final double RATE_STEP = 1e-3;

  /** A command that is older has been given, however slow the motors are [s]. */
  private static final double UNDERWAY = 0.2;

  /** Of what is told of a first state by nothing [-]. */
  private static final double LEAST = 1e-6;

  private final PlantSettings settings;
  private final NoiseLevels noise;
  private final int n;
  private final Optional<MisjudgedWeight> misjudged;

  private SimulatorCheck(PlantSettings settings, NoiseLevels noise, BenchRobot robot) {
    this.settings = settings;
    this.noise = noise;
    misjudged = MisjudgedWeight.of(robot);
    n = settings.robot().degreesOfFreedom();
  }

  /**
   * How far it errs.
   *
   * @param found what the simulator is settled by
   * @param stretches half of each is looked at
   * @param near that begins the search for where the robot is
   * @return root mean square of positions, in times the sensors' noise; nothing where the task's
   *     bodies are not simulated
   */
  static OptionalDouble error(
      BenchRobot robot, Map<Parameter, Estimate> found, List<Window> stretches, OpenLoop near) {
    PlantProvider provider = PlantProvider.chosenBy(robot.described().provider());
    if (!provider.isSimulated()) {
      return OptionalDouble.empty();
    }
    PlantSettings settings = asRecorded(
        CalibrationInForce.applied(
            CalibrationFile.of(calibration(robot, found)), robot.described()),
        robot);
    SimulatorCheck check =
        new SimulatorCheck(settings, NoiseLevels.described(robot.described()), robot);
    double sum = 0;
    int count = Math.min(STRETCHES, stretches.size());
    try (Plant plant = provider.create(MisjudgedWeight.takingAnyCommand(settings))) {
      plant.open();
      for (int k = 0; k < count; k++) {
        sum += check.square(plant, stretches.get(k * stretches.size() / count), near) / count;
      }
    }
    return OptionalDouble.of(Math.sqrt(sum));
  }

  /** The robot that was recorded did not know yet what was found, and held itself by what it knew. */
  private static PlantSettings asRecorded(PlantSettings found, BenchRobot robot) {
    return robot
        .described()
        .gravityCompensation()
        .map(model -> found.believing(model.robot()))
        .orElse(found);
  }

  private static Calibration calibration(BenchRobot robot, Map<Parameter, Estimate> found) {
    TreeMap<Parameter, Estimate> all = new TreeMap<>();
    robot.known().ifPresent(known -> all.putAll(known.estimates()));
    // this calibration is written nowhere, and names no data therefore
    found.forEach((parameter, estimate) ->
        all.put(parameter, estimate.withData("0".repeat(64)).by(QUESTION, false)));
    return new Calibration(
        new Calibration.Subject(
            robot.nameplate().device(),
            robot.nameplate().boot(),
            robot.nameplate().firmware(),
            RobotIdentity.of(robot.described().robot()),
            robot.period(),
            Map.of()),
        new Calibration.Origin(Instant.EPOCH, "", QUESTION, 0),
        all,
        List.of(),
        Optional.empty());
  }

  /** Mean square error of the second half. */
  private double square(Plant plant, Window stretch, OpenLoop near) {
    int looked = stretch.length() / 2;
    double[] x = near.start(stretch, looked);
    double cost = Double.POSITIVE_INFINITY;
    for (int pass = 0; pass < PASSES; pass++) {
      double[] better = better(plant, stretch, looked, x);
      double now = square(residual(plant, stretch, looked, better));
      x = better;
      if (now > (1 - ENOUGH) * cost) {
        break;
      }
      cost = now;
    }
    double[] r = residual(plant, stretch, stretch.length(), x);
    double sum = 0;
    for (int k = n * looked; k < r.length; k++) {
      sum += r[k] * r[k] / (r.length - n * looked);
    }
    return sum;
  }

  /** One step of Levenberg and Marquardt; the same if none helps. */
  private double[] better(Plant plant, Window stretch, int looked, double[] x) {
    double[] r = residual(plant, stretch, looked, x);
    DMatrixRMaj J = new DMatrixRMaj(r.length, x.length);
    for (int c = 0; c < x.length; c++) {
      double step = c < n ? POSITION_STEP : RATE_STEP;
      double[] there = x.clone();
      there[c] += step;
      double[] moved = residual(plant, stretch, looked, there);
      for (int k = 0; k < r.length; k++) {
        J.set(k, c, (moved[k] - r[k]) / step);
      }
    }
    DMatrixRMaj H = new DMatrixRMaj(x.length, x.length);
    CommonOps_DDRM.multInner(J, H);
    DMatrixRMaj g = new DMatrixRMaj(x.length, 1);
    CommonOps_DDRM.multTransA(J, DMatrixRMaj.wrap(r.length, 1, r), g);
    double here = square(r);
    for (double damping = LEAST_DAMPING; damping < MOST_DAMPING; damping *= 10) {
      double[] next = stepped(x, H, g, damping);
      if (square(residual(plant, stretch, looked, next)) < here) {
        return next;
      }
    }
    return x;
  }

  private static double[] stepped(double[] x, DMatrixRMaj H, DMatrixRMaj g, double damping) {
    DMatrixRMaj A = H.copy();
    for (int c = 0; c < x.length; c++) {
      A.add(c, c, LEAST + damping * H.get(c, c));
    }
    DMatrixRMaj d = new DMatrixRMaj(x.length, 1);
    CommonOps_DDRM.solveSPD(A, g, d);
    double[] next = x.clone();
    for (int c = 0; c < x.length; c++) {
      next[c] -= d.data[c];
    }
    return next;
  }

  private static double square(double[] r) {
    return Arrays.stream(r).map(one -> one * one).sum();
  }

  /** Simulated less read positions of the first readings, in times the noise; n of each reading. */
  private double[] residual(Plant plant, Window stretch, int readings, double[] x) {
    plant.reset(new EpisodeStart(Arrays.copyOf(x, n), Arrays.copyOfRange(x, n, 2 * n), 0)
        .after(underway(stretch)));
    DMatrixRMaj truth = new DMatrixRMaj(settings.layout().size(), 1);
    Action action = new Action(settings.actuators().size());
    double[] r = new double[n * readings];
    for (int t = 0; t < readings; t++) {
      int at = stretch.first() + t;
      plant.truth(truth);
      for (int i = 0; i < n; i++) {
        double off =
            truth.get(settings.layout().position(i), 0) - stretch.trace().position(at, i);
        r[n * t + i] = off / noise.of(i);
      }
      if (t + 1 < readings) {
        System.arraycopy(told(stretch, at), 0, action.applied.data, 0, action.applied.data.length);
        plant.apply(action);
      }
    }
    return r;
  }

  /** What the motors had been told and had not given yet. */
  private List<double[]> underway(Window stretch) {
    int oldest =
        Math.max(0, stretch.first() - (int) Math.ceil(UNDERWAY / stretch.trace().period()));
    return IntStream.range(oldest, stretch.first())
        .mapToObj(at -> told(stretch, at))
        .toList();
  }

  /**
   * What the motors were told. What holds it against gravity, the simulated robot adds itself, but by
   * where its joints are and not by what encoders read.
   */
  private double[] told(Window stretch, int at) {
    double[] q = new double[n];
    Arrays.setAll(q, joint -> stretch.trace().position(at, joint));
    double[] wrong = misjudged.map(weight -> weight.at(q)).orElseGet(() -> new double[n]);
    return settings.actuators().stream()
        .mapToDouble(
            actuator -> stretch.trace().told(at, actuator.joint()) + wrong[actuator.joint()])
        .toArray();
  }
}
