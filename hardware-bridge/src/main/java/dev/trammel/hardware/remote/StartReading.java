package dev.trammel.hardware.remote;

import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorModel;
import dev.trammel.controller.task.SensorSettings;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;
import dev.trammel.hardware.wire.MoveWay;
import dev.trammel.hardware.wire.Program;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * What a robot's sensors must say for a program to begin: what they would say at the start, within
 * the tolerances of a move and what they are wrong by. Sensors of points and contacts are not
 * checked: joints say where they are.
 */
final class StartReading {

  /** Standard deviations of a sensor's noise that are allowed for. */
  private static final double DEVIATIONS = 5;

  private final PlantSettings task;
  private final Mover mover;

  /** @param mover brings the robot there */
  StartReading(PlantSettings task, Mover mover) {
    this.task = task;
    this.mover = mover;
  }

  Program.Start at(EpisodeStart start) {
    List<SensorSettings> sensors = task.sensors();
    DMatrixRMaj reading = new DMatrixRMaj(sensors.size(), 1);
    // a servo ends at rest
    double[] velocities =
        mover.way() == MoveWay.SERVO ? new double[start.velocities().length] : start.velocities();
    new SensorModel(task).read(start.positions(), velocities, reading);
    double[] tolerances = sensors.stream().mapToDouble(this::tolerance).toArray();
    return new Program.Start(reading.data, tolerances);
  }

  private double tolerance(SensorSettings sensor) {
    if (!(sensor instanceof JointSensor)) {
      return 0;
    }
    double moved = sensor.quantity() == Quantity.POSITION ? mover.within() : mover.rate();
    double noise = DEVIATIONS * sensor.errors().noise() + sensor.errors().quantum();
    return moved == 0 ? 0 : moved + noise;
  }
}
