package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.JointReadings;
import dev.trammel.calibration.fit.Trace;
import dev.trammel.calibration.inertial.FourierMotion;
import dev.trammel.calibration.inertial.FourierMotion.Rhythm;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.plant.EpisodeStart;
import java.util.Optional;

/** Motions for fits that need no periods: Fourier series, which passive joints only follow. */
final class Shaking {

  private static final double PERIOD = 5;
  private static final double FADE = 1.5;
  private static final int PERIODS = 2;
  private static final int LEAST_SAMPLES = 100;

  private final BenchSession session;
  private final ExcitedRobot excited;

  /** @param session that performs them */
  Shaking(BenchSession session) {
    this.session = session;
    double step = session.robot().period();
    double samples = Math.max(LEAST_SAMPLES, Math.round(PERIOD / step));
    excited = ExcitedRobot.of(
        session, new Rhythm(samples * step, Math.round(FADE / step) * step, PERIODS));
  }

  ExcitedRobot excited() {
    return excited;
  }

  /** What came of a motion: what was recorded, as far as it went, and how it ended. */
  record Shaken(Trace trace, String end, boolean isWhole) {}

  /** @param name of the motion; what is drawn follows from it and the session's seed */
  Shaken ask(String name) {
    BenchRobot robot = session.robot();
    FourierMotion motion = excited.search(session, name);
    int steps = (int) Math.round(motion.rhythm().duration() / robot.period());
    EpisodeStart start = new EpisodeStart(motion.centre(), new double[motion.centre().length], 0);
    Motion along = new Tracking(robot.described(), excited.bounds())
        .follow(name, Optional.of(start), motion::at, steps);
    Recording recording = session.perform(along);
    return new Shaken(
        new JointReadings(robot).trace(recording), recording.end(), recording.isWhole());
  }
}
