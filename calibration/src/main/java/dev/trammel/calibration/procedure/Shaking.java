package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.JointReadings;
import dev.trammel.calibration.fit.Trace;
import dev.trammel.calibration.inertial.FourierMotion;
import dev.trammel.calibration.inertial.FourierMotion.Rhythm;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.plant.EpisodeStart;
import java.util.List;
import java.util.Optional;

/** Motions for fits that need no periods: Fourier series, which passive joints only follow. */
final class Shaking {

  private static final Rhythm RHYTHM = new Rhythm(5, 1.5, 2);

  /** Share of its way that a joint goes at least which friction does not hold back. */
  private static final double STUCK = 0.5;

  private static final int MOST_HELP = 6;
  private static final double MORE_HELP = 1.3;

  private final BenchSession session;
  private final ExcitedRobot excited;
  private final JointMotions joints;
  private boolean isEased;

  /** @param session that performs them */
  Shaking(BenchSession session) {
    this.session = session;
    joints = new JointMotions(session);
    excited = ExcitedRobot.of(session, RHYTHM, 1);
  }

  ExcitedRobot excited() {
    return excited;
  }

  /**
   * What came of a motion.
   *
   * @param recorded as far as it went; nothing where the robot broke it off at once
   * @param end why it ended
   */
  record Shaken(Optional<Trace> recorded, String end, boolean isWhole) {

    /** Of a motion that was not broken off at once. */
    Trace trace() {
      return recorded.orElseThrow(
          () -> new IllegalStateException("nothing was recorded of a motion that ended by " + end));
    }
  }

  /**
   * Moves the robot. If friction holds a joint back the first time, it is pushed until it breaks away,
   * and helped against that from then on.
   *
   * @param name of the motion; what is drawn follows from it and the session's seed
   */
  Shaken ask(String name) {
    FourierMotion motion = excited.search(session, name);
    Shaken shaken = follow(name, motion);
    if (isEased || shaken.recorded().isEmpty() || !shaken.isWhole()) {
      return shaken;
    }
    isEased = true;
    List<Integer> stuck = stuck(shaken.trace(), motion);
    for (int help = 1; help <= MOST_HELP && !stuck.isEmpty() && shaken.isWhole(); help++) {
      if (help == 1) {
        new Pushes(session, joints).push(stuck);
      } else {
        stuck.forEach(joint -> joints.help(joint, MORE_HELP * joints.dry()[joint]));
      }
      shaken = follow(name + "-helped-" + help, motion);
      stuck = shaken.recorded().isEmpty() ? List.of() : stuck(shaken.trace(), motion);
    }
    return shaken;
  }

  private Shaken follow(String name, FourierMotion motion) {
    BenchRobot robot = session.robot();
    int steps = (int) Math.round(motion.rhythm().duration() / robot.period());
    EpisodeStart start = new EpisodeStart(motion.centre(), new double[motion.centre().length], 0);
    Motion along = new Tracking(
            robot.described(), excited.bounds(), joints.dry(), ReadingMap.of(robot))
        .follow(name, Optional.of(start), motion::at, steps);
    Recording recording = session.perform(along);
    Optional<Trace> trace = recording.steps() == 0
        ? Optional.empty()
        : Optional.of(new JointReadings(robot).trace(recording));
    return new Shaken(trace, recording.end(), recording.isWhole());
  }

  /** Joints that went a small part of the way that they should have gone. */
  private List<Integer> stuck(Trace trace, FourierMotion motion) {
    int n = trace.joints();
    double[] went = new double[n];
    double[] should = new double[n];
    double[] q = new double[n];
    double[] qd = new double[n];
    double[] qdd = new double[n];
    double[] centre = motion.centre();
    for (int t = 0; t <= trace.steps(); t++) {
      motion.at(t * session.robot().period(), q, qd, qdd);
      for (int i = 0; i < n; i++) {
        went[i] += Math.pow(trace.position(t, i) - trace.position(0, i), 2);
        should[i] += Math.pow(q[i] - centre[i], 2);
      }
    }
    return session.joints().stream()
        .filter(i -> went[i] < STUCK * STUCK * should[i])
        .toList();
  }
}
