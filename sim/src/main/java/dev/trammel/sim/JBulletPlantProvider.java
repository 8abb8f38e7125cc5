package dev.trammel.sim;

import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.Disturbances;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.sim.physics.Simulation;
import dev.trammel.sim.plants.JBulletPlant;
import java.util.List;

/** Offers bodies simulated in JBullet, by the name {@code jbullet}. */
public final class JBulletPlantProvider implements PlantProvider {

  @Override
  public String name() {
    return "jbullet";
  }

  @Override
  public Plant create(PlantSettings settings) {
    return new JBulletPlant(settings);
  }

  @Override
  public List<String> notes(PlantSettings settings) {
    Simulation simulation = new Simulation(settings.robot(), settings.world());
    return simulation.ignoredPairs().stream()
        .map(pair -> pair + " overlap with all joints at 0, so they may pass through each other")
        .toList();
  }

  @Override
  public Plant create(PlantSettings settings, Disturbances disturbances) {
    return new JBulletPlant(settings, disturbances);
  }

  @Override
  public boolean isSimulated() {
    return true;
  }
}
