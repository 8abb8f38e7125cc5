package dev.trammel.controller.learn;

import dev.trammel.controller.learn.GuidedSettings.PriorOfPolicy;
import dev.trammel.controller.learn.GuidedSettings.Sampling;
import dev.trammel.controller.learn.GuidedSettings.Starts;
import dev.trammel.controller.learn.GuidedSettings.Way;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.policy.Activation;
import dev.trammel.controller.policy.PolicySettings;
import dev.trammel.controller.task.SettingsNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the {@code guided} part of a task's algorithm; what is not said has its default. */
final class GuidedSettingsReader {

  private static final double TINY = 1e-9;

  private GuidedSettingsReader() {}

  /**
   * @param way that the algorithm's type says
   * @param model that teachers improve on
   */
  static GuidedSettings read(Section algorithm, Way way, ModelSettings model) {
    Section section = algorithm.section(
        "guided",
        "sampling",
        "prior",
        "starts",
        "episodes",
        "explorers",
        "imagined",
        "points",
        "states",
        "spread",
        "budget",
        "confirmations",
        "network",
        "badmm");
    if (model instanceof ModelSettings.Local) {
      section.refuse("model.type local", "points", "spread");
    } else {
      section.refuse("model.type gaussian-process", "prior");
    }
    String starts = section.oneOf("starts", "conditions", "conditions", "region", "both");
    boolean policyActs = way == Way.MDGPS;
    String sampling = section.oneOf(
        "sampling", policyActs ? "on-policy" : "off-policy", "on-policy", "off-policy");
    if (!policyActs && sampling.equals("on-policy")) {
      SettingsNode node = section.node().orElseThrow().child("sampling");
      throw node.error("must be off-policy for type badmm", node.came(), "off-policy");
    }
    return new GuidedSettings(
        way,
        sampling.equals("on-policy") ? Sampling.ON_POLICY : Sampling.OFF_POLICY,
        PriorOfPolicy.valueOf(
            section.oneOf("prior", "mixture", "constant", "mixture").toUpperCase(Locale.ROOT)),
        Starts.valueOf(starts.toUpperCase(Locale.ROOT)),
        section.integer("episodes", 1, 10_000, 1),
        section.integer("explorers", 0, 10_000, 1),
        section.integer("imagined", 0, 10_000, 0),
        section.integer("points", 0, 10_000, 0),
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
            "heldOut")),
        BadmmSettingsReader.read(section),
        Optional.empty());
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
