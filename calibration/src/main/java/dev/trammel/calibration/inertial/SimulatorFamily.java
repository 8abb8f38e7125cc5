package dev.trammel.calibration.inertial;

import dev.trammel.calibration.fit.DelayProfile;
import dev.trammel.calibration.fit.Drive;
import dev.trammel.calibration.fit.JointFriction;
import dev.trammel.calibration.fit.Machine;
import dev.trammel.calibration.fit.MachineFamily;
import dev.trammel.calibration.fit.Unknown;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.InertialVector;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.task.PlantSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/**
 * The simulators of a robot among which a fit looks: bodies that can be, joints with viscous and dry
 * friction, and drives with delays.
 *
 * <p>Bodies differ from their description in {@link ToldDirections} alone.
 *
 * <p>Where a strength is looked for, damping and dry friction of the joint are in units of its commands:
 * a stronger motor on heavier links with more friction moves alike, and the way there is straight.
 */
public final class SimulatorFamily implements MachineFamily {

  /** 50 %: what a description is trusted to, in units of ξ. */
  private static final double TRUST = 5;

  private static final double FARTHEST = 30;

  private static final String DELAY = "delay";

  /** A logarithm: so is that of a mass, and both together are a straight way. */
  private static final String STRENGTH = "log strength";

  private static final double MOST_STRENGTH = 1.6;
  private static final double LONGEST_DELAY = 0.1;
  private static final double DELAY_STEP = 1e-3;

  /** Damping that is felt, as a share of a joint's inertia per second, and dry friction of its effort. */
  private static final double FELT_DAMPING = 0.1;

  private static final double FELT_FRICTION = 0.005;

  /** A search begins with no more than this many times the damping that is felt. */
  private static final double ROUGHLY = 3;

  private final Machine described;
  private final FeasibleInertias inertias;
  private final ToldDirections told;
  private final List<Unknown> unknowns = new ArrayList<>();
  private final boolean[] driven;
  private final boolean[] strengthFree;
  private final int n;
  private final List<DelayProfile> profiles;

  /**
   * About a described robot.
   *
   * @param way of the efforts as far as it is known; delays are where the search begins
   * @param strengthKnown n; of actuators whose strength is not known it is looked for where the masses
   *     do not stand for it
   */
  public SimulatorFamily(PlantSettings plant, EffortWay way, boolean[] strengthKnown) {
    this(plant, way, strengthKnown, List.of());
  }

  /**
   * About a described robot, whose joints are known roughly.
   *
   * @param profiles n, or none; where the search for friction and delays begins
   */
  public SimulatorFamily(
      PlantSettings plant, EffortWay way, boolean[] strengthKnown, List<DelayProfile> profiles) {
    this.profiles = List.copyOf(profiles);
    RobotModel robot = plant.robot();
    n = robot.degreesOfFreedom();
    driven = new boolean[n];
    plant.actuators().forEach(actuator -> driven[actuator.joint()] = true);
    Machine machine = Machine.described(plant);
    for (int i = 0; i < n; i++) {
      if (driven[i]) {
        machine = machine.withDrive(
            i, new Drive(way.strength()[i], 0, Math.max(0, way.delay()[i]), way.lag()[i]));
      }
    }
    described = machine;
    inertias = new FeasibleInertias(robot);
    told = ToldDirections.of(plant, inertias);
    strengthFree = new boolean[n];
    for (int i = 0; i < n; i++) {
      // one actuator alone is told from the masses by nothing
      strengthFree[i] = driven[i] && !strengthKnown[i] && plant.actuators().size() > 1;
    }
    addUnknowns(plant, way);
  }

