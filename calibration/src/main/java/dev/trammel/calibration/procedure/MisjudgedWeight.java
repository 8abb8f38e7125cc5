package dev.trammel.calibration.procedure;

import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.PlantSettings;
import java.util.Optional;

/**
 * By how much a robot's own computer makes up wrongly for the weight of its joints, where their
 * encoders are known to read otherwise and it does not know so: it takes each joint to be where its
 * encoder reads, but for the sign.
 */
public final class MisjudgedWeight {

  private final BenchRobot robot;
  private final RigidBodyDynamics nominal;

  private MisjudgedWeight(BenchRobot robot, RigidBodyDynamics nominal) {
    this.robot = robot;
    this.nominal = nominal;
  }

  /** Of a robot that makes up for gravity; what its encoders are known to do may still be nothing. */
  public static Optional<MisjudgedWeight> of(BenchRobot robot) {
    return robot
        .described()
        .gravityCompensation()
        .map(model -> new RigidBodyDynamics(model.robot(), model.gravity()))
        .map(nominal -> new MisjudgedWeight(robot, nominal));
  }

  /**
   * A body to whose inputs this can be added. A robot keeps the limits of inputs before it adds what
   * makes up for its weight; what its motors can give bounds both together.
   */
  public static PlantSettings takingAnyCommand(PlantSettings body) {
    return new PlantSettings(
        body.provider(),
        body.robot(),
        body.world(),
        body.period(),
        body.sensors(),
        body.actuators().stream()
            .map(actuator -> new ActuatorSettings(actuator.joint(), Double.MAX_VALUE))
            .toList(),
        body.gravityCompensation(),
        body.safeAction(),
        body.calibration());
  }

  /**
   * What it adds beyond what holds the nominal robot.
   *
   * @param q n, where the joints are; not modified
   * @return n [N·m or N]
   */
  public double[] at(double[] q) {
    double[] believed = new double[q.length];
    for (int i = 0; i < q.length; i++) {
      double slope = robot.readingSlope(i);
      believed[i] = Math.signum(slope) * (slope * q[i] + robot.readingOffset(i));
    }
    double[] g = new double[q.length];
    double[] wrong = new double[q.length];
    nominal.gravityForces(q, g);
    nominal.gravityForces(believed, wrong);
    for (int i = 0; i < q.length; i++) {
      wrong[i] -= g[i];
    }
    return wrong;
  }
}
