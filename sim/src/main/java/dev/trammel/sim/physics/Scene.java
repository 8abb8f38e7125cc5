package dev.trammel.sim.physics;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Shape;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.World;
import dev.trammel.controller.task.WorldObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All bodies of a simulation with their shapes, built once. */
final class Scene {

  final RobotTree robot;
  final List<FreeBody> free = new ArrayList<>();

  /** By body's index plus one, so that the ground comes first. */
  final List<Mover> movers = new ArrayList<>();

  final List<Collider> colliders = new ArrayList<>();

  private final World world;

  Scene(RobotModel model, World world) {
    this.world = world;
    robot = new RobotTree(model, world.gravity(), world.timeStep());
    robot.place();
    movers.add(Mover.fixed(robot.link(-1).pose));
    addShapes(-1, model.fixedShapes());
    for (int i = 0; i < robot.n; i++) {
      movers.add(Mover.ofLink(i, robot.link(i)));
      addShapes(i, model.bodies().get(i).shapes());
    }
    world.objects().forEach(this::add);
  }

  private void add(WorldObject object) {
    int index = movers.size() - 1;
    if (object.free()) {
      Inertia inertia = object.model().base().inertia();
      FreeBody body = new FreeBody(
          inertia.mass(), PrincipalAxes.of(inertia), world.gravity(), world.timeStep());
      free.add(body);
      movers.add(Mover.ofFree(body));
    } else {
      movers.add(Mover.fixed(new Pose()));
    }
    addShapes(index, object.model().fixedShapes());
    setPose(index, object.pose());
  }

  private void addShapes(int body, List<Shape> shapes) {
    for (Shape shape : shapes) {
      colliders.add(new Collider(body, shape, mover(body).frame()));
    }
  }

  Mover mover(int body) {
    return movers.get(body + 1);
  }

  /** Puts an object somewhere, at rest. */
  void setPose(int body, Transform pose) {
    Mover mover = mover(body);
    FreeBody object = mover.free();
    if (object == null) {
      mover.pose().set(pose);
      colliders.stream()
          .filter(collider -> collider.body == body)
          .forEach(collider -> collider.follow(mover.pose()));
    } else {
      object.setPose(pose);
      Arrays.fill(object.velocity, 0);
    }
  }

  /**
   * Checks that a body can move by the laws of mechanics.
   *
   * @throws IllegalArgumentException if not
   */
  static void requireSolid(Body body) {
    Require.positive(body.inertia().mass(), "mass of link " + body.name());
    Vector3 moments = PrincipalAxes.of(body.inertia()).moments();
    String name = "principal moment of inertia of link " + body.name();
    Require.positive(moments.x(), name);
    Require.positive(moments.y(), name);
    Require.positive(moments.z(), name);
  }
}
