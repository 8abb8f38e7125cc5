package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.AdaptationSettings;
import dev.trammel.controller.mpc.GuardSettings;
import java.util.Optional;

/** Reads the {@code mpc} section of an algorithm; what is not said has its default. */
final class ReplanningSettingsReader {

  private static final double TINY = 1e-9;
  private static final double HUGE = 1e9;

  private ReplanningSettingsReader() {}

  static ReplanningSettings read(Section algorithm) {
    Section section = algorithm.section(
        "mpc",
        "share",
        "excitation",
        "jolts",
        "guesses",
        "guess",
        "planning",
        "horizon",
        "iterations",
        "halvings",
        "klWeight",
        "adaptation",
        "guard");
    boolean always = algorithm.text("type", "").equals("mpc-gps");
    return new ReplanningSettings(
        section.number("share", 0, 1, always ? 1 : 0),
        section.integer("excitation", 1, 10_000, 1),
        section.integer("jolts", 0, 10_000, 0),
        section.integer("guesses", 1, 1000, 4),
        section.number("guess", TINY, 1, 0.3),
        section.integer("planning", 1, 10_000, 100),
        new ReplanningSettings.Cycle(
            section.integer("horizon", 0, 100_000, 0),
            section.integer("iterations", 1, 1000, 3),
            section.integer("halvings", 0, 60, 10),
            section.number("klWeight", 0, HUGE, 0),
            watch(section)));
  }

  private static WatchSettings watch(Section mpc) {
    Section adaptation = mpc.section(
        "adaptation",
        "on",
        "forgetting",
        "strength",
        "offsetStrength",
        "evidence",
        "smoothing",
        "balance");
    Section guard = mpc.section(
        "guard", "on", "window", "falseAlarm", "inflation", "beyond", "clearance", "tube");
    AdaptationSettings learning = adaptation(adaptation);
    GuardSettings doubting = guard(guard);
    return new WatchSettings(
        adaptation.flag("on", false) ? Optional.of(learning) : Optional.empty(),
        adaptation.integer("smoothing", 0, 100_000, 10),
        adaptation.flag("balance", true),
        guard.flag("on", false) ? Optional.of(doubting) : Optional.empty(),
        guard.flag("tube", true));
  }

  private static AdaptationSettings adaptation(Section section) {
    AdaptationSettings defaults = AdaptationSettings.defaults();
    return new AdaptationSettings(
        section.number("forgetting", TINY, 1, defaults.forgetting()),
        section.number("strength", TINY, HUGE, defaults.strength()),
        section.number("offsetStrength", TINY, HUGE, defaults.offsetStrength()),
        section.number("evidence", 0, HUGE, defaults.evidence()));
  }

  private static GuardSettings guard(Section section) {
    GuardSettings defaults = GuardSettings.defaults();
    double falseAlarm = section.number("falseAlarm", 1e-100, 0.5, defaults.falseAlarm());
    return new GuardSettings(
        section.integer("window", 1, 10_000, defaults.window()),
        falseAlarm,
        section.number("inflation", 1, HUGE, defaults.inflation()),
        section.number("beyond", 1 + TINY, HUGE, defaults.beyond()),
        Math.max(falseAlarm, section.number("clearance", 1e-100, 0.999, defaults.clearance())));
  }
}
