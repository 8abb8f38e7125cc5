package dev.trammel.sim.scenario;

/** How to run one episode again. */
final class Rerun {

  private Rerun() {}

  /** @param verify the command that ran all of them */
  static String command(String verify, ScenarioResult scenario, EpisodeOutcome episode) {
    return verify + " --scenario " + quoted(scenario.scenario()) + " --condition "
        + quoted(scenario.condition()) + " --episode " + episode.number();
  }

  static String quoted(String argument) {
    return argument.matches("[\\w./:=,+@%-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
