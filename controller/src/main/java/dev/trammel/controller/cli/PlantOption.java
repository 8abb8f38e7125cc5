package dev.trammel.controller.cli;

import dev.trammel.controller.linalg.UsageException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that chooses another body. */
final class PlantOption {

  @Option(
      names = "--plant",
      paramLabel = "ADDRESS",
      description = "Use this body instead of the task's: a provider's name, or an address such as"
          + " mqtt://host/robot. Short for --set plant.provider=ADDRESS.")
  private @Nullable String plant;

  /** What chooses the provider; nothing where it is the task's own. */
  Optional<String> given() {
    if (plant != null && plant.isBlank()) {
      throw new UsageException(
          "--plant must name a provider or an address, as in mqtt://host/robot, was empty");
    }
    return Optional.ofNullable(plant);
  }
}
