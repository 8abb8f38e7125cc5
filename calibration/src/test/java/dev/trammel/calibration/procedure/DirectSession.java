package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.LinkMeasurement;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.bench.Silence;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A session that hands everything to a body at once: no plan, no question, nothing kept. */
public final class DirectSession implements BenchSession {

  private final BenchRobot robot;
  private final BenchBody body;
  private final long seed;
  private final int repeats;
  private final List<Integer> joints = new ArrayList<>();

  public DirectSession(BenchRobot robot, BenchBody body, long seed) {
    this(robot, body, seed, 5);
  }

  public DirectSession(BenchRobot robot, BenchBody body, long seed, int repeats) {
    this.robot = robot;
    this.body = body;
    this.seed = seed;
    this.repeats = repeats;
    robot.described().actuators().forEach(actuator -> joints.add(actuator.joint()));
  }

  /** The same about some joints alone. */
  DirectSession asking(List<Integer> some) {
    DirectSession session = new DirectSession(robot, body, seed, repeats);
    session.joints.retainAll(some);
    return session;
  }

  @Override
  public BenchRobot robot() {
    return robot;
  }

  @Override
  public List<Integer> joints() {
    return List.copyOf(joints);
  }

  @Override
  public double share() {
    return 0.25;
  }

  @Override
  public int repeats() {
    return repeats;
  }

  @Override
  public SplittableRandom random(String purpose) {
    return new SplittableRandom(seed + purpose.hashCode());
  }

  @Override
  public boolean isRehearsal() {
    return false;
  }

  @Override
  public Recording perform(Motion motion) {
    int most = robot.nameplate().mostSteps();
    if (motion.steps() > most) {
      throw new IllegalArgumentException(
          "the robot takes " + most + " steps, " + motion.name() + " has " + motion.steps());
    }
    return body.perform(motion);
  }

  @Override
  public Recording listen(String name, int readings) {
    return body.listen(readings);
  }

  @Override
  public LinkMeasurement measureLink(int pings) {
    return body.measureLink(pings);
  }

  @Override
  public Silence fallSilent(Motion motion) {
    Silence silence = body.fallSilent(motion);
    body.leaveFault();
    return silence;
  }

  @Override
  public void say(String line) {
    // nobody watches
  }
}
