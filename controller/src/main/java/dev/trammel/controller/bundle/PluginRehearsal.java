package dev.trammel.controller.bundle;

import dev.trammel.controller.spi.ControllerPlugin;
import java.util.Arrays;

/** Updates with readings that mean nothing, some of them missing or no numbers. */
final class PluginRehearsal {

  private static final double[] LEVELS = {0, 1, -1, 1e3};
  private static final int MISSING = 16;
  private static final int NONSENSE = 17;
  private static final int MOST_STEPS = 1000;

  private final ControllerPlugin plugin;
  private final PluginCycle cycle;
  private final double[] observation;
  private final double[] action;
  private final int steps;
  private int calls;

  /** @param cycle of the plugin's, to begin anew */
  PluginRehearsal(ControllerPlugin plugin, PluginCycle cycle, DeployBundle bundle) {
    this.plugin = plugin;
    this.cycle = cycle;
    observation = new double[bundle.robot().observationSize()];
    steps = Math.min(bundle.horizon(), MOST_STEPS) + 1;
    action = new double[bundle.robot().actionSize()];
  }

  /** One update. */
  void call() {
    if (calls % steps == 0) {
      cycle.begin();
    }
    calls++;
    Arrays.fill(observation, LEVELS[calls % LEVELS.length]);
    if (calls % NONSENSE == 0) {
      observation[calls % observation.length] = Double.NaN;
    }
    plugin.update(calls % MISSING == 0 ? null : observation, action);
  }
}
