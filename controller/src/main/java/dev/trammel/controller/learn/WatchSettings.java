package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.AdaptationSettings;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.mpc.GuardSettings;
import java.util.Optional;

/**
 * What is done about models that have become wrong.
 *
 * @param adaptation how they learn in the episode; nothing if they do not
 * @param smoothing steps on either side over which slopes are averaged of models that are fitted
 *     step by step, where they learn in the episode
 * @param balance whether inputs cost by how far they are from those that balance the correction
 * @param guard when no plan acts on them; nothing if plans always do
 * @param tube whether the local controller that acts instead does so only where its states were
 *     expected
 */
public record WatchSettings(
    Optional<AdaptationSettings> adaptation,
    int smoothing,
    boolean balance,
    Optional<GuardSettings> guard,
    boolean tube) {

  public WatchSettings {
    Require.atLeast(smoothing, 0, "mpc.adaptation.smoothing");
  }

  /** Whether anything is done. */
  boolean isOn() {
    return adaptation.isPresent() || guard.isPresent();
  }
}
