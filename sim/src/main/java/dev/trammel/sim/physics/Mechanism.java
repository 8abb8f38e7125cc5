package dev.trammel.sim.physics;

import com.bulletphysics.dynamics.RigidBody;
import com.bulletphysics.dynamics.constraintsolver.TypedConstraint;
import com.bulletphysics.dynamics.constraintsolver.TypedConstraintType;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import java.util.Arrays;
import java.util.List;

/**
 * All joints of a mechanism as one constraint of JBullet, solved directly and in double precision.
 *
 * <p>A step looks for the velocities v that meet every joint's five equality rows and are nearest
 * to the free ones in the metric of the masses M:
 *
 * <pre>  min ½ (v − v*)ᵀ M (v − v*)   subject to   vᵢ = v_parent(i) + Sᵢ q̇ᵢ + βᵢ</pre>
 *
 * <p>The rows are eliminated exactly, body by body along the tree, which leaves one equation per
 * joint: SᵀMS q̇ = SᵀM (v* − β) plus the impulses of efforts, damping, friction and stops, see
 * {@link JointRows}. Efforts and impulses act on the body and, reversed, on its parent.
 */
final class Mechanism extends TypedConstraint {

  /** How near a stop must be for its row to count [rad or m]. */
  private static final double STOP_HORIZON = 0.1;

  /** Share of an overshoot beyond a stop that one step takes back. */
  private static final double STOP_SHARE = 0.2;

  /** Of the actuators over a step [N·m or N]. */
  final double[] efforts;

  private final BodyState ground = new BodyState();
  private final Link[] links;
  private final Joint[] joints;
  private final int[] parent;
  private final double[] damping;
  private final JointRows rows;
  private final double h;
  private final Spatial scratch = new Spatial();
  private boolean fresh;
  private boolean diverged;

  /**
   * @param ground a body of JBullet that stands still
   * @param bodies of JBullet, in the order of the robot's
   * @param axes principal axes of the robot's bodies
   * @param timeStep [s]
   */
  Mechanism(
      RobotModel robot,
      RigidBody ground,
      List<RigidBody> bodies,
      List<PrincipalAxes> axes,
      double timeStep) {
    super(TypedConstraintType.D6_CONSTRAINT_TYPE, ground, bodies.get(0));
    h = timeStep;
    int n = bodies.size();
    efforts = new double[n];
    links = new Link[n];
    parent = robot.bodies().stream().mapToInt(Body::parent).toArray();
    joints = robot.bodies().stream().map(Body::joint).toArray(Joint[]::new);
    damping = Arrays.stream(joints).mapToDouble(joint -> h * joint.damping()).toArray();
    rows = new JointRows(
        parent, Arrays.stream(joints).mapToDouble(joint -> h * joint.friction()).toArray());
    for (int i = 0; i < n; i++) {
      int p = parent[i];
      links[i] = new Link(
          robot.bodies().get(i),
          bodies.get(i),
          p < 0 ? this.ground : links[p].state,
          p < 0 ? Transform.IDENTITY : axes.get(p).frame(),
          axes.get(i));
    }
  }

  /** Whether the motion has blown up, which too long a time step causes. */
  boolean diverged() {
    return diverged;
  }

  Link link(int i) {
    return links[i];
  }

  BodyState ground() {
    return ground;
  }

  /** Places all bodies and sets their velocities. */
  void setState(double[] positions, double[] velocities) {
    diverged = false;
    Transform[] frames = new Transform[links.length];
    for (int i = 0; i < links.length; i++) {
      Transform carrier = parent[i] < 0 ? Transform.IDENTITY : frames[parent[i]];
      frames[i] = carrier.then(moved(joints[i], positions[i]));
      Link link = links[i];
      link.place(frames[i]);
      link.readPose();
      link.joint.setPosition(positions[i]);
      link.joint.locate();
      link.state.motion.set(link.joint.parent.motion);
      link.state.motion.addScaled(velocities[i], link.joint.free);
      diverged |= !link.writeVelocity();
      // once more: JBullet keeps a copy of the velocities when a body is placed
      link.place(frames[i]);
    }
    rows.reset();
  }

