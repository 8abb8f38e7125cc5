package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.DelayProfile;
import dev.trammel.calibration.fit.Drive;
import dev.trammel.calibration.fit.FitSpread;
import dev.trammel.calibration.fit.JointFamily;
import dev.trammel.calibration.fit.JointReadings;
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
import dev.trammel.controller.linalg.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Joints fitted to what they did: rough regressions to start from, then output error. */
final class JointFit {

  /** Length of a window [s]. */
  static final double WINDOW = 0.4;

  private static final double LONGEST_STEP = 2e-3;

  /** Greatest friction of a joint, of what its actuator can do [-]. */
  private static final double MOST_FRICTION = 2;

  private static final double USUAL_DELAY = 0.004;

  private final BenchSession session;
  private final List<DelayProfile> profiles;
  private final OutputErrorFit fit;
  private final FitSpread spread;

  private JointFit(
      BenchSession session, List<DelayProfile> profiles, OutputErrorFit fit, FitSpread spread) {
    this.session = session;
    this.profiles = profiles;
    this.fit = fit;
    this.spread = spread;
  }

  /**
   * Fits.
   *
   * @param recordings of motions of all joints that are asked; each is a repeat
   */
  static JointFit of(
      BenchSession session,
      JointMotions motions,
      List<Recording> recordings,
      JointFamily.Extent extent) {
    Require.atLeast(recordings.size(), 1, "recordings of a fit");
    BenchRobot robot = session.robot();
    JointReadings readings = new JointReadings(robot);
    Machine machine = driven(robot, motions);
    List<Trace> traces = recordings.stream().map(readings::trace).toList();
    List<DelayProfile> profiles = new ArrayList<>();
    List<JointFamily.Start> starts = new ArrayList<>();
    for (int joint = 0; joint < machine.joints(); joint++) {
      DelayProfile profile = DelayProfile.of(machine, traces, joint);
      profiles.add(profile);
      starts.add(start(robot, motions, joint, profile));
    }
    List<Window> windows = new ArrayList<>();
    traces.forEach(trace -> windows.addAll(Window.cut(trace, WINDOW, 0.1)));
    OutputErrorFit fit = new OutputError(
            new JointFamily(machine, starts, extent),
            windows,
            OutputErrorSettings.defaults().withLongestStep(LONGEST_STEP))
        .fit(noise(robot, motions));
    SplittableRandom random = session.random("bootstrap");
    return new JointFit(session, profiles, fit, new FitSpread(fit, random));
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
      motions
          .known(name, Quantity.POSITION_NOISE)
          .ifPresent(found -> sigma[at] = Math.max(1e-9, Math.hypot(found, quantum)));
      motions
          .known(name, Quantity.VELOCITY_NOISE)
          .ifPresent(found -> sigma[n + at] = Math.max(1e-9, found));
    }
    return described.with(sigma);
  }

  OutputErrorFit fit() {
    return fit;
  }

  DelayProfile profile(int joint) {
    return profiles.get(joint);
  }

  /** What was found of a joint, such as {@link JointFamily#DRY}. */
  double value(int joint, String what) {
    return fit.value(session.robot().joint(joint).name() + what);
  }

  /** Half of its interval. */
  double half(int joint, String what) {
    int index = fit.index(session.robot().joint(joint).name() + what);
    return spread.half(values -> values[index]);
  }

  /** Half of the interval of what follows from all values. */
  double half(ToDoubleFunction<double[]> of) {
    return spread.half(of);
  }

  /** Whether a joint's own motion shows something that the model lacks. */
  boolean isMismatch(int joint) {
    return fit.whiteness().channels().stream()
        .filter(channel -> channel.index() % robotJoints() == joint)
        .anyMatch(Whiteness.Channel::isMismatch);
  }

  /** How much of a joint's motion is not foreseen, as a multiple of its sensor's noise [-]. */
  double excess(int joint) {
    return fit.foundNoise().of(joint) / fit.claimedNoise().of(joint);
  }

  private int robotJoints() {
    return session.robot().described().robot().degreesOfFreedom();
  }
}
