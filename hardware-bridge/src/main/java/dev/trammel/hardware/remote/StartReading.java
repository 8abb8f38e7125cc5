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
  private final RemoteSettings.Move move;
  private final MoveWay way;

  /** @param way how the robot is really brought there */
  StartReading(PlantSettings task, RemoteSettings.Move move, MoveWay way) {
    this.task = task;
    this.move = move;
    this.way = way;
  }

  Program.Start at(EpisodeStart start) {
    List<SensorSettings> sensors = task.sensors();
    DMatrixRMaj reading = new DMatrixRMaj(sensors.size(), 1);
    // a servo ends at rest
    double[] velocities =
        way == MoveWay.SERVO ? new double[start.velocities().length] : start.velocities();
    new SensorModel(task).read(start.positions(), velocities, reading);
    double[] tolerances = sensors.stream().mapToDouble(this::tolerance).toArray();
    return new Program.Start(reading.data, tolerances);
  }

  private double tolerance(SensorSettings sensor) {
    if (!(sensor instanceof JointSensor)) {
      return 0;
    }
    double moved = sensor.quantity() == Quantity.POSITION ? move.within() : move.rate();
    double noise = DEVIATIONS * sensor.errors().noise() + sensor.errors().quantum();
    return moved == 0 ? 0 : moved + noise;
  }
}
