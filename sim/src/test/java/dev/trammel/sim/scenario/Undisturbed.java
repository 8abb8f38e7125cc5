package dev.trammel.sim.scenario;

import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.sim.plants.JBulletPlant;

/** Bodies that take no disturbance, as real ones do not. */
final class Undisturbed implements PlantProvider {

  @Override
  public String name() {
    return "real";
  }

  @Override
  public Plant create(PlantSettings settings) {
    return new JBulletPlant(settings);
  }
}
