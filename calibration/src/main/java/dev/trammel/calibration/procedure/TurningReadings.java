package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.TurningMotion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * What a robot reads while one of its joints goes to and fro. The others are to hold still, and do not
 * quite: what goes into them is lost to the joint, so its momentum is told beside its rate, with the mass
 * matrix of the description. Those that nothing measures are taken to hold still.
 */
final class TurningReadings {

  private final BenchRobot robot;
  private final int joint;
  private final StateLayout layout;
  private final ReadingMap map;
  private final RigidBodyDynamics dynamics;
  private final Optional<RigidBodyDynamics> compensation;
  private final double[] q;
  private final double[] qd;
  private final double[] g;
  private final DMatrixRMaj M;

  /** @param pose n, where joints are that nothing measures; not modified */
  TurningReadings(BenchRobot robot, int joint, double[] pose) {
    this.robot = robot;
    this.joint = joint;
    PlantSettings described = robot.described();
    layout = described.layout();
    map = ReadingMap.of(robot);
    dynamics = new RigidBodyDynamics(described.robot(), described.world().gravity());
    compensation = described
        .gravityCompensation()
        .map(model -> new RigidBodyDynamics(model.robot(), model.gravity()));
    int n = robot.joints();
    q = pose.clone();
    qd = new double[n];
    g = new double[n];
    M = new DMatrixRMaj(n, n);
  }

  /** All of a recording. */
  TurningMotion of(Recording recording) {
    int T = recording.steps();
    double[] places = new double[T];
    double[] rates = new double[T];
    double[] momenta = new double[T];
    double[] efforts = new double[T];
    for (int t = 0; t < T; t++) {
      read(recording, t);
      compensation.ifPresent(model -> model.gravityForces(q, g));
      dynamics.massMatrix(q, M);
      places[t] = q[joint];
      rates[t] = qd[joint];
      momenta[t] = momentum();
      efforts[t] = recording.applied(t, robot.actuator(joint)) + g[joint];
    }
    return new TurningMotion(robot.described().period(), places, rates, momenta, efforts);
  }

  private void read(Recording recording, int t) {
    for (int i = 0; i < q.length; i++) {
      if (layout.position(i) != StateLayout.ABSENT) {
        q[i] = map.position(i, recording.reading(t, layout.position(i)));
      }
      if (layout.velocity(i) != StateLayout.ABSENT) {
        qd[i] = recording.reading(t, layout.velocity(i)) / map.slope()[i];
      }
    }
  }

  /** By the joint's own inertia [rad/s or m/s]. */
  private double momentum() {
    double momentum = 0;
    for (int i = 0; i < q.length; i++) {
      momentum += M.get(joint, i) * qd[i];
    }
    return momentum / M.get(joint, joint);
  }
}
