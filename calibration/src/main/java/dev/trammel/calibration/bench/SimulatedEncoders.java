package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable RigidBodyDynamics compensation;

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
    compensation = described
        .gravityCompensation()
        .map(model -> new RigidBodyDynamics(model.robot(), model.gravity()))
        .orElse(null);
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
   * Applies an input to a body that makes up for gravity where its joints are.
   *
   * @param read p, what is read there; not modified
   * @param action its applied input is modified as far as the body limits it
   */
  void apply(Plant plant, double[] read, Action action) {
    if (isPlain || compensation == null) {
      plant.apply(action);
      return;
    }
    double[] wrong = misjudged(compensation, read);
    int m = described.actuators().size();
    for (int i = 0; i < m; i++) {
      action.applied.data[i] += wrong[described.actuators().get(i).joint()];
    }
    plant.apply(action);
    for (int i = 0; i < m; i++) {
      action.applied.data[i] -= wrong[described.actuators().get(i).joint()];
    }
  }

  /** By how much the robot's own computer makes up wrongly for the weight of each joint, n. */
  private double[] misjudged(RigidBodyDynamics gravity, double[] read) {
    int n = slope.length;
    double[] q = new double[n];
    double[] believed = new double[n];
    double[] g = new double[n];
    double[] wrong = new double[n];
    layout.readPositions(new DMatrixRMaj(read.length, 1, true, read), believed);
    for (int i = 0; i < n; i++) {
      q[i] = (believed[i] - offset[i]) / slope[i];
      believed[i] *= Math.signum(slope[i]);
    }
    gravity.gravityForces(q, g);
    gravity.gravityForces(believed, wrong);
    for (int i = 0; i < n; i++) {
      wrong[i] -= g[i];
    }
    return wrong;
  }
}
