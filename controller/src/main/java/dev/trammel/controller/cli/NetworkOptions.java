package dev.trammel.controller.cli;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.policy.Activation;
import dev.trammel.controller.policy.PolicySettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Options of what a network looks like and how it is trained; a picocli mixin. */
final class NetworkOptions {

  @Option(
      names = "--hidden",
      paramLabel = "N",
      split = ",",
      description = "Outputs of each hidden layer. Default: 64,64.")
  private List<Integer> hidden = PolicySettings.defaults().hidden();

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      description = "What hidden layers do with their sums, tanh or relu. Default: tanh.")
  private String activation = "tanh";

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Most passes over the samples. Default: ${DEFAULT-VALUE}.")
  private int epochs = PolicySettings.defaults().epochs();

  PolicySettings settings() {
    PolicySettings usual = PolicySettings.defaults();
    try {
      return new PolicySettings(
          hidden,
          activation(),
          usual.rate(),
          usual.batch(),
          UsageException.requireAtLeast(epochs, 1, "--epochs"),
          usual.patience(),
          usual.weightDecay(),
          usual.heldOut());
    } catch (UsageException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UsageException("--hidden: " + e.getMessage(), e);
    }
  }

  private Activation activation() {
    for (Activation known : Activation.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(activation)) {
        return known;
      }
    }
    throw new UsageException("--activation must be one of "
        + Arrays.stream(Activation.values())
            .map(known -> known.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "))
        + ", was '" + activation + "'");
  }
}
