package dev.trammel.controller.calibration;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A robot as a bench found it: masses, centres, inertias, viscous and dry friction take the place of
 * the described ones as far as they are known; whatever is not identifiable stays as described.
 */
public final class CalibratedRobot {

  private final Calibration calibration;

  private CalibratedRobot(Calibration calibration) {
    this.calibration = calibration;
  }

  /**
   * The robot so found.
   *
   * @param described as its file has it
   * @throws CalibrationException if the calibration is of another description, names a joint or
   *     link that is not there, or comes to a body that cannot be
   */
  public static RobotModel of(RobotModel described, Calibration calibration) {
    requireSame(described, calibration);
    CalibratedRobot robot = new CalibratedRobot(calibration);
    List<Body> bodies = new ArrayList<>();
    for (Body body : described.bodies()) {
      bodies.add(robot.body(body));
    }
    return described.withBodies(bodies);
  }

  /** Refuses a calibration of another robot. */
  private static void requireSame(RobotModel described, Calibration calibration) {
    Set<String> joints =
        described.bodies().stream().map(body -> body.joint().name()).collect(Collectors.toSet());
    Set<String> links = described.bodies().stream().map(Body::name).collect(Collectors.toSet());
    for (Parameter parameter : calibration.estimates().keySet()) {
      Quantity.Of of = parameter.quantity().of();
      requireKnown(of == Quantity.Of.JOINT, parameter, "joint", joints, calibration);
      requireKnown(of == Quantity.Of.LINK, parameter, "moving link", links, calibration);
    }
    String sha256 = RobotIdentity.of(described).sha256();
    String found = calibration.subject().robot().sha256();
    if (!sha256.equals(found)) {
      throw new CalibrationException(name(calibration)
          + " is of another description of a robot than " + described.name()
          + ": it was found with the one of SHA-256 " + found.substring(0, 12)
          + "…, this one has " + sha256.substring(0, 12) + "…");
    }
  }

  private static void requireKnown(
      boolean applies, Parameter parameter, String kind, Set<String> known, Calibration of) {
    if (applies && !known.contains(parameter.part())) {
      throw new CalibrationException(name(of) + " names " + kind + " '" + parameter.part()
          + "', which the robot does not have; known: "
          + known.stream().sorted().toList());
    }
  }

  private static String name(Calibration calibration) {
    return "the calibration of " + calibration.subject().device() + " made "
        + calibration.origin().made();
  }

  private Body body(Body body) {
    Joint joint = body.joint();
    String name = joint.name();
    Body found = body.with(joint.withResistance(
            value(name, Quantity.DAMPING, joint.damping()),
            value(name, Quantity.DRY_FRICTION, joint.friction())))
        .with(inertia(body.name(), body.inertia()));
    Optional<String> flaw = found.inertia().flaw();
    // a description that cannot be is not this calibration's fault
    if (flaw.isPresent() && !found.inertia().equals(body.inertia())) {
      throw new CalibrationException(
          name(calibration) + " makes link '" + body.name() + "' impossible: " + flaw.get());
    }
    return found;
  }

  private Inertia inertia(String link, Inertia described) {
    boolean isFound = calibration.estimates().keySet().stream()
        .anyMatch(parameter ->
            parameter.part().equals(link) && parameter.quantity().of() == Quantity.Of.LINK);
    if (!isFound) {
      return described;
    }
    Vector3 c = described.centre();
    Matrix3 I = described.rotational();
    return new Inertia(
        value(link, Quantity.MASS, described.mass()),
        new Vector3(
            value(link, Quantity.CENTRE_X, c.x()),
            value(link, Quantity.CENTRE_Y, c.y()),
            value(link, Quantity.CENTRE_Z, c.z())),
        Matrix3.symmetric(
            value(link, Quantity.INERTIA_XX, I.xx()),
            value(link, Quantity.INERTIA_YY, I.yy()),
            value(link, Quantity.INERTIA_ZZ, I.zz()),
            value(link, Quantity.INERTIA_XY, I.xy()),
            value(link, Quantity.INERTIA_XZ, I.xz()),
            value(link, Quantity.INERTIA_YZ, I.yz())));
  }

  private double value(String part, Quantity quantity, double described) {
    return calibration.known(part, quantity).map(Estimate::value).orElse(described);
  }
}
