package dev.trammel.hardware.emulated;

import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.hardware.hidden.Flaw;
import dev.trammel.hardware.hidden.Flaws;
import java.util.List;

/**
 * The wires from the robot's own computer to its motors, as they were connected: each motor gets a
 * command, and perhaps its opposite.
 */
final class Wires {

  private final int[] source;
  private final int[] sign;

  Wires(List<ActuatorSettings> actuators, Flaws flaws) {
    source = new int[actuators.size()];
    sign = new int[actuators.size()];
    for (int i = 0; i < source.length; i++) {
      source[i] = i;
      sign[i] = 1;
    }
    List<Integer> joints = actuators.stream().map(ActuatorSettings::joint).toList();
    for (Flaw flaw : flaws.all()) {
      if (flaw instanceof Flaw.FlippedMotor flipped && joints.contains(flipped.joint())) {
        sign[joints.indexOf(flipped.joint())] = -1;
      } else if (flaw instanceof Flaw.SwappedMotors swapped) {
        swap(joints.indexOf(swapped.first()), joints.indexOf(swapped.second()));
      }
    }
  }

  private void swap(int first, int second) {
    if (first >= 0 && second >= 0) {
      int kept = source[first];
      source[first] = source[second];
      source[second] = kept;
    }
  }

  /**
   * What the motors are told.
   *
   * @param efforts m; not modified
   * @param out m; modified
   */
  void carry(double[] efforts, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = sign[i] * efforts[source[i]];
    }
  }
}
