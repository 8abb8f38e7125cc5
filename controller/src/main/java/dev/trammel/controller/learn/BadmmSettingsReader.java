package dev.trammel.controller.learn;

import dev.trammel.controller.policy.BadmmSettings;
import dev.trammel.controller.policy.WeightRule;
import dev.trammel.controller.policy.WeightSchedule;
import java.util.List;

/** Reads {@code guided.badmm}; what is not said has its default. */
final class BadmmSettingsReader {

  private static final double TINY = 1e-9;
  private static final double HUGE = 1e9;

  /** Of the published examples, beside the first weight; both in units of cost. */
  private static final WeightSchedule USUAL_GROWTH =
      new WeightSchedule(List.of(1e-4, 1e-3, 1e-2, 1e-2));

  private BadmmSettingsReader() {}

  static BadmmSettings read(Section guided) {
    BadmmSettings usual = BadmmSettings.defaults();
    Section section =
        guided.section("badmm", "weight", "meanRate", "gainRate", "rule", "growth", "turns");
    return new BadmmSettings(
        section.number("weight", TINY, HUGE, usual.initialWeight()),
        section.number("meanRate", 0, HUGE, usual.meanRate()),
        section.number("gainRate", 0, HUGE, usual.gainRate()),
        rule(section, usual.rule()),
        section.integer("turns", 1, 1000, usual.innerIterations()));
  }

  private static WeightRule rule(Section section, WeightRule usual) {
    String rule = section.oneOf("rule", "spread", "spread", "ratio", "ascent", "fixed");
    boolean grows = rule.equals("ascent") || rule.equals("fixed");
    if (!grows) {
      section.refuse("rule " + rule, "growth");
    }
    return switch (rule) {
      case "ratio" -> new WeightRule.Ratio(0.8, 0.95);
      case "ascent" -> new WeightRule.Ascent(growth(section));
      case "fixed" -> new WeightRule.Fixed(growth(section));
      default -> usual;
    };
  }

  /** One number, or some that are gone through over the run. */
  private static WeightSchedule growth(Section section) {
    return section
        .node()
        .flatMap(node -> node.optional("growth"))
        .map(node -> new WeightSchedule(
            node.isList()
                ? node.each(value -> value.number(TINY, HUGE))
                : List.of(node.number(TINY, HUGE))))
        .orElse(USUAL_GROWTH);
  }
}
