package dev.trammel.controller.task;

import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.task.SensorSettings.ContactSensor;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.PointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Where each quantity stands in the state x, whose n entries are the sensors in their order.
 * Immutable.
 */
public final class StateLayout {

  /** Index of a quantity that no sensor measures. */
  public static final int ABSENT = -1;

  private final int size;
  private final int[] positions;
  private final int[] velocities;
  private final Map<PointSensor, Integer> points = new HashMap<>();
  private final Map<String, Integer> contacts = new HashMap<>();
  private boolean followsJoints = true;

  StateLayout(RobotModel robot, List<SensorSettings> sensors) {
    size = sensors.size();
    positions = absent(robot.degreesOfFreedom());
    velocities = absent(robot.degreesOfFreedom());
    for (int i = 0; i < size; i++) {
      place(robot, sensors.get(i), i);
    }
  }

  /** n. */
  public int size() {
    return size;
  }

  /** Number of the robot's joints. */
  public int joints() {
    return positions.length;
  }

  /** Index in x of a joint's position, or {@link #ABSENT}. */
  public int position(int joint) {
    return positions[joint];
  }

  /** Index in x of a joint's velocity, or {@link #ABSENT}. */
  public int velocity(int joint) {
    return velocities[joint];
  }

  /** Index in x of one coordinate of a link's origin or of its velocity, or {@link #ABSENT}. */
  public int point(Quantity quantity, String link, int axis) {
    return points.getOrDefault(new PointSensor(quantity, link, axis, SensorErrors.NONE), ABSENT);
  }

  /** Index in x of one component of the force on a link or object, or {@link #ABSENT}. */
  public int contact(String body, int axis) {
    return contacts.getOrDefault(contactKey(body, axis), ABSENT);
  }

  public boolean hasAllPositions() {
    return Arrays.stream(positions).noneMatch(index -> index == ABSENT);
  }

  public boolean hasAllVelocities() {
    return Arrays.stream(velocities).noneMatch(index -> index == ABSENT);
  }

  /**
   * Whether every joint's position and velocity is measured and all else follows by kinematics: no
   * object's place, no contact.
   */
  public boolean hasAllJoints() {
    return followsJoints && hasAllPositions() && hasAllVelocities();
  }

  /**
   * Picks the joints' positions out of a state.
   *
   * @param x n×1; not modified
   * @param q one entry per joint, 0 where not measured; modified
   */
  public void readPositions(DMatrixRMaj x, double[] q) {
    read(positions, x, q);
  }

  /**
   * Picks the joints' velocities out of a state.
   *
   * @param x n×1; not modified
   * @param qDot one entry per joint, 0 where not measured; modified
   */
  public void readVelocities(DMatrixRMaj x, double[] qDot) {
    read(velocities, x, qDot);
  }

  private static void read(int[] indices, DMatrixRMaj x, double[] out) {
    for (int i = 0; i < indices.length; i++) {
      out[i] = indices[i] == ABSENT ? 0 : x.data[indices[i]];
    }
  }

  private void place(RobotModel robot, SensorSettings sensor, int index) {
    if (sensor instanceof PointSensor point) {
      PointSensor key =
          new PointSensor(point.quantity(), point.link(), point.axis(), SensorErrors.NONE);
      requireFirst(points.putIfAbsent(key, index) == null, index);
      followsJoints &= robot.frames().containsKey(point.link());
      return;
    }
    if (sensor instanceof ContactSensor contact) {
      Integer earlier = contacts.putIfAbsent(contactKey(contact.body(), contact.axis()), index);
      requireFirst(earlier == null, index);
      followsJoints = false;
      return;
    }
    int[] row = sensor.quantity() == Quantity.POSITION ? positions : velocities;
    int joint = ((JointSensor) sensor).joint();
    requireFirst(row[joint] == ABSENT, index);
    row[joint] = index;
  }

  private static String contactKey(String body, int axis) {
    return body + " " + axis;
  }

  private static void requireFirst(boolean first, int index) {
    if (!first) {
      throw new IllegalArgumentException(
          "a quantity must be measured once, sensor " + index + " repeats an earlier one");
    }
  }

  private static int[] absent(int length) {
    int[] indices = new int[length];
    Arrays.fill(indices, ABSENT);
    return indices;
  }
}
