package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.robot.RigidBodyDynamics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Pushes joints both ways, each harder and harder until it moves. The first push of a joint begins with
 * next to nothing and grows fast; later ones begin at a part of what it took, and grow slowly.
 */
final class Pushes {

  /** The first push begins with this share of an actuator's bound. */
  private static final double FIRST = 0.003;

  /** By how much pushes grow [1/s]. */
  private static final double FAST = 1;

  private static final double SLOW = 0.35;

  /** Later pushes begin with this share of what moved the joint before. */
  private static final double AGAIN = 0.6;

  /** How long a joint is left alone before it is pushed [s]. */
  private static final double ALONE = 0.5;

  /** How far a joint goes before pushing ends [rad or m]. */
  private static final double REACH = 0.03;

  /** Dry friction that motions are helped against, as a share of what it took to break away. */
  private static final double SLIDING = 0.85;

  private final BenchSession session;
  private final JointMotions motions;
  private final double[][] before;
  private final List<List<Breakaway>> found = new ArrayList<>();

  Pushes(BenchSession session, JointMotions motions) {
    this.session = session;
    this.motions = motions;
    int n = session.robot().joints();
    before = new double[2][n];
    for (int i = 0; i < n; i++) {
      found.add(new ArrayList<>());
    }
  }

  /** Pushes every joint that is asked; motions are helped against what it took from then on. */
  void push() {
    push(session.joints());
  }

  /** The same with some joints alone. */
  void push(List<Integer> joints) {
    for (int joint : joints) {
      Optional<Breakaway> up = push(joint, 1);
      Optional<Breakaway> down = push(joint, -1);
      if (up.isPresent() && down.isPresent()) {
        Breakaway mean = up.get().mean(down.get());
        found.get(joint).add(mean);
        motions.help(joint, SLIDING * mean.effort());
      }
    }
  }

  /** Of every time that a joint was pushed and moved both ways. */
  List<Breakaway> of(int joint) {
    return List.copyOf(found.get(joint));
  }

  private Optional<Breakaway> push(int joint, int direction) {
    double known = before[direction > 0 ? 1 : 0][joint];
    double bound = motions.bound(joint);
    double first = known > 0 ? AGAIN * known : FIRST * bound;
    double growth = known > 0 ? SLOW : FAST;
    double[] efforts = efforts(first, growth, bound);
    for (int t = 0; t < efforts.length; t++) {
      efforts[t] *= direction;
    }
    String name = "push-" + session.robot().joint(joint).name() + (direction > 0 ? "-up" : "-down");
    EpisodeStart start =
        new EpisodeStart(motions.place(), new double[session.robot().joints()], 0);
    Recording recording =
        session.perform(motions.tracking().push(name, start, joint, efforts, REACH));
    Breakaway.Push push = new Breakaway.Push(joint, direction, alone(), growth, inertia(joint));
    Optional<Breakaway> broke =
        Breakaway.of(recording, session.robot(), push, position -> weight(joint, position));
    broke.ifPresent(one -> before[direction > 0 ? 1 : 0][joint] = one.push());
    return broke;
  }

  /** Nothing at first, then growing to a bound. */
  private double[] efforts(double first, double growth, double bound) {
    double period = session.robot().period();
    int alone = alone();
    int pushing = (int) (Math.log(bound / first) / growth / period);
    double[] efforts = new double[alone + Math.max(1, pushing)];
    for (int t = alone; t < efforts.length; t++) {
      efforts[t] = first * Math.exp(growth * (t - alone) * period);
    }
    return efforts;
  }

  /**
   * By the description: joints come to rest where friction leaves them, not twice at the same place. A
   * robot that carries itself bears it.
   */
  private double weight(int joint, double position) {
    var described = session.robot().described();
    if (described.gravityCompensation().isPresent()) {
      return 0;
    }
    double[] q = motions.place();
    q[joint] = position;
    double[] g = new double[q.length];
    new RigidBodyDynamics(described.robot(), described.world().gravity()).gravityForces(q, g);
    return g[joint];
  }

  private int alone() {
    return (int) Math.round(ALONE / session.robot().period());
  }

  private double inertia(int joint) {
    int n = session.robot().joints();
    DMatrixRMaj M = new DMatrixRMaj(n, n);
    var described = session.robot().described();
    new RigidBodyDynamics(described.robot(), described.world().gravity())
        .massMatrix(motions.place(), M);
    return M.get(joint, joint);
  }
}
