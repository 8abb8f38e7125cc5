package dev.trammel.sim.physics;

import dev.trammel.controller.plant.Placement;
import dev.trammel.controller.robot.Base;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Shape;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.World;
import dev.trammel.controller.task.WorldObject;
import java.util.List;
import java.util.Map;

/** Objects for tests, beside a robot that is far away from them. */
final class Objects {

  static final double H = 1e-3;
  static final double G = 9.81;
  static final Vector3 DOWN = new Vector3(0, 0, -G);

  /** Index of the first object. */
  static final int FIRST = 1;

  private Objects() {}

  static Simulation simulation(Vector3 gravity, double friction, WorldObject... objects) {
    RobotModel robot = Robots.of(
        Robots.body(-1, JointType.CONTINUOUS, Robots.Z, new Vector3(50, 0, 0), Vector3.ZERO));
    return new Simulation(robot, new World(gravity, H, friction, List.of(objects)));
  }

  /** A thick square plate whose top's middle is at the origin, turned about y [rad]. */
  static WorldObject plate(double slope) {
    Shape top =
        new Shape.Box(Transform.translation(new Vector3(0, 0, -0.05)), new Vector3(2, 2, 0.1));
    return new WorldObject(
        model(Inertia.NONE, top), false, new Placement("plate", 0, 0, 0, 0, slope, 0));
  }

  static WorldObject box(String name, double mass, Vector3 size, Placement place) {
    double x = size.x() * size.x();
    double y = size.y() * size.y();
    double z = size.z() * size.z();
    Matrix3 moments = Matrix3.diagonal(y + z, x + z, x + y).times(mass / 12);
    Inertia inertia = new Inertia(mass, Vector3.ZERO, moments);
    return new WorldObject(
        model(inertia, new Shape.Box(Transform.IDENTITY, size)),
        true,
        new Placement(
            name, place.x(), place.y(), place.z(), place.roll(), place.pitch(), place.yaw()));
  }

  static WorldObject free(double mass, double moment, Shape shape, Placement place) {
    Inertia inertia = new Inertia(mass, Vector3.ZERO, Matrix3.diagonal(moment, moment, moment));
    return new WorldObject(model(inertia, shape), true, place);
  }

  private static RobotModel model(Inertia inertia, Shape shape) {
    return new RobotModel(
        "object", List.of(), new Base(inertia, List.of(shape), List.of()), Map.of(), List.of());
  }

  static void run(Simulation simulation, int steps) {
    for (int k = 0; k < steps; k++) {
      simulation.step();
    }
  }
}
