package dev.trammel.controller.task;

import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Kinematics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.task.SensorSettings.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Where a link's origin is and how fast it moves, as a state tells it: by kinematics from the
 * joints that carry the link where they are all measured, from the point's own sensors otherwise.
 * Not thread-safe.
 */
final class PointInState {

  private final StateLayout layout;
  private final Frame frame;
  private final Kinematics kinematics;
  private final int[] positionEntries = new int[3];
  private final int[] velocityEntries = new int[3];
  private final boolean byKinematics;
  private final boolean rateByKinematics;
  private final double[] q;
  private final double[] qDot;

  PointInState(RobotModel robot, StateLayout layout, String link) {
    this.layout = layout;
    frame = robot.frame(link);
    kinematics = new Kinematics(robot);
    q = new double[robot.degreesOfFreedom()];
    qDot = new double[robot.degreesOfFreedom()];
    for (int axis = 0; axis < 3; axis++) {
      positionEntries[axis] = layout.point(Quantity.POSITION, link, axis);
      velocityEntries[axis] = layout.point(Quantity.VELOCITY, link, axis);
    }
    List<Integer> carriers = carriers(robot, frame);
    byKinematics = carriers.stream().allMatch(j -> layout.position(j) != StateLayout.ABSENT);
    rateByKinematics =
        byKinematics && carriers.stream().allMatch(j -> layout.velocity(j) != StateLayout.ABSENT);
  }

  /** The joints that move a frame, ascending. */
  static List<Integer> carriers(RobotModel robot, Frame frame) {
    List<Integer> joints = new ArrayList<>();
    for (int body = frame.body(); body >= 0; body = robot.bodies().get(body).parent()) {
      joints.add(body);
    }
    Collections.reverse(joints);
    return joints;
  }

  boolean knowsPosition() {
    return byKinematics || isWhole(positionEntries);
  }

  boolean knowsVelocity() {
    return rateByKinematics || isWhole(velocityEntries);
  }

  /**
   * The position in the world [m].
   *
   * @param x n×1; not modified
   * @param out 3; modified
   */
  void position(DMatrixRMaj x, double[] out) {
    if (byKinematics) {
      layout.readPositions(x, q);
      kinematics.update(q);
      kinematics.position(frame, out);
    } else {
      read(positionEntries, x, out);
    }
  }

  /**
   * The velocity in the world [m/s].
   *
   * @param x n×1; not modified
   * @param out 3; modified
   */
  void velocity(DMatrixRMaj x, double[] out) {
    if (rateByKinematics) {
      layout.readPositions(x, q);
      layout.readVelocities(x, qDot);
      kinematics.update(q, qDot);
      kinematics.velocity(frame, out);
    } else {
      read(velocityEntries, x, out);
    }
  }

  private static boolean isWhole(int[] entries) {
    return entries[0] != StateLayout.ABSENT
        && entries[1] != StateLayout.ABSENT
        && entries[2] != StateLayout.ABSENT;
  }

  private static void read(int[] entries, DMatrixRMaj x, double[] out) {
    for (int axis = 0; axis < 3; axis++) {
      out[axis] = x.data[entries[axis]];
    }
  }
}
