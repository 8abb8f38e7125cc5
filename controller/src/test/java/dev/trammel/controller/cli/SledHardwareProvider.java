package dev.trammel.controller.cli;

import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.PlantSettings;

/** Brings a sled that is not simulated, as far as anybody knows; its address names it. */
public final class SledHardwareProvider implements PlantProvider {

  @Override
  public String name() {
    return "rail";
  }

  @Override
  public Plant create(PlantSettings settings) {
    return new SledPlant(settings.spec());
  }

  @Override
  public boolean keepsTime() {
    return true;
  }
}
