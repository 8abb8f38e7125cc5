package dev.trammel.calibration.fit;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.Vector3;
import java.util.ArrayList;
import java.util.List;

/**
 * Machines that differ in what the joints are, the links being known only as well as a description is:
 * they are looked for too, lest their errors end up in friction or delay, but about what is described.
 *
 * <pre>
 *   of each joint   damping, dry friction, its asymmetry, stiction (where it is asked for)
 *   of each drive   effective delay e = delay + lag, and the lag's share of it
 *   of each link    ln(mass/described), centre (3), ln(inertia/described)
 * </pre>
 */
public final class JointFamily implements MachineFamily {

  public static final String DAMPING = " damping";
  public static final String DRY = " dry friction";
  public static final String ASYMMETRY = " asymmetry";
  public static final String STICTION = " stiction";
  public static final String EFFECTIVE_DELAY = " effective delay";
  public static final String LAG_SHARE = " lag share";

  private static final double MOST_DELAY = 0.06;
  private static final double MASS_BELIEF = 0.5;
  private static final double INERTIA_BELIEF = 0.7;
  private static final double CENTRE_BELIEF = 0.3;

  /** Of a centre on its joint's axis [m]. */
  private static final double LEAST_CENTRE_BELIEF = 0.01;

  private static final double USUAL_LAG_SHARE = 0.3;
  private static final double FADE_SPEED = 0.02;

  private final Machine described;
  private final List<Start> starts;
  private final Extent extent;
  private final List<Unknown> unknowns = new ArrayList<>();

  /**
   * Where the search for one joint begins.
   *
   * @param isDriven whether it has an actuator
   * @param most greatest friction that makes sense [N·m or N]
   */
  public record Start(
      boolean isDriven, double damping, double dry, double effectiveDelay, double most) {}

  /**
   * What is looked for beside friction.
   *
   * @param stiction whether a joint may hold harder at rest than it rubs when it slides
   * @param lagShare whether the lag is told from the delay; else it is taken for a third
   */
  public record Extent(boolean stiction, boolean lagShare) {}

  /**
   * @param described robot with drives of the strength that is known
   * @param starts n
   */
  public JointFamily(Machine described, List<Start> starts, Extent extent) {
    this.described = described;
    this.starts = List.copyOf(starts);
    this.extent = extent;
    for (int i = 0; i < described.joints(); i++) {
      addJoint(i);
    }
    for (int i = 0; i < described.joints(); i++) {
      addLink(body(i));
    }
  }

  private Body body(int i) {
    return described.robot().bodies().get(i);
  }

  private void addJoint(int i) {
    Start start = starts.get(i);
    String name = body(i).joint().name();
    double scale = Math.max(1e-3 * start.most(), Math.max(start.dry(), 1e-6));
    add(
        name + DAMPING,
        start.damping(),
        0,
        100 * start.most(),
        Math.max(0.1 * scale, start.damping()));
    add(name + DRY, start.dry(), 0, start.most(), scale);
    unknowns.add(new Unknown(
        name + ASYMMETRY, 0, -start.most(), start.most(), scale, Math.max(scale, 1e-3)));
    if (extent.stiction()) {
      unknowns.add(new Unknown(name + STICTION, 0, 0, start.most(), scale, 3 * scale));
    }
    if (start.isDriven()) {
      add(name + EFFECTIVE_DELAY, start.effectiveDelay(), 0, MOST_DELAY, 0.004);
      if (extent.lagShare()) {
        unknowns.add(new Unknown(name + LAG_SHARE, USUAL_LAG_SHARE, 0, 1, 0.3, 1));
      }
    }
  }

  private void add(String name, double start, double lower, double upper, double scale) {
    unknowns.add(new Unknown(name, Math.max(lower, Math.min(upper, start)), lower, upper, scale));
  }

  private void addLink(Body body) {
    Vector3 centre = body.inertia().centre();
    double reach = Math.max(LEAST_CENTRE_BELIEF, CENTRE_BELIEF * centre.norm());
    unknowns.add(new Unknown(body.name() + " ln mass", 0, -3, 3, 0.1, MASS_BELIEF));
    for (double at : new double[] {centre.x(), centre.y(), centre.z()}) {
      unknowns.add(
          new Unknown(body.name() + " centre", at, at - 9 * reach, at + 9 * reach, reach, reach));
    }
    unknowns.add(new Unknown(body.name() + " ln inertia", 0, -3, 3, 0.1, INERTIA_BELIEF));
  }

  @Override
  public List<Unknown> unknowns() {
    return List.copyOf(unknowns);
  }

  @Override
  public Machine at(double[] values) {
    Cursor cursor = new Cursor(values);
    int n = described.joints();
    List<JointFriction> friction = new ArrayList<>();
    List<Drive> drives = new ArrayList<>();
    List<Body> bodies = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Joint joint = body(i).joint();
      double damping = cursor.next();
      friction.add(friction(cursor));
      drives.add(starts.get(i).isDriven() ? drive(i, cursor) : Drive.IDEAL);
      bodies.add(body(i).with(joint.withResistance(Math.max(0, damping), 0)));
    }
    for (int i = 0; i < n; i++) {
      bodies.set(i, bodies.get(i).with(inertia(body(i).inertia(), cursor)));
    }
    return new Machine(described.robot().withBodies(bodies), described.gravity(), friction, drives);
  }

  private JointFriction friction(Cursor cursor) {
    JointFriction friction =
        JointFriction.coulomb(Math.max(0, cursor.next())).withAsymmetry(cursor.next());
    return extent.stiction()
        ? friction.withStiction(Math.max(0, cursor.next()), FADE_SPEED)
        : friction;
  }

  private Drive drive(int i, Cursor cursor) {
    double effective = Math.max(0, cursor.next());
    double share = extent.lagShare() ? Math.max(0, Math.min(1, cursor.next())) : USUAL_LAG_SHARE;
    return described.drives().get(i).withDelay(effective * (1 - share)).withLag(effective * share);
  }

  private static Inertia inertia(Inertia described, Cursor cursor) {
    double mass = described.mass() * Math.exp(cursor.next());
    Vector3 centre = new Vector3(cursor.next(), cursor.next(), cursor.next());
    return new Inertia(mass, centre, described.rotational().times(Math.exp(cursor.next())));
  }

  /** Goes through the values in the order of the unknowns. */
  private static final class Cursor {

    private final double[] values;
    private int at;

    Cursor(double[] values) {
      this.values = values;
    }

    double next() {
      return values[at++];
    }
  }
}
