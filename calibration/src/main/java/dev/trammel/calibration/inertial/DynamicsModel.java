package dev.trammel.calibration.inertial;

import dev.trammel.calibration.inertial.FourierMotion.Rhythm;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.task.PlantSettings;

/**
 * What the equations of motion of a described robot depend on.
 *
 * @param parameters all in which they are linear
 * @param base the sums of them that motions can tell
 * @param rhythm of the motions that are to tell them
 */
public record DynamicsModel(JointParameters parameters, BaseParameters base, Rhythm rhythm) {

  /**
   * Of a robot as it is described.
   *
   * @param speeds n, that motions reach [rad/s or m/s]
   */
  public static DynamicsModel of(PlantSettings described, double[] speeds, Rhythm rhythm) {
    JointParameters parameters =
        new JointParameters(described.robot(), described.world().gravity(), speeds);
    BaseParameters base = BaseParameters.of(
        parameters, described.robot().bodies().stream().map(Body::joint).toList());
    return new DynamicsModel(parameters, base, rhythm);
  }
}
