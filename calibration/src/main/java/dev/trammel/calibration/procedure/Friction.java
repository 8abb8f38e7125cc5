package dev.trammel.calibration.procedure;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How hard is it to move a joint? Each is pushed until it breaks away; then one after the other
 * moves at constant speeds both ways and in slow sines, while the others are held; all at once where
 * one has no motor. A robust regression starts an output-error fit in which
 * the delay and the links' inertias are free.
 *
 * <p>Commands tell efforts only as well as the actuator's strength is known: what {@code torque} found
 * of it is used, else it is taken for 1.
 */
public final class Friction implements Procedure {

  private static final double[] SPEEDS = {1, 0.4, 0.15};
  private static final double STROKE = 0.6;
  private static final double TURN = 0.12;
  private static final double LADDER = STROKE * 4 * SPEEDS.length;
  private static final double SINES = 4;
  private static final int LINES = 6;
  private static final double SLOWEST = 0.3;
  private static final double FASTEST = 3;

  @Override
  public String name() {
    return "friction";
  }

  @Override
  public Findings run(BenchSession session) {
    JointMotions motions = new JointMotions(session);
    motions.settle();
    Pushes pushes = new Pushes(session, motions);
    List<JointMotions.Passage> passages = new ArrayList<>();
    for (int repeat = 1; repeat <= session.repeats(); repeat++) {
      pushes.push();
      passages.addAll(motions.shaped("ladder-" + repeat, LADDER, Friction::ladder));
      passages.addAll(motions.shaped(
          "sines-" + repeat,
          SINES,
          (joint, random) -> JointShape.multisine(LINES, SLOWEST, FASTEST, random)));
    }
    FindingsBuilder found = new FindingsBuilder();
    if (!session.isRehearsal()) {
      FrictionFindings findings = new FrictionFindings(session, motions, found);
      for (List<Integer> joints : motions.groups()) {
        findings.tell(joints, JointMotions.Passage.of(joints, passages));
      }
      session.joints().forEach(joint -> findings.breakaway(joint, pushes.of(joint)));
    }
    return Granted.in(session.robot(), found.build());
  }

  /** Joints take the speeds in turns, so that not all are fast at once. */
  private static JointShape ladder(int joint, SplittableRandom random) {
    double[] speeds = new double[SPEEDS.length];
    for (int i = 0; i < speeds.length; i++) {
      speeds[i] = SPEEDS[(i + joint) % speeds.length] * random.nextDouble(0.8, 1);
    }
    return JointShape.ladder(speeds, STROKE, TURN);
  }
}
