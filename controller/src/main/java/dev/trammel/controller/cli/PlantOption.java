package dev.trammel.controller.cli;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.spi.PlantProvider;
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

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "As whom to go there: short for NAME@ before the host of the address.")
  private @Nullable String user;

  /** What chooses the provider; nothing where it is the task's own. */
  Optional<String> given() {
    if (plant != null && plant.isBlank()) {
      throw new UsageException(
          "--plant must name a provider or an address, as in mqtt://host/robot, was empty");
    }
    return user == null ? Optional.ofNullable(plant) : Optional.of(addressOf(user));
  }

  private String addressOf(String name) {
    int host = plant == null ? -1 : plant.indexOf(PlantProvider.SCHEME_END);
    if (plant == null || host < 0) {
      throw new UsageException("--user " + name + " needs an address, as in --plant"
          + " mqtt://host/robot, had " + (plant == null ? "none" : "'" + plant + "'"));
    }
    host += PlantProvider.SCHEME_END.length();
    if (plant.substring(host).matches("[^/]*@.*")) {
      throw new UsageException(
          "--user " + name + " and --plant " + plant + " must not both name" + " a user");
    }
    return plant.substring(0, host) + name + "@" + plant.substring(host);
  }
}
