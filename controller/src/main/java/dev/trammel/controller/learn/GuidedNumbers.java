package dev.trammel.controller.learn;

import dev.trammel.controller.learn.GuidedSettings.Starts;
import dev.trammel.controller.task.Task;

/**
 * How the episodes of guided policy search are numbered in each place: excitation comes first, in
 * the first iteration; then in each iteration the episodes without noise, those with noise, and
 * those that confirm.
 *
 * @param excitations episodes in each place before anything is tried
 * @param quiet episodes without noise in each place and iteration
 */
public record GuidedNumbers(int excitations, int quiet) {

  /** Those of a task's settings, which must be of guided policy search. */
  public static GuidedNumbers of(Task task, LearningSettings settings) {
    GuidedSettings guided = settings.guided().orElseThrow();
    int each = settings.excitation().episodes();
    // as many in the region as in all conditions together
    int excitations =
        guided.starts() == Starts.CONDITIONS ? each : each * task.conditions().size();
    return new GuidedNumbers(excitations, guided.episodes());
  }

  /** Number of an iteration's first episode in each place. */
  public int first(int iteration) {
    return iteration == 0 ? excitations : 0;
  }
}
