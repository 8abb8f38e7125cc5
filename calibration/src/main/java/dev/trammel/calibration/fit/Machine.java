package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.PlantSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A robot with all that a fit may find of it. Immutable.
 *
 * @param robot bodies and joints; their damping counts, their dry friction does not
 * @param gravity [m/s²]
 * @param friction n, dry
 * @param drives n, one per joint; {@link Drive#IDEAL} for a joint without an actuator
 */
public record Machine(
    RobotModel robot, Vector3 gravity, List<JointFriction> friction, List<Drive> drives) {

  public Machine {
    friction = List.copyOf(friction);
    drives = List.copyOf(drives);
    int n = robot.degreesOfFreedom();
    Require.inRange(friction.size(), n, n, "joints with friction");
    Require.inRange(drives.size(), n, n, "joints with drives");
  }

  /** As it is described: Coulomb's friction of the joints, and actuators that obey at once. */
  public static Machine described(PlantSettings plant) {
    List<JointFriction> friction = new ArrayList<>();
    for (int i = 0; i < plant.robot().degreesOfFreedom(); i++) {
      Joint joint = plant.robot().bodies().get(i).joint();
      friction.add(JointFriction.coulomb(joint.friction()));
    }
    List<Drive> drives = Collections.nCopies(plant.robot().degreesOfFreedom(), Drive.IDEAL);
    return new Machine(plant.robot(), plant.world().gravity(), friction, drives);
  }

  /** n. */
  public int joints() {
    return friction.size();
  }

  public Machine withRobot(RobotModel changed) {
    return new Machine(changed, gravity, friction, drives);
  }

  public Machine withFriction(int joint, JointFriction changed) {
    List<JointFriction> all = new ArrayList<>(friction);
    all.set(joint, changed);
    return new Machine(robot, gravity, all, drives);
  }

  public Machine withDrive(int joint, Drive changed) {
    List<Drive> all = new ArrayList<>(drives);
    all.set(joint, changed);
    return new Machine(robot, gravity, friction, all);
  }
}
