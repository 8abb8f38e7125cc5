package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.LinkMeasurement;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.bench.Silence;

/** A session in the simulator, from which the plan for the robot comes. Nothing is kept. */
public final class Rehearsal extends SettledSession {

  private final BenchBody body;
  private final Plan plan;

  /** @param body simulated, open */
  public Rehearsal(BenchRobot robot, SessionSettings settings, BenchBody body) {
    super(robot, settings);
    this.body = body;
    plan = new Plan(robot, settings.share());
  }

  /** What came of it so far. */
  public Plan plan() {
    return plan;
  }

  @Override
  public boolean isRehearsal() {
    return true;
  }

  @Override
  public Recording perform(Motion motion) {
    MotionLimits.require(robot, settings.share(), motion);
    Recording recording = body.perform(motion);
    plan.add(motion, recording);
    return recording;
  }

  @Override
  public Recording listen(String name, int readings) {
    Recording recording = body.listen(readings);
    plan.listen(name, recording);
    return recording;
  }

  @Override
  public LinkMeasurement measureLink(int pings) {
    return body.measureLink(pings);
  }

  @Override
  public Silence fallSilent(Motion motion) {
    // whole, as it goes where no watchdog stops it: it counts for the peaks
    perform(motion);
    return body.fallSilent(motion);
  }

  @Override
  public void say(String line) {
    // it is said when it is true
  }
}
