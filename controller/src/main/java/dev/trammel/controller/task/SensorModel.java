package dev.trammel.controller.task;

import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Kinematics;
import dev.trammel.controller.task.SensorSettings.ContactSensor;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.PointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * What ideal sensors say of a robot, x = h(q, q̇): the state that belongs to joint positions and
 * rates. Nothing touches the robot, and objects stand where the plant has them. Not thread-safe.
 */
public final class SensorModel {

  /** Half the distance of a central difference [rad, m, rad/s or m/s]. */
  private static final double DIFFERENCE = 1e-5;

  /** One sensor's value at joints that the kinematics stand at. */
  private interface Reading {
    double at(double[] q, double[] qDot);
  }

  private final List<Reading> readings;
  private final Kinematics kinematics;
  private final double[] point = new double[3];
  private final DMatrixRMaj ahead;
  private final DMatrixRMaj behind;

  public SensorModel(PlantSettings plant) {
    kinematics = new Kinematics(plant.robot());
    readings = plant.sensors().stream().map(sensor -> reading(sensor, plant)).toList();
    ahead = new DMatrixRMaj(readings.size(), 1);
    behind = new DMatrixRMaj(readings.size(), 1);
  }

  /**
   * Computes the state.
   *
   * @param q positions [rad or m], one per joint; not modified
   * @param qDot rates [rad/s or m/s], one per joint; not modified
   * @param x n×1; modified
   */
  public void read(double[] q, double[] qDot, DMatrixRMaj x) {
    kinematics.update(q, qDot);
    for (int i = 0; i < readings.size(); i++) {
      x.data[i] = readings.get(i).at(q, qDot);
    }
  }

  /**
   * The derivative of x by central differences.
   *
   * @param q positions [rad or m], one per joint; varied, and restored
   * @param qDot rates [rad/s or m/s], one per joint; varied, and restored
   * @param H n×2j for j joints, columns as in (q, q̇); modified
   */
  public void linearise(double[] q, double[] qDot, DMatrixRMaj H) {
    for (int joint = 0; joint < q.length; joint++) {
      difference(q, qDot, q, joint, H, joint);
      difference(q, qDot, qDot, joint, H, q.length + joint);
    }
  }

  private void difference(
      double[] q, double[] qDot, double[] varied, int joint, DMatrixRMaj H, int column) {
    double at = varied[joint];
    varied[joint] = at + DIFFERENCE;
    read(q, qDot, ahead);
    varied[joint] = at - DIFFERENCE;
    read(q, qDot, behind);
    varied[joint] = at;
    for (int i = 0; i < ahead.numRows; i++) {
      H.set(i, column, (ahead.data[i] - behind.data[i]) / (2 * DIFFERENCE));
    }
  }

  private Reading reading(SensorSettings sensor, PlantSettings plant) {
    boolean moving = sensor.quantity() == Quantity.VELOCITY;
    if (sensor instanceof JointSensor measured) {
      int joint = measured.joint();
      return moving ? (q, qDot) -> qDot[joint] : (q, qDot) -> q[joint];
    }
    if (sensor instanceof ContactSensor) {
      return (q, qDot) -> 0;
    }
    PointSensor measured = (PointSensor) sensor;
    int axis = measured.axis();
    Optional<WorldObject> object = plant.world().object(measured.link());
    if (object.isPresent()) {
      double place = moving ? 0 : object.get().place().numbers()[axis];
      return (q, qDot) -> place;
    }
    Frame frame = plant.robot().frame(measured.link());
    if (moving) {
      return (q, qDot) -> {
        kinematics.velocity(frame, point);
        return point[axis];
      };
    }
    return (q, qDot) -> {
      kinematics.position(frame, point);
      return point[axis];
    };
  }
}
