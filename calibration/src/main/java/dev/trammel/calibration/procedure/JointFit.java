package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.DelayProfile;
import dev.trammel.calibration.fit.Drive;
import dev.trammel.calibration.fit.FitSpread;
import dev.trammel.calibration.fit.JointFamily;
import dev.trammel.calibration.fit.JointReadings;
import dev.trammel.calibration.fit.LockedJoint;
import dev.trammel.calibration.fit.Machine;
import dev.trammel.calibration.fit.NoiseLevels;
import dev.trammel.calibration.fit.OutputError;
import dev.trammel.calibration.fit.OutputErrorFit;
import dev.trammel.calibration.fit.OutputErrorSettings;
import dev.trammel.calibration.fit.Trace;
import dev.trammel.calibration.fit.Whiteness;
import dev.trammel.calibration.fit.Window;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Joints fitted to what they did: rough regressions to start from, then output error. */
final class JointFit {

  /** Length of a window [s]. */
  static final double WINDOW = 0.4;

  private static final double LONGEST_STEP = 2e-3;

  /** Greatest friction of a joint, of what its actuator can do [-]. */
  private static final double MOST_FRICTION = 2;

  private static final double USUAL_DELAY = 0.004;

  /** What is left out at the beginning, while a robot comes to rest under its true weight [s]. */
  private static final double LEAD_IN = 0.3;

  /** Fewer windows tell nothing. */
  private static final int FEWEST = 4;

  /** A joint that stays within so many deviations of its sensor's noise did not move. */
  private static final double STILL = 15;

  private final BenchRobot robot;
  private final List<Integer> joints;
  private final List<DelayProfile> profiles;
  private final OutputErrorFit fit;
  private final FitSpread spread;

  private JointFit(
      BenchRobot robot,
      List<Integer> joints,
      List<DelayProfile> profiles,
      OutputErrorFit fit,
      FitSpread spread) {
    this.robot = robot;
    this.joints = joints;
    this.profiles = profiles;
    this.fit = fit;
    this.spread = spread;
  }

  /**
   * Fits the joints that moved together.
   *
   * @param recordings of motions in which they moved and no others did; each is a repeat
   * @return nothing if the recordings are too short, or the joint did not move in them
   */
  static Optional<JointFit> of(
      BenchSession session,
      JointMotions motions,
      List<Integer> joints,
      List<Recording> recordings,
      JointFamily.Extent extent) {
    BenchRobot robot = session.robot();
    JointReadings readings = new JointReadings(robot);
    List<Trace> traces = recordings.stream()
        .filter(recording -> recording.steps() > 0)
        .map(readings::trace)
        .toList();
    List<Window> windows = windows(traces);
    if (windows.size() < FEWEST) {
      return Optional.empty();
    }
    Machine machine = driven(robot, motions);
    NoiseLevels noise = noise(robot, motions);
    if (motions.areAlone()) {
      int joint = joints.get(0);
      if (traces.stream().noneMatch(trace -> moves(trace, joint, noise.of(joint)))) {
        return Optional.empty();
      }
      LockedJoint locked = new LockedJoint(machine, noise, joint, traces);
      NoiseLevels its =
          new NoiseLevels(new double[] {noise.of(joint), noise.of(machine.joints() + joint)});
      List<Trace> own = traces.stream().map(locked::trace).toList();
      List<Window> alone = locked.windows(traces, own, WINDOW, LEAD_IN);
      Asked asked = new Asked(locked.machine(), own, alone, its);
      return Optional.of(of(session, motions, joints, asked, extent));
    }
    List<Integer> all = IntStream.range(0, machine.joints()).boxed().toList();
    Asked asked = new Asked(machine, traces, windows, noise);
    return Optional.of(of(session, motions, all, asked, extent));
  }

