package dev.trammel.calibration.procedure;

import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Premise;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.calibration.Quantity.Of;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is taken for granted where efforts and masses are told in N·m and kg: commands say how great an
 * effort is only as well as the actuator's strength is known, and a strength is known by a weight.
 */
public final class Granted {

  private Granted() {}

  /** The same findings, each estimate with what it takes for granted. */
  static Findings in(BenchRobot robot, Findings found) {
    Map<String, Premise> joints = new HashMap<>();
    for (int joint = 0; joint < robot.joints(); joint++) {
      if (robot.actuator(joint) >= 0) {
        joints.put(robot.joint(joint).name(), ofEfforts(robot, joint, found.estimates()));
      }
    }
    Premise links = ofLinks(robot, found.estimates());
    Map<Parameter, Estimate> estimates = new TreeMap<>(found.estimates());
    estimates.replaceAll((parameter, estimate) ->
        estimate.identifiable() && parameter.quantity().isCountedInEfforts()
            ? estimate.under(
                parameter.quantity().of() == Of.JOINT
                    ? joints.getOrDefault(parameter.part(), links)
                    : links)
            : estimate);
    return new Findings(estimates, found.judgements(), found.figures(), found.numbers());
  }

  /** Of efforts on a joint. */
  static Premise ofEfforts(BenchRobot robot, int joint) {
    if (robot.actuator(joint) < 0) {
      // it is moved by the others, through the links
      return ofLinks(robot);
    }
    return robot
        .known()
        .flatMap(known -> known.known(robot.joint(joint).name(), Quantity.STRENGTH))
        .map(Granted::by)
        .orElse(Premise.DESCRIBED_STRENGTH);
  }

  /** Where the same question found strengths, by which it counted what else it found. */
  private static Premise ofEfforts(BenchRobot robot, int joint, Map<Parameter, Estimate> found) {
    Parameter strength = new Parameter(robot.joint(joint).name(), Quantity.STRENGTH);
    return Optional.ofNullable(found.get(strength))
        .map(Granted::by)
        .orElseGet(() -> ofEfforts(robot, joint));
  }

  /**
   * Of efforts that are counted by a strength. One that is only believed was told by how joints move
   * each other: it need not be the described one, all of them together are.
   */
  public static Premise by(Estimate strength) {
    return strength.method().equals(Dynamics.BELIEVED)
        ? Premise.DESCRIBED_STRENGTHS
        : strength.source().premise();
  }

  private static Premise ofLinks(BenchRobot robot) {
    return ofLinks(robot, Map.of());
  }

  /**
   * Of masses: the least that is known of any actuator.
   *
   * @param found beside them
   */
  static Premise ofLinks(BenchRobot robot, Map<Parameter, Estimate> found) {
    Premise least = Premise.NONE;
    for (int joint = 0; joint < robot.joints(); joint++) {
      if (robot.actuator(joint) >= 0) {
        Premise premise = ofEfforts(robot, joint, found);
        least = premise.compareTo(least) > 0 ? premise : least;
      }
    }
    return least;
  }
}
