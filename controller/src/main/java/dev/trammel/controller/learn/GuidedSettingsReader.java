package dev.trammel.controller.learn;

import dev.trammel.controller.learn.GuidedSettings.Starts;
import dev.trammel.controller.policy.Activation;
import dev.trammel.controller.policy.PolicySettings;
import java.util.List;
import java.util.Locale;

/** Reads the {@code guided} part of a task's algorithm; what is not said has its default. */
final class GuidedSettingsReader {

  private static final double TINY = 1e-9;

  private GuidedSettingsReader() {}

  static GuidedSettings read(Section algorithm) {
    Section section = algorithm.section(
        "guided",
        "starts",
        "episodes",
        "explorers",
        "imagined",
        "states",
        "spread",
        "budget",
        "confirmations",
        "network");
    String starts = section.oneOf("starts", "conditions", "conditions", "region", "both");
    return new GuidedSettings(
        Starts.valueOf(starts.toUpperCase(Locale.ROOT)),
        section.integer("episodes", 1, 10_000, 1),
        section.integer("explorers", 0, 10_000, 1),
        section.integer("imagined", 0, 10_000, 0),
        section.integer("states", 0, 1000, 4),
        section.number("spread", 0, 10, 0),
        section.integer("budget", 1, 1_000_000, 200),
        section.integer("confirmations", 0, 10_000, 20),
        network(section.section(
            "network",
            "hidden",
            "activation",
            "rate",
            "batch",
            "epochs",
            "patience",
            "weightDecay",
            "heldOut")));
  }

  private static PolicySettings network(Section section) {
    PolicySettings usual = PolicySettings.defaults();
    List<Integer> hidden = section
        .node()
        .flatMap(node -> node.optional("hidden"))
        .map(node -> node.each(units -> units.integer(1, 511)))
        .orElse(usual.hidden());
    String activation = section.oneOf("activation", "tanh", "tanh", "relu");
    return new PolicySettings(
        hidden,
        Activation.valueOf(activation.toUpperCase(Locale.ROOT)),
        section.number("rate", TINY, 1, usual.rate()),
        section.integer("batch", 1, 100_000, usual.batch()),
        section.integer("epochs", 1, 100_000, usual.epochs()),
        section.integer("patience", 1, 100_000, usual.patience()),
        section.number("weightDecay", 0, 1, usual.weightDecay()),
        section.number("heldOut", 0, 0.9, usual.heldOut()));
  }
}
