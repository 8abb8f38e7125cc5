package dev.trammel.calibration.inertial;

import dev.trammel.calibration.fit.GravitySet;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.task.PlantSettings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sums of link parameters that the bench speaks of, those that tell a weight and those that tell a
 * motion, by their names: for who knows the links and asks what should be found.
 */
public final class BaseSums {

  private BaseSums() {}

  /**
   * Of a robot.
   *
   * @param described whose sums they are
   * @param real the same joints with other links, for their values
   */
  public static Map<String, Double> of(PlantSettings described, RobotModel real) {
    Map<String, Double> sums = new LinkedHashMap<>();
    GravitySet weights = new GravitySet(described.robot(), described.world().gravity());
    double[] weight = weights.of(real);
    for (int i = 0; i < weight.length; i++) {
      sums.put(weights.name(i), weight[i]);
    }
    double[] speeds = new double[real.degreesOfFreedom()];
    // sums of inertias do not depend on where dry friction begins
    Arrays.fill(speeds, 1);
    JointParameters parameters =
        new JointParameters(described.robot(), described.world().gravity(), speeds);
    BaseParameters base = BaseParameters.of(
        parameters, described.robot().bodies().stream().map(Body::joint).toList());
    double[] value = base.of(parameters.of(real));
    List<String> names = base.names();
    for (int i = 0; i < value.length; i++) {
      sums.put(names.get(i), value[i]);
    }
    return sums;
  }
}
