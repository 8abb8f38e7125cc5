package dev.trammel.sim.plants;

import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.ActuatorErrors;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.CalibrationInForce;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.sim.physics.Simulation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The actuators of a simulated robot, and the loop inside it that makes up for gravity.
 *
 * <pre>
 *   u  m  input, |uᵢ| ≤ Lᵢ, the task's limit
 *   g  n  what holds the nominal robot still; 0 without gravity compensation
 *   τ  m  what the actuators give, u + g(q) where they have no errors; with gravity compensation |uᵢ + gᵢ| ≤ Eᵢ at the
 *         beginning of a control interval, the effort limit of the URDF
 * </pre>
 *
 * <p>What a calibration knows of a motor befalls all that it is to give, u + g(q), which it has done
 * for long when an episode begins; what goes wrong on purpose befalls the command u before.
 *
 * <p>Nothing but the constructor allocates. Not thread-safe.
 */
final class Drives {

  private final int[] joints;
  private final double[] limits;
  private final double[] efforts;
  private final @Nullable RigidBodyDynamics nominal;
  private final double[] q;
  private final double[] g;
  private final Transmission[] disturbed;
  private final Transmission[] motors;

  /** @param errors on purpose: one per actuator, or none */
  Drives(PlantSettings settings, List<ActuatorErrors> errors) {
    List<ActuatorSettings> actuators = settings.actuators();
    joints = actuators.stream().mapToInt(ActuatorSettings::joint).toArray();
    limits = actuators.stream().mapToDouble(ActuatorSettings::limit).toArray();
    nominal = settings
        .gravityCompensation()
        .map(model -> new RigidBodyDynamics(model.robot(), model.gravity()))
        .orElse(null);
    efforts = new double[joints.length];
    for (int i = 0; i < joints.length; i++) {
      double effort = settings.robot().bodies().get(joints[i]).joint().effort();
      // the URDF gives none, or none of use
      efforts[i] = nominal == null || effort == 0 ? Double.POSITIVE_INFINITY : effort;
    }
    q = new double[settings.robot().degreesOfFreedom()];
    g = new double[q.length];
    disturbed = transmissions(errors, settings);
    motors = transmissions(
        settings.calibration().map(CalibrationInForce::actuators).orElse(List.of()), settings);
  }

  private static Transmission[] transmissions(List<ActuatorErrors> errors, PlantSettings settings) {
    Transmission[] transmissions = new Transmission[settings.actuators().size()];
    Arrays.setAll(
        transmissions,
        i -> new Transmission(
            errors.isEmpty() ? ActuatorErrors.NONE : errors.get(i),
            settings.world().timeStep()));
    return transmissions;
  }

  /** Forgets commands that are still on their way to a robot that now stands elsewhere. */
  void reset(Simulation simulation) {
    compensate(simulation);
    for (int i = 0; i < joints.length; i++) {
      disturbed[i].reset(0);
      motors[i].reset(g[joints[i]]);
    }
  }

  /** Takes in inputs of so many physics steps before a reset, which are still on their way after it. */
  void pass(double[] inputs, int steps) {
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < joints.length; i++) {
        motors[i].next(disturbed[i].next(inputs[i]) + g[joints[i]]);
      }
    }
  }

  /** Limits inputs by the task's limits alone; one that is not a finite number becomes 0. */
  void limit(double[] inputs) {
    for (int i = 0; i < joints.length; i++) {
      inputs[i] = clamp(inputs[i], -limits[i], limits[i]);
    }
  }

  /** Limits inputs to what the actuators can give beside gravity where the robot stands now. */
  void limit(Simulation simulation, double[] inputs) {
    compensate(simulation);
    for (int i = 0; i < joints.length; i++) {
      double lower = Math.max(-limits[i], -efforts[i] - g[joints[i]]);
      double upper = Math.min(limits[i], efforts[i] - g[joints[i]]);
      inputs[i] = clamp(inputs[i], lower, upper);
    }
  }

  /** Sets the efforts for the next physics step. */
  void drive(Simulation simulation, double[] inputs) {
    compensate(simulation);
    for (int i = 0; i < joints.length; i++) {
      double wanted = disturbed[i].next(inputs[i]) + g[joints[i]];
      simulation.setEffort(
          joints[i], disturbed[i].effort(motors[i].effort(motors[i].next(wanted))));
    }
  }

  private void compensate(Simulation simulation) {
    if (nominal == null || simulation.diverged()) {
      return;
    }
    for (int joint = 0; joint < q.length; joint++) {
      q[joint] = simulation.position(joint);
    }
    nominal.gravityForces(q, g);
  }

  private static double clamp(double value, double lower, double upper) {
    return Double.isFinite(value) ? Math.max(lower, Math.min(upper, value)) : 0;
  }
}