  private void addUnknowns(PlantSettings plant, EffortWay way) {
    for (int k = 0; k < told.count(); k++) {
      String name = "inertia " + (k + 1) + " (mostly of " + told.mostOf(plant.robot(), k) + ")";
      unknowns.add(new Unknown(name, 0, -FARTHEST, FARTHEST, 1, TRUST));
    }
    double[] felt = inertiaOfJoints(plant);
    for (int i = 0; i < n; i++) {
      Joint joint = plant.robot().bodies().get(i).joint();
      double damping = Math.max(joint.damping(), FELT_DAMPING * felt[i]);
      double effort = effort(plant, i);
      double friction =
          Math.max(joint.friction(), driven[i] ? FELT_FRICTION * effort : FELT_DAMPING * felt[i]);
      unknowns.add(new Unknown(
          joint.name() + " damping",
          Math.max(
              Math.min(begin(i, DelayProfile::damping, joint.damping()), ROUGHLY * damping),
              damping / 10),
          0,
          1e3 * damping,
          damping));
      unknowns.add(new Unknown(
          joint.name() + " dryFriction",
          Math.max(begin(i, DelayProfile::dry, joint.friction()), friction / 10),
          0,
          1e3 * friction,
          friction));
      if (driven[i] && !way.isDelayKnown()) {
        unknowns.add(new Unknown(
            joint.name() + " " + DELAY,
            Math.max(0, Math.min(LONGEST_DELAY, begin(i, DelayProfile::delay, way.delay()[i]))),
            0,
            LONGEST_DELAY,
            DELAY_STEP));
      }
      if (strengthFree[i]) {
        unknowns.add(new Unknown(
            joint.name() + " " + STRENGTH, 0, -MOST_STRENGTH, MOST_STRENGTH, 0.05, 0.1));
      }
    }
  }

  /** As a profile of a joint with an actuator has it. */
  private double begin(int i, ToDoubleFunction<DelayProfile> what, double otherwise) {
    double found = driven[i] && !profiles.isEmpty() ? what.applyAsDouble(profiles.get(i)) : 0;
    return found > 0 ? found : otherwise;
  }

  private static double effort(PlantSettings plant, int joint) {
    return plant.actuators().stream()
        .filter(actuator -> actuator.joint() == joint)
        .mapToDouble(actuator -> actuator.limit())
        .findFirst()
        .orElse(0);
  }

  private static double[] inertiaOfJoints(PlantSettings plant) {
    int n = plant.robot().degreesOfFreedom();
    DMatrixRMaj M = new DMatrixRMaj(n, n);
    new RigidBodyDynamics(plant.robot(), plant.world().gravity()).massMatrix(new double[n], M);
    double[] felt = new double[n];
    for (int i = 0; i < n; i++) {
      felt[i] = M.get(i, i);
    }
    return felt;
  }

  @Override
  public List<Unknown> unknowns() {
    return List.copyOf(unknowns);
  }

  @Override
  public Machine at(double[] values) {
    double[] pi = inertias.inertias(told.coordinates(values));
    Machine machine = described;
    List<Body> bodies = new ArrayList<>();
    int at = told.count();
    for (int i = 0; i < n; i++) {
      double damping = values[at];
      double dry = values[at + 1];
      at += 2;
      Drive drive = described.drives().get(i);
      if (isOf(at, i, DELAY)) {
        drive = drive.withDelay(values[at++]);
      }
      double strength = 1;
      if (isOf(at, i, STRENGTH)) {
        strength = Math.exp(values[at++]);
        drive = drive.withStrength(strength);
      }
      machine = machine.withFriction(i, JointFriction.coulomb(strength * dry)).withDrive(i, drive);
      Body body = described.robot().bodies().get(i);
      bodies.add(body.with(InertialVector.read(pi, InertialVector.SIZE * i))
          .with(body.joint().withResistance(strength * damping, 0)));
    }
    return machine.withRobot(described.robot().withBodies(bodies));
  }

  private boolean isOf(int unknown, int joint, String what) {
    String name = described.robot().bodies().get(joint).joint().name();
    return unknown < unknowns.size() && unknowns.get(unknown).name().equals(name + " " + what);
  }

  /** As the description has it. */
  public Machine described() {
    return described;
  }

  /**
   * What values say of the links.
   *
   * @param covariance P×P by rows, of the values
   */
  public LinkFigures links(double[] values, double[] covariance) {
    return LinkFigures.of(
        inertias, told.coordinates(values), told.covariance(covariance, values.length, TRUST));
  }
}
