package dev.trammel.calibration.procedure;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * What keeps a robot standing that would not stand by itself: u = efforts + gains (x − x₀). Rows of
 * joints that stand by themselves are 0: nothing follows their sensors. Immutable.
 *
 * @param gains m×p; 0 for a joint that is not held
 * @param efforts m, beside what the robot itself gives [N·m or N]
 * @param bounds m, greatest effort [N·m or N]
 */
record Hold(DMatrixRMaj gains, double[] efforts, double[] bounds) {

  Hold {
    gains = gains.copy();
    efforts = efforts.clone();
    bounds = bounds.clone();
  }

  /** Of a robot that stands by itself. */
  static Hold none(BenchRobot robot) {
    int m = robot.described().actuators().size();
    return new Hold(
        new DMatrixRMaj(m, robot.described().sensors().size()), new double[m], new double[m]);
  }

  boolean isNone() {
    return Arrays.stream(gains.data).allMatch(gain -> gain == 0);
  }

  /** Whether the joint of an actuator is held. */
  boolean isHeld(int actuator) {
    for (int i = 0; i < gains.numCols; i++) {
      if (gains.get(actuator, i) != 0) {
        return true;
      }
    }
    return false;
  }

  /** The gains while one joint is let go. */
  DMatrixRMaj gainsBut(int actuator) {
    DMatrixRMaj let = gains.copy();
    for (int i = 0; i < let.numCols; i++) {
      let.set(actuator, i, 0);
    }
    return let;
  }
}
