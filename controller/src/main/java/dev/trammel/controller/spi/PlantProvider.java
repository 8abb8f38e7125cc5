package dev.trammel.controller.spi;

import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.task.PlantSettings;

/** Builds bodies of one kind: a simulator, or a way to hardware. */
public interface PlantProvider extends Provider {

  /**
   * A body of its own, not yet opened. May be called from any thread, and often.
   *
   * @throws IllegalArgumentException if the settings ask for what this kind of body cannot do
   */
  Plant create(PlantSettings settings);
}
