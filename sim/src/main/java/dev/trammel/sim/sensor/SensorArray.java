package dev.trammel.sim.sensor;

import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorFault;
import dev.trammel.controller.task.SensorSettings;
import dev.trammel.controller.task.SensorSettings.ContactSensor;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.PointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;
import dev.trammel.sim.physics.Probe;
import dev.trammel.sim.physics.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * All sensors of a simulated body through one episode.
 *
 * <p>A reading holds until time goes on: who reads twice sees the same. Before a delay has passed, a
 * late sensor shows the start.
 */
public final class SensorArray {

  private final Sensor[] sensors;
  private final List<MeanForce> forces = new ArrayList<>();
  private final GaussianNoise noise;
  private final SensorFaults faults;
  private final double timeStep;
  private final double[] reading;
  private int steps;
  private boolean isRead;
  private boolean isWhole;

  /**
   * Places the sensors on a body at its start.
   *
   * @param faults that the sensors suffer
   * @param seed of all noise and faults
   */
  public SensorArray(
      PlantSettings settings, Simulation simulation, List<SensorFault> faults, long seed) {
    sensors = settings.sensors().stream()
        .map(sensor -> new Sensor(
            source(sensor, settings, simulation),
            sensor.errors(),
            settings.world().timeStep()))
        .toArray(Sensor[]::new);
    noise = new GaussianNoise(seed);
    this.faults = new SensorFaults(faults, ~seed);
    timeStep = settings.world().timeStep();
    reading = new double[sensors.length];
  }

  /**
   * Checks that the sensors can be simulated.
   *
   * @throws IllegalArgumentException if a delay is not a whole multiple of the time step
   */
  public static void requirePossible(PlantSettings settings) {
    for (SensorSettings sensor : settings.sensors()) {
      Sensor.delaySteps(sensor.errors().delay(), settings.world().timeStep());
    }
  }

  private DoubleSupplier source(
      SensorSettings sensor, PlantSettings settings, Simulation simulation) {
    boolean place = sensor.quantity() == Quantity.POSITION;
    if (sensor instanceof PointSensor point) {
      int axis = point.axis();
      Frame frame = settings.place(point.link());
      Probe probe = simulation.probe(frame.body(), frame.origin().translation());
      return place ? () -> probe.position(axis) : () -> probe.velocity(axis);
    }
    if (sensor instanceof ContactSensor contact) {
      int body = settings.place(contact.body()).body();
      MeanForce force = new MeanForce(
          () -> simulation.contactImpulse(body, contact.axis()),
          settings.physicsSteps(),
          settings.world().timeStep());
      forces.add(force);
      return force;
    }
    int joint = ((JointSensor) sensor).joint();
    return place ? () -> simulation.position(joint) : () -> simulation.velocity(joint);
  }

  /** Goes on by one physics step. */
  public void advance() {
    for (int i = 0; i < forces.size(); i++) {
      forces.get(i).advance();
    }
    for (Sensor sensor : sensors) {
      sensor.advance();
    }
    steps++;
    isRead = false;
  }

  /**
   * Reads all sensors.
   *
   * @param out p; modified
   * @return false if one of them gives no reading; {@code out} is then as it was
   */
  public boolean read(double[] out) {
    if (!isRead) {
      for (int i = 0; i < sensors.length; i++) {
        reading[i] = sensors[i].read(noise);
      }
      isWhole = faults.spoil(steps * timeStep, reading);
      isRead = true;
    }
    if (isWhole) {
      System.arraycopy(reading, 0, out, 0, reading.length);
    }
    return isWhole;
  }

  /**
   * The true values at present.
   *
   * @param out p; modified
   */
  public void truth(double[] out) {
    for (int i = 0; i < sensors.length; i++) {
      out[i] = sensors[i].truth();
    }
  }
}
