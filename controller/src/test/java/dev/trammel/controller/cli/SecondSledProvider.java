package dev.trammel.controller.cli;

import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.PlantSettings;

/** Claims a name that is taken. */
public final class SecondSledProvider implements PlantProvider {

  @Override
  public String name() {
    return "test-sled";
  }

  @Override
  public Plant create(PlantSettings settings) {
    return new SledPlant(settings.spec());
  }
}
