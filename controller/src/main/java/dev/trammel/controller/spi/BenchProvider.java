package dev.trammel.controller.spi;

import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.task.PlantSettings;

/** Builds bodies for a bench: robots that can be asked what they are. */
public interface BenchProvider extends Provider {

  /**
   * What the robot at an address says of itself; nothing of it is taken hold of.
   *
   * @param address whose scheme is this provider's name: {@code mqtt://localhost/arm1}
   * @throws dev.trammel.controller.plant.PlantException if it cannot be reached
   */
  Nameplate nameplate(String address);

  /**
   * The robot at an address, not yet opened.
   *
   * @param settings its description; {@link PlantSettings#provider} is the address
   */
  BenchBody create(PlantSettings settings);
}
