package dev.trammel.hardware;

import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.PlantSettings;

/** Offers robots behind a broker, by addresses such as {@code mqtt://host/arm1}. */
public final class MqttPlantProvider implements PlantProvider {

  @Override
  public String name() {
    return "mqtt";
  }

  @Override
  public Plant create(PlantSettings settings) {
    return RemotePlants.create(settings);
  }
}