  /** The body's frame seen from its parent's when the joint is at a position. */
  private static Transform moved(Joint joint, double position) {
    return joint
        .origin()
        .then(
            joint.type().rotates()
                ? new Transform(Matrix3.rotation(joint.axis(), position), Vector3.ZERO)
                : Transform.translation(joint.axis().times(position)));
  }

  /** Reads where the bodies are, how they move, and the joints' positions. */
  void measure() {
    for (Link link : links) {
      link.readPose();
      link.readVelocity();
      link.joint.locate();
      link.joint.measure();
    }
  }

  /** Takes up poses and free velocities of a new step. */
  @Override
  public void buildJacobian() {
    for (Link link : links) {
      link.readPose();
      link.readVelocity();
      link.precess(h);
      link.joint.locate();
      link.joint.close(h);
    }
    setStops();
    fresh = true;
  }

  /** Brings the bodies' velocities into line; may be repeated within a step as contacts push. */
  @Override
  public void solveConstraint(float timeStep) {
    if (!fresh) {
      for (Link link : links) {
        link.readVelocity();
      }
    }
    project();
    addEfforts();
    rows.solve();
    for (int i = 0; i < links.length; i++) {
      move(links[i], rows.rates[i]);
      diverged |= !links[i].writeVelocity();
    }
  }

  /** An effort acts once a step; repeating a solve takes back the impulses of the last one. */
  private void addEfforts() {
    for (int i = 0; i < links.length; i++) {
      rows.momentum[i] += fresh ? h * efforts[i] : damping[i] * rows.rates[i] - rows.impulses[i];
    }
    fresh = false;
  }

  /** Follows the joints through the step that was solved. */
  void follow() {
    for (int i = 0; i < links.length; i++) {
      links[i].joint.follow(rows.rates[i], h);
    }
  }

  /** Sets H + hD and p by one sweep from the leaves to the ground. */
  private void project() {
    ground.inertia.setZero();
    ground.momentum.setZero();
    for (Link link : links) {
      link.weigh(scratch);
    }
    for (int k = links.length - 1; k >= 0; k--) {
      JointAxis joint = links[k].joint;
      BodyState state = links[k].state;
      double[] row = rows.inertia[k];
      rows.momentum[k] = joint.free.dot(state.momentum);
      state.inertia.times(joint.free, scratch);
      row[k] = joint.free.dot(scratch) + damping[k];
      for (int i = parent[k]; i >= 0; i = parent[i]) {
        row[i] = links[i].joint.free.dot(scratch);
      }
      joint.parent.momentum.add(state.momentum);
      joint.parent.inertia.add(state.inertia);
    }
  }

  /** v = v_parent + S q̇ + β; the closing motions of body and parent differ by β. */
  private static void move(Link link, double rate) {
    BodyState parent = link.joint.parent;
    Spatial motion = link.state.motion;
    motion.set(parent.motion);
    motion.addScaled(rate, link.joint.free);
    motion.addScaled(-1, parent.closing);
    motion.add(link.state.closing);
  }

  /** Lets each joint approach its stops as far as they are, and no further. */
  private void setStops() {
    for (int i = 0; i < links.length; i++) {
      Joint limits = joints[i];
      JointAxis axis = links[i].joint;
      rows.least[i] = Double.NEGATIVE_INFINITY;
      rows.greatest[i] = Double.POSITIVE_INFINITY;
      double horizon = STOP_HORIZON + 2 * h * Math.abs(rows.rates[i]);
      if (axis.position() - limits.lower() < horizon
          || limits.upper() - axis.position() < horizon) {
        axis.measure();
        rows.least[i] = approach(limits.lower() - axis.position());
        rows.greatest[i] = -approach(axis.position() - limits.upper());
      }
    }
  }

  private double approach(double beyond) {
    return (beyond > 0 ? STOP_SHARE : 1) * beyond / h;
  }
}
