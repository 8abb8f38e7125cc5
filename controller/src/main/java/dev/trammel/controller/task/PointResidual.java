package dev.trammel.controller.task;

import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Kinematics;
import dev.trammel.controller.robot.RobotModel;
import java.util.Arrays;
import java.util.Comparator;
import org.ejml.data.DMatrixRMaj;

/**
 * A link's origin less its target [m], through the kinematics of the joints that carry it: d(x) =
 * p(q(x)) − p*, with the robot's Jacobian.
 */
final class PointResidual implements Residual {

  private final StateLayout layout;
  private final Frame frame;
  private final Kinematics kinematics;
  private final TargetPath target;
  private final int[] joints;
  private final int[] entries;
  private final double[] q;
  private final DMatrixRMaj jacobian;
  private final DMatrixRMaj curvature;

  /**
   * A point whose carrying joints are all measured.
   *
   * @param target three coordinates, in the world's frame
   */
  PointResidual(RobotModel robot, StateLayout layout, String link, TargetPath target) {
    this.layout = layout;
    this.target = target;
    frame = robot.frame(link);
    kinematics = new Kinematics(robot);
    joints = PointInState.carriers(robot, frame).stream()
        .sorted(Comparator.comparingInt(layout::position))
        .mapToInt(joint -> joint)
        .toArray();
    entries = Arrays.stream(joints).map(layout::position).toArray();
    if (joints.length == 0 || entries[0] == StateLayout.ABSENT) {
      throw new IllegalArgumentException(
          "point " + link + " must be carried by joints that are all measured, was not");
    }
    int n = robot.degreesOfFreedom();
    q = new double[n];
    jacobian = new DMatrixRMaj(3, n);
    curvature = new DMatrixRMaj(n, n);
  }

  @Override
  public int size() {
    return 3;
  }

  @Override
  public int[] entries() {
    return entries.clone();
  }

  @Override
  public boolean usesInput() {
    return false;
  }

  @Override
  public void evaluate(int step, DMatrixRMaj x, DMatrixRMaj u, double[] d) {
    layout.readPositions(x, q);
    kinematics.update(q);
    kinematics.position(frame, d);
    for (int axis = 0; axis < 3; axis++) {
      d[axis] -= target.at(step, axis);
    }
  }

  @Override
  public void jacobian(int step, DMatrixRMaj x, DMatrixRMaj u, double[][] J) {
    layout.readPositions(x, q);
    kinematics.update(q);
    kinematics.jacobian(frame, jacobian);
    for (int axis = 0; axis < 3; axis++) {
      for (int e = 0; e < joints.length; e++) {
        J[axis][e] = jacobian.get(axis, joints[e]);
      }
    }
  }

  @Override
  public void curvature(int step, DMatrixRMaj x, DMatrixRMaj u, double[] factors, double[][] H) {
    layout.readPositions(x, q);
    kinematics.update(q);
    kinematics.curvature(frame, factors, curvature);
    for (int a = 0; a < joints.length; a++) {
      for (int b = 0; b < joints.length; b++) {
        H[a][b] = curvature.get(joints[a], joints[b]);
      }
    }
  }
}
