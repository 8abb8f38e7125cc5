package dev.trammel.sim.physics;

import com.bulletphysics.collision.shapes.CollisionShape;
import com.bulletphysics.dynamics.RigidBody;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Shape;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import java.util.ArrayList;
import java.util.List;

/**
 * A robot in a JBullet world of its own: one episode's, from a start onwards.
 *
 * <p>The bodies are JBullet's, in single precision; their joints are solved directly, together and
 * in double precision. Accurate to first order in the time step. A simulation belongs to the thread
 * that built it and may be used by no other, since JBullet ties a world to its thread.
 */
public final class Simulation {

  private final Mechanism mechanism;
  private final MechanismWorld world;
  private final int degreesOfFreedom;
  private final float timeStep;
  private boolean measured;

  /**
   * Builds the world, with the robot at rest and every joint at 0.
   *
   * @param gravity in the world [m/s²]
   * @param timeStep [s]
   */
  public Simulation(RobotModel robot, Vector3 gravity, double timeStep) {
    this.timeStep = (float) Require.positive(timeStep, "time step");
    degreesOfFreedom = robot.degreesOfFreedom();
    List<PrincipalAxes> axes = axes(robot);
    MechanismBody ground = MechanismBody.ground(shape(robot.fixedShapes(), Transform.IDENTITY));
    List<MechanismBody> bodies = new ArrayList<>();
    for (int i = 0; i < degreesOfFreedom; i++) {
      Body body = robot.bodies().get(i);
      bodies.add(MechanismBody.moving(
          i,
          body.parent(),
          body.inertia().mass(),
          axes.get(i).moments(),
          shape(body.shapes(), axes.get(i).frame())));
    }
    List<RigidBody> rigidBodies = List.copyOf(bodies);
    mechanism = new Mechanism(robot, ground, rigidBodies, axes, timeStep);
    world = new MechanismWorld(mechanism, canCollide(robot));
    world.setGravity(Units.vector(gravity));
    world.add(ground, !robot.fixedShapes().isEmpty());
    for (int i = 0; i < degreesOfFreedom; i++) {
      world.add(bodies.get(i), !robot.bodies().get(i).shapes().isEmpty());
    }
    setState(new double[degreesOfFreedom], new double[degreesOfFreedom]);
  }

  /**
   * Checks that a robot can be simulated: it has joints, and every moving body mass and inertia.
   *
   * @throws IllegalArgumentException if not
   */
  public static void requireSimulable(RobotModel robot) {
    axes(robot);
  }

  private static List<PrincipalAxes> axes(RobotModel robot) {
    Require.atLeast(robot.degreesOfFreedom(), 1, "joints of robot " + robot.name());
    return robot.bodies().stream().map(Simulation::axes).toList();
  }

  private static PrincipalAxes axes(Body body) {
    Require.positive(body.inertia().mass(), "mass of link " + body.name());
    PrincipalAxes axes = PrincipalAxes.of(body.inertia());
    String name = "principal moment of inertia of link " + body.name();
    Require.positive(axes.moments().x(), name);
    Require.positive(axes.moments().y(), name);
    Require.positive(axes.moments().z(), name);
    return axes;
  }

  private static CollisionShape shape(List<Shape> shapes, Transform principal) {
    return shapes.isEmpty() ? CollisionShapes.none() : CollisionShapes.compound(shapes, principal);
  }

  /** Whether two bodies with shapes are neither jointed to each other nor both still. */
  private static boolean canCollide(RobotModel robot) {
    List<Body> bodies = robot.bodies();
    for (int i = 0; i < bodies.size(); i++) {
      if (bodies.get(i).shapes().isEmpty()) {
        continue;
      }
      int parent = bodies.get(i).parent();
      if (parent >= 0 && !robot.fixedShapes().isEmpty()) {
        return true;
      }
      for (int j = 0; j < i; j++) {
        if (j != parent && !bodies.get(j).shapes().isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Places all bodies.
   *
   * @param positions n, of the joints [rad or m]; not modified
   * @param velocities n, of the joints [rad/s or m/s]; not modified
   */
  public void setState(double[] positions, double[] velocities) {
    Require.length(positions, degreesOfFreedom, "positions");
    Require.length(velocities, degreesOfFreedom, "velocities");
    mechanism.setState(
        Require.finite(positions, "positions"), Require.finite(velocities, "velocities"));
    measured = false;
  }

  /** Sets the effort of a joint's actuator from now on [N·m or N]. */
  public void setEffort(int joint, double effort) {
    mechanism.efforts[joint] = effort;
  }

  /**
   * Pushes a body during the next step, beside all else that acts on it; the ground does not mind.
   *
   * @param body index, −1 for the world
   * @param point in the body's frame [m]
   * @param force in the world's frame [N]
   */
  public void push(int body, Vector3 point, Vector3 force) {
    if (body >= 0) {
      measure();
      mechanism.link(body).push(point, force);
    }
  }

  /** Advances by one time step, unless the motion has {@link #diverged}. */
  public void step() {
    if (!mechanism.diverged()) {
      world.stepSimulation(timeStep, 0, timeStep);
      measured = false;
    }
  }

  /** Position of a joint [rad or m]; an angle counts full turns. */
  public double position(int joint) {
    measure();
    return mechanism.link(joint).joint.position();
  }

  /** Velocity of a joint [rad/s or m/s]. */
  public double velocity(int joint) {
    measure();
    return mechanism.link(joint).joint.rate();
  }

  /** Whether the motion has blown up, which too long a time step causes; it then stands still. */
  public boolean diverged() {
    return mechanism.diverged();
  }

  /** How far a joint's two halves have drifted apart [m]. */
  public double gap(int joint) {
    measure();
    return mechanism.link(joint).joint.gap();
  }

  /**
   * A point to be asked where it is.
   *
   * @param body index, −1 for the world
   * @param point in the body's frame [m]
   */
  public Probe probe(int body, Vector3 point) {
    if (body < 0) {
      return new Probe(this, mechanism.ground(), point);
    }
    Link link = mechanism.link(body);
    return new Probe(this, link.state, link.alongAxes(point));
  }

  void measure() {
    if (!measured) {
      mechanism.measure();
      measured = true;
    }
  }
}
