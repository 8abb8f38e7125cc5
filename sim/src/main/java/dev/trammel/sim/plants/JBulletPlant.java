package dev.trammel.sim.plants;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.Placement;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.task.Disturbances;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.WorldObject;
import dev.trammel.sim.physics.Simulation;
import dev.trammel.sim.sensor.SensorArray;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A simulated robot among objects; an episode knows nothing of the ones before.
 *
 * <p>An effort beyond its limit is clamped and one that is not a finite number counts as zero; both
 * show in {@link Action#applied}. With gravity compensation, what the actuators give is the effort
 * applied and what would hold the nominal robot still, anew at each physics step. Should the motion blow up, there are no more readings until the
 * next reset. A simulation is tied to the thread that builds it, so all calls after {@link #open}
 * must come from the thread that opened.
 */
public final class JBulletPlant implements Plant {

  /** Keeps the directions of pushes apart from the sensors' noise. */
  private static final long PUSHES = 0x707573686573L;

  private final PlantSettings settings;
  private final Disturbances disturbances;
  private final PlantSpec spec;
  private final Drives drives;
  private final int substeps;
  private @Nullable Thread owner;
  private @Nullable Simulation simulation;
  private @Nullable SensorArray sensors;
  private @Nullable Pushes pushes;
  private int cycle;

  /**
   * A body to which nothing happens but what it is told; not yet opened.
   *
   * @throws IllegalArgumentException if the robot or its sensors cannot be simulated
   */
  public JBulletPlant(PlantSettings settings) {
    this(settings, Disturbances.NONE);
  }

  /**
   * A body that is disturbed in each of its episodes; not yet opened.
   *
   * @throws IllegalArgumentException if robot, sensors or disturbances cannot be simulated
   */
  public JBulletPlant(PlantSettings settings, Disturbances disturbances) {
    this.settings = settings;
    this.disturbances = disturbances;
    spec = settings.spec();
    disturbances.requireFit(settings);
    drives = new Drives(settings, disturbances.actuators());
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
    if (simulation == null) {
      simulation = new Simulation(settings.robot(), settings.world());
    }
    List<double[]> underway = start.underway();
    underway.forEach(inputs -> Require.length(inputs, spec.actionSize(), "inputs underway"));
    simulation.begin(start.positions(), start.velocities());
    for (Placement place : start.objects()) {
      simulation.setPose(settings.place(place.object()).body(), WorldObject.pose(place));
    }
    sensors = new SensorArray(settings, simulation, disturbances.faults(), start.seed());
    pushes = new Pushes(disturbances.pushes(), settings, start.seed() + PUSHES);
    drives.reset(simulation);
    for (double[] inputs : underway) {
      drives.pass(inputs, substeps);
    }
    cycle = 0;
  }

  @Override
  public boolean observe(Observation out) {
    requireOwner();
    if (simulation == null || sensors == null || simulation.diverged()) {
      return false;
    }
    out.time = cycle * spec.period();
    return sensors.read(out.values.data);
  }

  @Override
  public void apply(Action action) {
    requireOwner();
    if (simulation == null || sensors == null || pushes == null) {
      drives.limit(action.applied.data);
      return;
    }
    drives.limit(simulation, action.applied.data);
    advance(simulation, sensors, pushes, action.applied.data);
  }

  private void advance(
      Simulation simulation, SensorArray sensors, Pushes pushes, double[] efforts) {
    for (int i = 0; i < substeps; i++) {
      drives.drive(simulation, efforts);
      pushes.push(simulation);
      simulation.step();
      sensors.advance();
    }
    cycle++;
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
    pushes = null;
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
