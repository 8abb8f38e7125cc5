package dev.trammel.sim.plants;

import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantContract;

class JBulletPlantContractTest extends PlantContract {

  @Override
  protected Plant create() {
    return Plants.arm();
  }

  @Override
  protected EpisodeStart start(long seed) {
    return Plants.armStart(seed);
  }
}
