package dev.trammel.controller.cli;

import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.PlantSettings;

/** Brings the sled to a process that is under test. */
public final class SledProvider implements PlantProvider {

  @Override
  public String name() {
    return "test-sled";
  }

  @Override
  public Plant create(PlantSettings settings) {
    return new SledPlant(settings.spec());
  }

  @Override
  public boolean isSimulated() {
    return true;
  }
}
