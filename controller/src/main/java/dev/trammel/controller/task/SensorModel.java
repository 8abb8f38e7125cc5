package dev.trammel.controller.task;

import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Kinematics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.PointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * What ideal sensors say of a robot, x = h(q, q̇): the state that belongs to joint positions and
 * rates. Not thread-safe.
 */
public final class SensorModel {

  private final List<SensorSettings> sensors;
  private final RobotModel robot;
  private final Kinematics kinematics;
  private final double[] point = new double[3];

  public SensorModel(PlantSettings plant) {
    sensors = plant.sensors();
    robot = plant.robot();
    kinematics = new Kinematics(robot);
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
    for (int i = 0; i < sensors.size(); i++) {
      x.data[i] = read(sensors.get(i), q, qDot);
    }
  }

  private double read(SensorSettings sensor, double[] q, double[] qDot) {
    boolean moving = sensor.quantity() == Quantity.VELOCITY;
    if (sensor instanceof JointSensor joint) {
      return moving ? qDot[joint.joint()] : q[joint.joint()];
    }
    PointSensor measured = (PointSensor) sensor;
    Frame frame = robot.frame(measured.link());
    if (moving) {
      kinematics.velocity(frame, point);
    } else {
      kinematics.position(frame, point);
    }
    return point[measured.axis()];
  }
}
