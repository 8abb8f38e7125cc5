package dev.trammel.hardware.emulated;

import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.hardware.hidden.Truth;
import java.util.Arrays;
import java.util.List;

/** All motors of a robot, as they were connected, and what they are commanded. */
final class Motors {

  private final int[] joints;
  private final Motor[] motors;
  private final double[] most;
  private final double[] command;
  private final Wires wires;

  /** @param described the robot as it is described */
  Motors(PlantSettings described, Truth truth) {
    List<ActuatorSettings> actuators = described.actuators();
    joints = actuators.stream().mapToInt(ActuatorSettings::joint).toArray();
    motors = new Motor[joints.length];
    most = new double[joints.length];
    command = new double[joints.length];
    wires = new Wires(actuators, truth.flaws());
    double[] inertia = Mechanism.inertia(described.robot(), described.world().gravity());
    for (int i = 0; i < joints.length; i++) {
      Joint joint = described.robot().bodies().get(joints[i]).joint();
      motors[i] = new Motor(
          truth.joints().get(joints[i]).motor(),
          joint.type().rotates(),
          inertia[joints[i]],
          Mechanism.STEP);
      // a description that gives no effort, or none of use, bounds nothing
      most[i] = joint.effort() > 0 ? joint.effort() : Double.POSITIVE_INFINITY;
    }
  }

  /** Efforts from now on; m, not modified. */
  void command(double[] efforts) {
    wires.carry(efforts, command);
  }

  /** Nothing is commanded any more. */
  void commandNothing() {
    Arrays.fill(command, 0);
  }

  /** Nothing is on its way. */
  void reset() {
    for (Motor motor : motors) {
      motor.reset();
    }
  }

  /**
   * Goes on by a step of time with current.
   *
   * @param beside n, what the robot itself adds to the commands; not modified
   * @param q n, where the joints are; not modified
   * @param tau n, what acts on the driven ones; modified
   */
  void drive(double[] beside, double[] q, double[] tau) {
    for (int i = 0; i < joints.length; i++) {
      double wanted = command[i] + beside[joints[i]];
      double possible = Math.max(-most[i], Math.min(most[i], wanted));
      tau[joints[i]] = motors[i].advance(possible, q[joints[i]], true);
    }
  }

  /** The same without current. */
  void coast(double[] q, double[] tau) {
    for (int i = 0; i < joints.length; i++) {
      tau[joints[i]] = motors[i].advance(0, q[joints[i]], false);
    }
  }
}
