package dev.trammel.sim;

import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.Disturbances;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.sim.plants.JBulletPlant;

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
  public Plant create(PlantSettings settings, Disturbances disturbances) {
    return new JBulletPlant(settings, disturbances);
  }

  @Override
  public boolean isSimulated() {
    return true;
  }
}
