package dev.trammel.sim.scenario;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.ActuatorErrors;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorErrors;
import dev.trammel.controller.task.SensorSettings;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.PointSensor;
import dev.trammel.controller.task.World;
import dev.trammel.controller.task.WorldObject;
import java.util.ArrayList;
import java.util.List;

/** Makes the body of one episode from the nominal one and what was drawn. */
final class VariedPlant {

  private final PlantSettings nominal;
  private final Draws draws;

  VariedPlant(PlantSettings nominal, Draws draws) {
    this.nominal = nominal;
    this.draws = draws;
  }

  /** Robot, world and sensors; what the controller commands and believes stays nominal. */
  PlantSettings settings() {
    return nominal.varied(robot(), world(), sensors());
  }

  /** One per actuator. */
  List<ActuatorErrors> actuators() {
    List<ActuatorErrors> errors = new ArrayList<>();
    for (ActuatorSettings actuator : nominal.actuators()) {
      String joint = nominal.robot().bodies().get(actuator.joint()).joint().name();
      errors.add(new ActuatorErrors(
          draws.value(Property.STRENGTH, joint, 1),
          draws.value(Property.DEAD_BAND, joint, 0),
          wholeSteps(draws.value(Property.ACTUATOR_DELAY, joint, 0))));
    }
    return errors;
  }

  private RobotModel robot() {
    RobotModel robot = nominal.robot();
    List<Body> bodies = new ArrayList<>();
    for (int i = 0; i < robot.bodies().size(); i++) {
      Body body = robot.bodies().get(i);
      bodies.add(body.with(laden(i, inertia(body))).with(joint(body.joint())));
    }
    return robot.withBodies(bodies);
  }

  private Inertia inertia(Body body) {
    Inertia inertia = body.inertia();
    double mass = draws.value(Property.MASS, body.name(), inertia.mass());
    double turn = draws.value(Property.INERTIA, body.name(), 1);
    return inertia.timesMass(mass / inertia.mass()).timesRotational(turn);
  }

  private Inertia laden(int body, Inertia inertia) {
    Inertia sum = inertia;
    for (String link : nominal.robot().frames().keySet()) {
      Frame frame = nominal.robot().frame(link);
      if (frame.body() == body && draws.varies(Property.PAYLOAD, link)) {
        double mass = draws.value(Property.PAYLOAD, link, 0);
        sum = sum.plus(Inertia.ofPoint(mass, frame.origin().translation()));
      }
    }
    return sum;
  }

  private Joint joint(Joint joint) {
    return joint.withResistance(
        draws.value(Property.DAMPING, joint.name(), joint.damping()),
        draws.value(Property.FRICTION, joint.name(), joint.friction()));
  }

  private World world() {
    World world = nominal.world();
    return new World(
        gravity(world.gravity()),
        world.timeStep(),
        draws.value(Property.SURFACE, "", world.friction()),
        world.objects().stream().map(this::object).toList());
  }

  private WorldObject object(WorldObject object) {
    if (!object.free()) {
      return object;
    }
    Inertia inertia = object.model().base().inertia();
    double mass = draws.value(Property.MASS, object.name(), inertia.mass());
    return object.with(inertia.timesMass(mass / inertia.mass()));
  }

  private Vector3 gravity(Vector3 gravity) {
    double size = gravity.norm();
    if (size == 0 || !draws.varies(Property.GRAVITY, "") && !draws.varies(Property.TILT, "")) {
      return gravity;
    }
    Vector3 down = gravity.times(draws.value(Property.GRAVITY, "", size) / size);
    double tilt = draws.value(Property.TILT, "", 0);
    return tilt == 0 ? down : leaning(down, tilt);
  }

  /** Turns a vector by an angle towards a side, all sides alike. */
  private Vector3 leaning(Vector3 down, double tilt) {
    double side = 2 * Math.PI * draws.value("side of the tilt", new Range(0, 1));
    Vector3 along = Math.abs(down.x()) < Math.abs(down.z())
        ? new Vector3(1, 0, 0).cross(down)
        : new Vector3(0, 0, 1).cross(down);
    Vector3 first = along.times(1 / along.norm());
    Vector3 second = first.cross(down).times(1 / down.norm());
    Vector3 sideways = first.times(StrictMath.cos(side)).plus(second.times(StrictMath.sin(side)));
    return down.times(StrictMath.cos(tilt))
        .plus(sideways.times(down.norm() * StrictMath.sin(tilt)));
  }

  private List<SensorSettings> sensors() {
    List<Channel> channels = nominal.spec().sensors();
    List<SensorSettings> sensors = new ArrayList<>();
    for (int i = 0; i < channels.size(); i++) {
      SensorSettings sensor = nominal.sensors().get(i);
      sensors.add(with(sensor, errors(channels.get(i).name(), sensor.errors())));
    }
    return sensors;
  }

  private SensorErrors errors(String name, SensorErrors errors) {
    return new SensorErrors(
        draws.value(Property.NOISE, name, errors.noise()),
        errors.quantum(),
        wholeSteps(draws.value(Property.DELAY, name, errors.delay())));
  }

  private static SensorSettings with(SensorSettings sensor, SensorErrors errors) {
    if (sensor instanceof PointSensor point) {
      return new PointSensor(point.quantity(), point.link(), point.axis(), errors);
    }
    return new JointSensor(sensor.quantity(), ((JointSensor) sensor).joint(), errors);
  }

  private double wholeSteps(double delay) {
    double h = nominal.world().timeStep();
    return h * Math.rint(delay / h);
  }
}
