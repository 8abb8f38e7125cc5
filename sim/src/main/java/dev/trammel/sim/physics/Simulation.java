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
import java.util.List;

/**
 * A robot among the objects of its world.
 *
 * <p>The robot moves in joint coordinates ({@link RobotTree}), free objects in six of their own,
 * both in double precision and to second order in the time step while nothing touches them. JBullet
 * says where shapes touch; impulses are found in velocities ({@link ContactSolver}). Joint
 * positions, rates and the objects' poses and velocities are the whole state: restored, they go on
 * with the same bits, in contact too.
 *
 * <p>A body's index is that of the robot's body; −1 is what stands still with the robot's base; the
 * objects of the world follow the robot's bodies in their order. A simulation belongs to the thread
 * that built it and may be used by no other, since JBullet ties its workspaces to threads.
 */
public final class Simulation {

  private final RobotTree robot;
  private final List<FreeBody> free = new ArrayList<>();
  private final List<Mover> movers = new ArrayList<>();
  private final Collisions collisions;
  private final ContactSolver solver;
  private final ContactImpulses impulses;
  private final List<String> ignored;
  private final World world;
  private final boolean[] freeTouched;
  private boolean robotTouched;
  private boolean measured;
  private boolean diverged;
  private long steps;

  /** Builds the world, with the robot at rest, every joint at 0 and objects where they belong. */
  public Simulation(RobotModel model, World world) {
    requireSimulable(model);
    this.world = world;
    double h = world.timeStep();
    robot = new RobotTree(model, world.gravity(), h);
    List<Collider> colliders = new ArrayList<>();
    addRobot(model, colliders);
    for (WorldObject object : world.objects()) {
      addObject(object, colliders);
    }
    freeTouched = new boolean[free.size()];
    solver = new ContactSolver(robot, world.friction());
    impulses = new ContactImpulses(movers.size());
    setState(new double[robot.n], new double[robot.n]);
    measure();
    collisions = new Collisions(robot, movers, colliders, h);
    ignored = collisions.ignoreOverlaps().stream()
        .map(pair -> name(model, pair.get(0)) + " and " + name(model, pair.get(1)))
        .toList();
  }

  private void addRobot(RobotModel model, List<Collider> colliders) {
    movers.add(Mover.fixed(robot.link(-1).pose));
    addShapes(-1, model.fixedShapes(), colliders);
    for (int i = 0; i < robot.n; i++) {
      movers.add(Mover.ofLink(i, robot.link(i)));
      addShapes(i, model.bodies().get(i).shapes(), colliders);
    }
  }

  private void addObject(WorldObject object, List<Collider> colliders) {
    if (object.free()) {
      Inertia inertia = object.model().base().inertia();
      FreeBody body =
          new FreeBody(inertia.mass(), PrincipalAxes.of(inertia), world.gravity(), world.timeStep());
      free.add(body);
      movers.add(Mover.ofFree(body));
    } else {
      movers.add(Mover.fixed(new Pose()));
    }
    int index = movers.size() - 2;
    addShapes(index, object.model().fixedShapes(), colliders);
    setPose(index, object.pose());
  }

  private void addShapes(int body, List<Shape> shapes, List<Collider> colliders) {
    for (Shape shape : shapes) {
      colliders.add(new Collider(body, shape, mover(body).frame()));
    }
  }

  private static String name(RobotModel model, int body) {
    return body < 0 ? "the base" : model.bodies().get(body).name();
  }

  /**
   * Checks that a robot can be simulated: it has joints, and every moving body mass and inertia.
   *
   * @throws IllegalArgumentException if not
   */
  public static void requireSimulable(RobotModel robot) {
    Require.atLeast(robot.degreesOfFreedom(), 1, "joints of robot " + robot.name());
    for (Body body : robot.bodies()) {
      requireSolid(body.name(), body.inertia());
    }
  }

  private static void requireSolid(String link, Inertia inertia) {
    Require.positive(inertia.mass(), "mass of link " + link);
    Vector3 moments = PrincipalAxes.of(inertia).moments();
    String name = "principal moment of inertia of link " + link;
    Require.positive(moments.x(), name);
    Require.positive(moments.y(), name);
    Require.positive(moments.z(), name);
  }

  private Mover mover(int body) {
    return movers.get(body + 1);
  }

  /**
   * Begins again from joints alone; objects stay where they are. What contacts gave is forgotten.
   *
   * @param positions n, of the joints [rad or m]; not modified
   * @param velocities n, of the joints [rad/s or m/s]; not modified
   */
  public void setState(double[] positions, double[] velocities) {
    Require.length(positions, robot.n, "positions");
    Require.length(velocities, robot.n, "velocities");
    Require.finite(positions, "positions");
    Require.finite(velocities, "velocities");
    System.arraycopy(positions, 0, robot.q, 0, robot.n);
    System.arraycopy(velocities, 0, robot.rates, 0, robot.n);
    begin();
  }

