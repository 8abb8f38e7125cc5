package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.MisjudgedWeight;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * A simulated body's encoders, as far as those of the robot are known: they read slope · q + offset,
 * and where the robot's own computer makes up for gravity it does so where it takes its joints to be,
 * which is by the sign alone. Of a robot that corrects its encoders nothing is left of that.
 */
final class SimulatedEncoders {

  private final PlantSettings described;
  private final StateLayout layout;
  private final double[] slope;
  private final double[] offset;
  private final boolean isPlain;
  private final Optional<MisjudgedWeight> misjudged;

  SimulatedEncoders(BenchRobot robot) {
    described = robot.described();
    layout = described.layout();
    int n = robot.joints();
    slope = new double[n];
    offset = new double[n];
    boolean plain = true;
    for (int i = 0; i < n; i++) {
      slope[i] = robot.readingSlope(i);
      offset[i] = robot.readingOffset(i);
      plain &= slope[i] == 1 && offset[i] == 0;
    }
    isPlain = plain;
    misjudged = MisjudgedWeight.of(robot);
  }

  /**
   * What they read.
   *
   * @param plain p, what sensors would say that read positions; not modified
   */
  double[] readings(double[] plain) {
    double[] x = plain.clone();
    for (int i = 0; i < slope.length; i++) {
      if (layout.position(i) != StateLayout.ABSENT) {
        x[layout.position(i)] = slope[i] * x[layout.position(i)] + offset[i];
      }
      if (layout.velocity(i) != StateLayout.ABSENT) {
        x[layout.velocity(i)] *= slope[i];
      }
    }
    return x;
  }

  /**
   * What sensors would say that read positions.
   *
   * @param read p; not modified
   */
  double[] positions(double[] read) {
    double[] x = read.clone();
    for (int i = 0; i < slope.length; i++) {
      if (layout.position(i) != StateLayout.ABSENT) {
        x[layout.position(i)] = (x[layout.position(i)] - offset[i]) / slope[i];
      }
      if (layout.velocity(i) != StateLayout.ABSENT) {
        x[layout.velocity(i)] /= slope[i];
      }
    }
    return x;
  }

  /**
   * Applies an input to a body that makes up for gravity where its joints are. What its motors cannot
   * give is cut off there, and is no other input.
   *
   * @param read p, what is read there; not modified
   */
  void apply(Plant plant, double[] read, Action action) {
    double[] told = action.applied.data.clone();
    if (!isPlain && misjudged.isPresent()) {
      double[] q = new double[slope.length];
      layout.readPositions(DMatrixRMaj.wrap(read.length, 1, positions(read)), q);
      double[] wrong = misjudged.get().at(q);
      for (int i = 0; i < told.length; i++) {
        action.applied.data[i] += wrong[described.actuators().get(i).joint()];
      }
    }
    plant.apply(action);
    System.arraycopy(told, 0, action.applied.data, 0, told.length);
  }
}
