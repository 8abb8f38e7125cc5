package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.Drive;
import dev.trammel.calibration.fit.JointReadings;
import dev.trammel.calibration.fit.LockedJoint;
import dev.trammel.calibration.fit.Machine;
import dev.trammel.calibration.fit.NoiseLevels;
import dev.trammel.calibration.fit.Trace;
import dev.trammel.calibration.fit.Window;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What was recorded of joints that moved together, as a fit takes it.
 *
 * @param joints of the robot that the machine has, in its order
 * @param machine as it is described, the motors' strengths as they are known
 * @param traces one of each motion
 * @param windows of the traces that are predicted
 * @param noise of the machine's sensors
 * @param unseen what joints that the machine lacks may do to readings without being seen [rad or m]
 */
record JointData(
    List<Integer> joints,
    Machine machine,
    List<Trace> traces,
    List<Window> windows,
    NoiseLevels noise,
    double unseen) {

  /** What is left out at the beginning, while a robot comes to rest under its true weight [s]. */
  private static final double LEAD_IN = 0.3;

  /** Readings that a window has at least [periods]. */
  private static final int SHORTEST = 20;

  /** Fewer windows tell nothing. */
  private static final int FEWEST = 4;

  /** A joint that stays within so many deviations of its sensor's noise did not move. */
  private static final double STILL = 15;

  /**
   * Of motions in which some joints moved and no others did.
   *
   * @param recordings each is a repeat
   * @param seconds length of a window, at least; the longer, the more it shows of what is small, and of
   *     what other joints did unseen [s]
   * @return nothing if the recordings are too short, or the joint did not move in them
   */
  static Optional<JointData> of(
      BenchSession session,
      JointMotions motions,
      List<Integer> joints,
      List<Recording> recordings,
      double seconds) {
    BenchRobot robot = session.robot();
    double window = Math.max(seconds, SHORTEST * robot.period());
    JointReadings readings = new JointReadings(robot);
    List<Trace> traces = recordings.stream()
        .filter(recording -> recording.steps() > 0)
        .map(readings::trace)
        .toList();
    List<Window> windows = windows(traces, window);
    if (windows.size() < FEWEST) {
      return Optional.empty();
    }
    Machine machine = driven(robot, motions);
    NoiseLevels noise = noise(robot, motions);
    if (motions.areAlone()) {
      return alone(joints.get(0), machine, noise, traces, window);
    }
    List<Integer> all = IntStream.range(0, machine.joints()).boxed().toList();
    return Optional.of(new JointData(all, machine, traces, windows, noise, 0));
  }

  private static Optional<JointData> alone(
      int joint, Machine whole, NoiseLevels noise, List<Trace> traces, double window) {
    if (traces.stream().noneMatch(trace -> moves(trace, joint, noise.of(joint)))) {
      return Optional.empty();
    }
    LockedJoint locked = new LockedJoint(whole, noise, joint, traces);
    List<Trace> own = traces.stream().map(locked::trace).toList();
    NoiseLevels its =
        new NoiseLevels(new double[] {noise.of(joint), noise.of(whole.joints() + joint)});
    List<Window> windows = locked.windows(traces, own, window, LEAD_IN);
    double unseen = locked.unseen(window, traces.get(0).period());
    return Optional.of(new JointData(List.of(joint), locked.machine(), own, windows, its, unseen));
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

  private static List<Window> windows(List<Trace> traces, double window) {
    return traces.stream()
        .flatMap(trace -> Window.cut(trace, window, LEAD_IN).stream())
        .toList();
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
}
