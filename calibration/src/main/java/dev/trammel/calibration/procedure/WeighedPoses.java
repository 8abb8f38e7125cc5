package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.SlowPass;
import dev.trammel.controller.calibration.Judgement;
import java.util.List;

/** Slow passes through poses all over a robot's range, for questions about its weight. */
final class WeighedPoses {

  private WeighedPoses() {}

  /**
   * Goes through them, and judges where that cannot be done.
   *
   * @param count of poses, for the first joint
   * @param perJoint how many more for each further joint
   * @param least how many must come to something
   * @return none if they were fewer; {@code found} says why
   */
  static List<SlowPass> of(
      BenchSession session, int count, int perJoint, int least, FindingsBuilder found) {
    SlowPasses slow = new SlowPasses(session);
    int wanted = count + perJoint * (slow.reach().length - 1);
    List<double[]> poses = Poses.of(session, wanted, slow.reach());
    if (poses.size() < least) {
      found.judge(Judgement.notIdentifiable(
          "poses",
          "within its share of effort the robot holds " + poses.size() + " of " + wanted
              + " poses, at least " + least + " are needed; raise --share"));
      return List.of();
    }
    List<SlowPass> passes = slow.through(poses);
    if (passes.size() < least) {
      found.judge(Judgement.fail(
          "poses",
          "the robot broke off all but " + passes.size() + " of " + poses.size()
              + " poses; run checkout"));
      return List.of();
    }
    return passes;
  }

  /** Greatest effort of a joint that has an actuator [N·m or N]. */
  static double limit(BenchSession session, int joint) {
    BenchRobot robot = session.robot();
    return robot.greatestEffort(robot.actuator(joint));
  }
}
