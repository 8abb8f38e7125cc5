package dev.trammel.calibration.fit;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;

/** Chains of rods for tests, and what they do under given commands. */
final class Pendulums {

  static final double PERIOD = 0.004;

  private Pendulums() {}

  /** Rods of 1 kg and 1 m that hang one from the other, joints of dry friction F and damping. */
  static Machine chain(int joints, double dry, double damping) {
    List<Body> bodies = new ArrayList<>();
    for (int i = 0; i < joints; i++) {
      Transform origin = i == 0
          ? Transform.IDENTITY
          : new Transform(Transform.IDENTITY.rotation(), new Vector3(0, 0, -1));
      Joint joint = new Joint(
          "joint" + (i + 1),
          JointType.REVOLUTE,
          new Vector3(0, 1, 0),
          origin,
          -3,
          3,
          100,
          20,
          damping,
          dry);
      Inertia rod =
          new Inertia(1, new Vector3(0, 0, -0.5), Matrix3.diagonal(1 / 12.0, 1 / 12.0, 1e-4));
      bodies.add(new Body("rod" + (i + 1), i - 1, joint, rod, List.of()));
    }
    RobotModel robot = new RobotModel("chain", bodies, List.of(), Map.of());
    return new Machine(
        robot,
        new Vector3(0, 0, -9.81),
        Collections.nCopies(joints, JointFriction.coulomb(dry)),
        Collections.nCopies(joints, Drive.IDEAL));
  }

  /** The same with all damping of another size. */
  static Machine damped(Machine machine, double damping) {
    List<Body> bodies = machine.robot().bodies().stream()
        .map(body -> body.with(body.joint().withResistance(damping, 0)))
        .toList();
    return machine.withRobot(machine.robot().withBodies(bodies));
  }

  /**
   * What a machine does from rest at 0.
   *
   * @param effort of a joint at a time
   * @param sigma white noise of positions, a tenth of that of rates per s
   */
  static Trace move(
      Machine machine,
      int steps,
      ToDoubleBiFunction<Double, Integer> effort,
      double sigma,
      SplittableRandom random) {
    int n = machine.joints();
    double[] times = new double[steps + 1];
    double[] commandTimes = new double[steps];
    double[][] commands = new double[steps][n];
    for (int t = 0; t <= steps; t++) {
      times[t] = t * PERIOD;
      for (int i = 0; i < n && t < steps; i++) {
        commandTimes[t] = t * PERIOD;
        commands[t][i] = effort.applyAsDouble(t * PERIOD, i);
      }
    }
    double[][] nothing = new double[steps + 1][n];
    Trace asked = new Trace(times, commandTimes, nothing, nothing, commands);
    double[][] out = new double[steps + 1][2 * n];
    new WindowPrediction(new Window(asked, 0, steps + 1), 1e-4)
        .predict(machine, new double[2 * n], out);
    double[][] q = new double[steps + 1][n];
    double[][] qd = new double[steps + 1][n];
    for (int t = 0; t <= steps; t++) {
      for (int i = 0; i < n; i++) {
        q[t][i] = out[t][i] + sigma * normal(random);
        qd[t][i] = out[t][n + i] + 10 * sigma * normal(random);
      }
    }
    return new Trace(times, commandTimes, q, qd, commands);
  }

  private static double normal(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  static NoiseLevels noise(int joints, double sigma) {
    double[] all = new double[2 * joints];
    for (int i = 0; i < joints; i++) {
      all[i] = sigma;
      all[joints + i] = 10 * sigma;
    }
    return new NoiseLevels(all);
  }
}
