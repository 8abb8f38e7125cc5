package dev.trammel.controller.spi;

import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.task.Disturbances;
import dev.trammel.controller.task.PlantSettings;
import java.util.List;

/** Builds bodies of one kind: a simulator, or a way to hardware. */
public interface PlantProvider extends Provider {

  /** Ends the scheme of an address. */
  String SCHEME_END = "://";

  /**
   * The provider that a setting chooses.
   *
   * @param provider its name, or an address, whose scheme is a provider's name: what is in
   *     {@code mqtt://host/arm1} is then for {@code mqtt} to read
   */
  static PlantProvider chosenBy(String provider) {
    return Registry.discover("plant", PlantProvider.class).named(scheme(provider));
  }

  /** The name of the provider that a setting chooses, whether there is such a one or not. */
  static String scheme(String provider) {
    int end = provider.indexOf(SCHEME_END);
    return end < 0 ? provider : provider.substring(0, end);
  }

  /**
   * A body of its own, not yet opened. May be called from any thread, and often.
   *
   * @throws IllegalArgumentException if the settings ask for what this kind of body cannot do
   */
  Plant create(PlantSettings settings);

  /** Whether its bodies are simulated: trying one out moves nothing in the world. */
  default boolean isSimulated() {
    return false;
  }

  /**
   * Whether its bodies make a control loop wait until the next cycle is due: simulated ones, whose
   * time passes with each action, and hardware whose driver waits in {@code observe} or {@code apply}.
   * For all others cycles begin a period apart by this computer's clock.
   */
  default boolean keepsTime() {
    return isSimulated();
  }

  /**
   * What a user should know of how such a body stands for the one that the settings describe, one
   * line each; nothing where there is nothing to say.
   *
   * @throws IllegalArgumentException if the settings ask for what this kind of body cannot do
   */
  default List<String> notes(PlantSettings settings) {
    return List.of();
  }

  /**
   * A body to which something happens on purpose. Only a simulation can do that; others need not
   * implement this.
   *
   * @throws IllegalArgumentException if this kind of body cannot be disturbed so
   */
  default Plant create(PlantSettings settings, Disturbances disturbances) {
    if (!disturbances.isEmpty()) {
      throw new IllegalArgumentException(
          "it cannot be pushed or given faults, which only a simulation can; had "
              + disturbances.pushes().size() + " pushes, "
              + disturbances.faults().size()
              + " sensor faults and " + disturbances.actuators().size() + " actuator errors");
    }
    return create(settings);
  }
}