  private void begin() {
    impulses.clear();
    steps = 0;
    diverged = false;
    measured = false;
  }

  /**
   * Puts an object somewhere; a free one is then at rest.
   *
   * @param body index of the object
   */
  public void setPose(int body, Transform pose) {
    Mover mover = mover(body);
    FreeBody object = mover.free();
    if (object == null) {
      mover.pose().set(pose);
    } else {
      object.setPose(pose);
      java.util.Arrays.fill(object.velocity, 0);
    }
  }

  /** The whole state at present. */
  public SimulationState state() {
    double[][] objects = new double[free.size()][13];
    for (int i = 0; i < objects.length; i++) {
      free.get(i).store(objects[i]);
    }
    return new SimulationState(robot.q, robot.rates, objects);
  }

  /** Goes back to a state of this simulation. What contacts gave is forgotten. */
  public void restore(SimulationState state) {
    setState(state.positions(), state.velocities());
    for (int i = 0; i < free.size(); i++) {
      free.get(i).restore(state.object(i));
    }
  }

  /** Sets the effort of a joint's actuator from now on [N·m or N]. */
  public void setEffort(int joint, double effort) {
    robot.efforts[joint] = effort;
  }

  /**
   * Pushes a body during the next step, beside all else that acts on it; what stands still does not
   * mind.
   *
   * @param body index
   * @param point in the body's frame [m]
   * @param force in the world's frame [N]
   */
  public void push(int body, Vector3 point, Vector3 force) {
    Mover mover = mover(body);
    if (!mover.isFixed()) {
      measure();
      Push push = mover.free() != null ? mover.free().push : robot.link(body).push;
      push.add(mover.pose(), mover.seenFromPose(point), force);
    }
  }

  /** Advances by one time step, unless the motion has {@link #diverged}. */
  public void step() {
    if (diverged) {
      return;
    }
    if (collisions.possible()) {
      measure();
      collisions.find(solver);
    }
    robot.predict();
    for (int i = 0; i < free.size(); i++) {
      free.get(i).predict();
    }
    solver.solve();
    noteContacts();
    diverged = !robot.advance(robotTouched);
    robot.clearPushes();
    for (int i = 0; i < free.size(); i++) {
      diverged |= !free.get(i).advance(freeTouched[i]);
      free.get(i).push.clear();
    }
    steps++;
    measured = false;
  }

  private void noteContacts() {
    robotTouched = false;
    java.util.Arrays.fill(freeTouched, false);
    for (int i = 0; i < solver.count(); i++) {
      Contact contact = solver.contact(i);
      if (contact.acts()) {
        noteTouch(mover(contact.first));
        noteTouch(mover(contact.second));
        impulses.add(contact);
      }
    }
  }

  private void noteTouch(Mover mover) {
    robotTouched |= mover.link() >= 0;
    if (mover.free() != null) {
      freeTouched[free.indexOf(mover.free())] = true;
    }
  }

  /** Position of a joint [rad or m]; an angle counts full turns. */
  public double position(int joint) {
    return robot.q[joint];
  }

  /** Velocity of a joint [rad/s or m/s]. */
  public double velocity(int joint) {
    return robot.rates[joint];
  }

  /** Whether the motion has blown up, which too long a time step causes; it then stands still. */
  public boolean diverged() {
    return diverged;
  }

  /** Steps since the state was set. */
  public long steps() {
    return steps;
  }

  /**
   * What all contacts gave a body since the state was set, along an axis of the world [N·s]. A mean
   * force is a difference of it over time; the force in a single step depends on the step's length.
   */
  public double contactImpulse(int body, int axis) {
    return impulses.on(body, axis);
  }

  /** What the contacts with one other body gave a body since the state was set [N·s]. */
  public double contactImpulse(int body, int by, int axis) {
    return impulses.on(body, by, axis);
  }

  /** Pairs of the robot's bodies that may pass through each other, as they overlap where drawn. */
  public List<String> ignoredPairs() {
    return ignored;
  }

  /** Energy of motion of the robot and all free objects [J]. */
  public double kineticEnergy() {
    measure();
    robot.weighInPlace();
    double sum = robot.kineticEnergy();
    for (FreeBody body : free) {
      sum += body.kineticEnergy();
    }
    return sum;
  }

  /**
   * A point to be asked where it is.
   *
   * @param body index
   * @param point in the body's frame [m]
   */
  public Probe probe(int body, Vector3 point) {
    Mover mover = mover(body);
    return new Probe(this, mover, robot.link(mover.link()).motion, mover.seenFromPose(point));
  }

  void measure() {
    if (!measured) {
      robot.place();
      robot.move();
      measured = true;
    }
  }
}