  private static boolean moves(Trace trace, int joint, double sigma) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int t = 0; t <= trace.steps(); t++) {
      least = Math.min(least, trace.position(t, joint));
      most = Math.max(most, trace.position(t, joint));
    }
    return most - least > STILL * sigma;
  }

  private static List<Window> windows(List<Trace> traces) {
    return traces.stream()
        .flatMap(trace -> Window.cut(trace, WINDOW, LEAD_IN).stream())
        .toList();
  }

  /** What is fitted, to what. */
  private record Asked(
      Machine machine, List<Trace> traces, List<Window> windows, NoiseLevels noise) {}

  private static JointFit of(
      BenchSession session,
      JointMotions motions,
      List<Integer> joints,
      Asked asked,
      JointFamily.Extent extent) {
    List<DelayProfile> profiles = new ArrayList<>();
    List<JointFamily.Start> starts = new ArrayList<>();
    for (int i = 0; i < joints.size(); i++) {
      DelayProfile profile = DelayProfile.of(asked.machine(), asked.traces(), i);
      profiles.add(profile);
      starts.add(start(session.robot(), motions, joints.get(i), profile));
    }
    OutputErrorFit fit = new OutputError(
            new JointFamily(asked.machine(), starts, extent),
            asked.windows(),
            OutputErrorSettings.defaults().withLongestStep(LONGEST_STEP))
        .fit(asked.noise());
    FitSpread spread = new FitSpread(fit, session.random("bootstrap"));
    return new JointFit(session.robot(), joints, profiles, fit, spread);
  }

  private static Machine driven(BenchRobot robot, JointMotions motions) {
    Machine machine = Machine.described(robot.described());
    for (int joint = 0; joint < machine.joints(); joint++) {
      double strength =
          motions.known(robot.joint(joint).name(), Quantity.STRENGTH).orElse(1.0);
      machine = machine.withDrive(joint, Drive.IDEAL.withStrength(strength));
    }
    return machine;
  }

  private static JointFamily.Start start(
      BenchRobot robot, JointMotions motions, int joint, DelayProfile profile) {
    boolean isDriven = robot.actuator(joint) >= 0;
    double described = robot.joint(joint).damping();
    double most = isDriven
        ? MOST_FRICTION * motions.bound(joint)
        : 1 + 10 * (described + robot.joint(joint).friction());
    boolean asked = isDriven && profile.dry() > 0;
    return new JointFamily.Start(
        isDriven,
        profile.damping() > 0 ? profile.damping() : described,
        asked ? profile.dry() : robot.joint(joint).friction(),
        profile.delay() > 0 ? profile.delay() : USUAL_DELAY,
        most);
  }

  /** What a noise run found, or what is described. */
  private static NoiseLevels noise(BenchRobot robot, JointMotions motions) {
    NoiseLevels described = NoiseLevels.described(robot.described());
    double[] sigma = described.toArray();
    int n = sigma.length / 2;
    for (int joint = 0; joint < n; joint++) {
      int sensor = robot.described().layout().position(joint);
      String name = robot.joint(joint).name();
      double quantum = sensor < 0
          ? 0
          : robot.described().sensors().get(sensor).errors().quantum() / Math.sqrt(12);
      int at = joint;
      // noise is found of what the encoder reads
      double gear = motions.known(name, Quantity.GEAR).orElse(1.0);
      motions
          .known(name, Quantity.POSITION_NOISE)
          .ifPresent(found -> sigma[at] = Math.max(1e-9, Math.hypot(found / gear, quantum)));
      motions
          .known(name, Quantity.VELOCITY_NOISE)
          .ifPresent(found -> sigma[n + at] = Math.max(1e-9, found / gear));
    }
    return described.with(sigma);
  }

  OutputErrorFit fit() {
    return fit;
  }

  /** Of how a joint's motion is followed. */
  FitFigures figures(int joint) {
    return new FitFigures(
        fit, joints.indexOf(joint), robot.joint(joint).name(), JointUnits.of(robot, joint));
  }

  DelayProfile profile(int joint) {
    return profiles.get(joints.indexOf(joint));
  }

  /** What was found of a joint, such as {@link JointFamily#DRY}. */
  double value(int joint, String what) {
    return fit.value(robot.joint(joint).name() + what);
  }

  /** Half of its interval. */
  double half(int joint, String what) {
    int index = fit.index(robot.joint(joint).name() + what);
    return spread.half(values -> values[index]);
  }

  /** Half of the interval of what follows from all values. */
  double half(ToDoubleFunction<double[]> of) {
    return spread.half(of);
  }

  /** Whether a joint's own motion shows something that the model lacks. */
  boolean isMismatch(int joint) {
    return fit.whiteness().channels().stream()
        .filter(channel -> channel.index() % joints.size() == joints.indexOf(joint))
        .anyMatch(Whiteness.Channel::isMismatch);
  }

  /** How much of a joint's motion is not foreseen, as a multiple of its sensor's noise [-]. */
  double excess(int joint) {
    int channel = joints.indexOf(joint);
    return fit.foundNoise().of(channel) / fit.claimedNoise().of(channel);
  }

  /** Of a joint, at the beginning of a window [rad/s or m/s]. */
  double rate(int joint, int window) {
    return fit.start(window)[joints.size() + joints.indexOf(joint)];
  }

  /** Prediction less reading of a joint's position [rad or m]. */
  double error(int joint, int window, int t) {
    return fit.error(window, t, joints.indexOf(joint));
  }

  /** Of a joint's position sensor, as it was claimed [rad or m]. */
  double noise(int joint) {
    return fit.claimedNoise().of(joints.indexOf(joint));
  }
}
