package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.JointReadings;
import dev.trammel.calibration.fit.Trace;
import dev.trammel.calibration.inertial.DynamicsEstimate;
import dev.trammel.calibration.inertial.FourierMotion;
import dev.trammel.calibration.inertial.FourierMotion.Rhythm;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.PlantException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for inertias, centres and masses as far as motions tell them: excites all joints along
 * optimised Fourier series, each repeated for many periods, and solves the equations of motion along
 * their means. One more motion is kept aside and predicted.
 */
public final class Dynamics implements Procedure {

  private static final double PERIOD = 4;
  private static final double FADE = 2;
  private static final int PERIODS = 9;

  /** Samples of a period that its harmonics need. */
  private static final int LEAST_SAMPLES = 100;

  @Override
  public String name() {
    return "dynamics";
  }

  @Override
  public Findings run(BenchSession session) {
    BenchRobot robot = session.robot();
    int n = robot.described().robot().degreesOfFreedom();
    for (int i = 0; i < n; i++) {
      if (robot.actuator(i) < 0) {
        return new Findings(
            Map.of(),
            List.of(Judgement.notIdentifiable(
                "dynamics",
                "joint " + robot.joint(i).name() + " has no actuator, so no motion of it repeats"
                    + " itself; ask fit-sim, which needs none that does")),
            List.of(),
            Map.of());
      }
    }
    ExcitedRobot excited = ExcitedRobot.of(session, rhythm(robot.period()));
    List<List<Trace>> training = new ArrayList<>();
    for (int repeat = 0; repeat < Math.max(2, session.repeats()); repeat++) {
      training.add(List.of(ask(session, excited, "excitation-" + (repeat + 1))));
    }
    List<Trace> holdOut = List.of(ask(session, excited, "excitation-held-out"));
    DynamicsEstimate estimate =
        DynamicsEstimate.of(robot.described(), excited.model(), excited.way(), training, holdOut);
    return DynamicsFindings.of(robot, excited.model(), estimate, training.size());
  }

  /** Whole samples, and enough of them. */
  private static Rhythm rhythm(double step) {
    double samples = Math.max(LEAST_SAMPLES, Math.round(PERIOD / step));
    return new Rhythm(samples * step, Math.round(FADE / step) * step, PERIODS);
  }

  private static Trace ask(BenchSession session, ExcitedRobot excited, String name) {
    BenchRobot robot = session.robot();
    FourierMotion motion = excited.search(session, name);
    int steps = (int) Math.round(motion.rhythm().duration() / robot.period());
    EpisodeStart start = new EpisodeStart(motion.centre(), new double[motion.centre().length], 0);
    session.say(name + ": condition number " + Math.round(excited.excitation().condition(motion)));
    Motion along = new Tracking(robot.described(), excited.bounds())
        .follow(name, Optional.of(start), motion::at, steps);
    Recording recording = session.perform(along);
    if (!recording.isWhole()) {
      throw new PlantException("robot " + robot.nameplate().device() + " broke motion " + name
          + " off after " + recording.steps() + " of " + steps + " steps: " + recording.end()
          + "; ask checkout, encoder and delay first, or give motions a smaller share");
    }
    return new JointReadings(robot).trace(recording);
  }
}
