package dev.trammel.sim.physics;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.World;
import java.util.Arrays;
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

  private final Scene scene;
  private final RobotTree robot;
  private final List<FreeBody> free;
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
    scene = new Scene(model, world);
    robot = scene.robot;
    free = scene.free;
    freeTouched = new boolean[free.size()];
    solver = new ContactSolver(robot, world.friction());
    impulses = new ContactImpulses(scene.movers.size());
    setState(new double[robot.n], new double[robot.n]);
    measure();
    collisions = new Collisions(scene, world.timeStep());
    ignored = collisions.ignoreOverlaps().stream()
        .map(pair -> name(model, pair.get(0)) + " and " + name(model, pair.get(1)))
        .toList();
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
    robot.bodies().forEach(Scene::requireSolid);
  }

  /**
   * Begins anew: objects where they belong, no effort, no push.
   *
   * @param positions n, of the joints [rad or m]; not modified
   * @param velocities n, of the joints [rad/s or m/s]; not modified
   */
  public void begin(double[] positions, double[] velocities) {
    for (int i = 0; i < world.objects().size(); i++) {
      setPose(robot.n + i, world.objects().get(i).pose());
    }
    Arrays.fill(robot.efforts, 0);
    robot.clearPushes();
    free.forEach(body -> body.push.clear());
    setState(positions, velocities);
  }

  /**
   * Puts the joints somewhere; objects stay where they are. What contacts gave is forgotten.
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
    scene.setPose(body, pose);
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
    Mover mover = scene.mover(body);
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
    Arrays.fill(freeTouched, false);
    for (int i = 0; i < solver.count(); i++) {
      Contact contact = solver.contact(i);
      if (contact.acts()) {
        noteTouch(scene.mover(contact.first));
        noteTouch(scene.mover(contact.second));
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
    Mover mover = scene.mover(body);
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
