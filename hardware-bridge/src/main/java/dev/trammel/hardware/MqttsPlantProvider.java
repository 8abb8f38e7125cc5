package dev.trammel.hardware;

import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.PlantSettings;

/** Offers robots behind a broker that is spoken to by TLS, as in {@code mqtts://lab@host/arm1}. */
public final class MqttsPlantProvider implements PlantProvider {

  @Override
  public String name() {
    return "mqtts";
  }

  @Override
  public Plant create(PlantSettings settings) {
    return RemotePlants.create(settings);
  }
}
