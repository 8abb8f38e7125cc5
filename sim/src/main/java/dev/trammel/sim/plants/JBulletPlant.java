package dev.trammel.sim.plants;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.sim.physics.Simulation;
import dev.trammel.sim.sensor.SensorArray;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A robot simulated in JBullet, in a new world for each episode.
 *
 * <p>An effort beyond its limit is clamped and one that is not a finite number counts as zero; both
 * show in {@link Action#applied}. Should the motion blow up, there are no more readings until the
 * next reset. JBullet ties a world to the thread that builds it, so all calls after {@link #open}
 * must come from the thread that opened.
 */
public final class JBulletPlant implements Plant {

  private final PlantSettings settings;
  private final PlantSpec spec;
  private final int[] joints;
  private final double[] limits;
  private final int substeps;
  private @Nullable Thread owner;
  private @Nullable Simulation simulation;
  private @Nullable SensorArray sensors;
  private int cycle;

  /**
   * A body, not yet opened.
   *
   * @throws IllegalArgumentException if the robot or its sensors cannot be simulated
   */
  public JBulletPlant(PlantSettings settings) {
    this.settings = settings;
    spec = settings.spec();
    List<ActuatorSettings> actuators = settings.actuators();
    joints = actuators.stream().mapToInt(ActuatorSettings::joint).toArray();
    limits = actuators.stream().mapToDouble(ActuatorSettings::limit).toArray();
    substeps = settings.physicsSteps();
    Simulation.requireSimulable(settings.robot());
    SensorArray.requirePossible(settings);
  }

  @Override
  public PlantSpec spec() {
    return spec;
  }

  @Override
  public void open() {
    if (owner != null) {
      throw new IllegalStateException("plant " + spec.name() + " is already open");
    }
    owner = Thread.currentThread();
  }

  @Override
  public void reset(EpisodeStart start) {
    requireOwner();
    simulation = new Simulation(
        settings.robot(), settings.world().gravity(), settings.world().timeStep());
    simulation.setState(start.positions(), start.velocities());
    sensors = new SensorArray(settings, simulation, start.seed());
    cycle = 0;
  }

  @Override
  public boolean observe(Observation out) {
    requireOwner();
    if (simulation == null || sensors == null || simulation.diverged()) {
      return false;
    }
    sensors.read(out.values.data);
    out.time = cycle * spec.period();
    return true;
  }

  @Override
  public void apply(Action action) {
    requireOwner();
    for (int i = 0; i < joints.length; i++) {
      action.applied.data[i] = limited(action.applied.data[i], limits[i]);
    }
    if (simulation != null && sensors != null) {
      advance(simulation, sensors, action.applied.data);
    }
  }

  private void advance(Simulation simulation, SensorArray sensors, double[] efforts) {
    for (int i = 0; i < joints.length; i++) {
      simulation.setEffort(joints[i], efforts[i]);
    }
    for (int i = 0; i < substeps; i++) {
      simulation.step();
      sensors.advance();
    }
    cycle++;
  }

  private static double limited(double effort, double limit) {
    return Double.isFinite(effort) ? Math.max(-limit, Math.min(limit, effort)) : 0;
  }

  @Override
  public boolean truth(DMatrixRMaj out) {
    requireOwner();
    if (simulation == null || sensors == null || simulation.diverged()) {
      return false;
    }
    sensors.truth(out.data);
    return true;
  }

  @Override
  public void close() {
    simulation = null;
    sensors = null;
    owner = null;
  }

  private void requireOwner() {
    if (owner != Thread.currentThread()) {
      throw new IllegalStateException("plant " + spec.name() + " must be used by the thread that"
          + " opened it, " + (owner == null ? "but is not open" : owner.getName())
          + "; was called by "
          + Thread.currentThread().getName());
    }
  }
}
