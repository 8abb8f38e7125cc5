package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;
import java.util.Arrays;
import java.util.List;

/** The best controllers so far, judged on training episodes alone. */
final class BestControllers {

  private List<LinearGaussianController> controllers = List.of();
  private double[] score = {};
  private int iteration;
  private int episodes;

  /**
   * Keeps controllers if they are better.
   *
   * @param episodes up to and including the iteration
   * @param candidate score, compared entry by entry, greater is better; no NaN
   */
  void offer(int number, List<LinearGaussianController> tried, int episodes, double[] candidate) {
    if (controllers.isEmpty() || Arrays.compare(candidate, score) > 0) {
      controllers = List.copyOf(tried);
      score = candidate;
      iteration = number;
      this.episodes = episodes;
    }
  }

  /** The best ones; those to begin with if none was ever tried. */
  List<LinearGaussianController> controllers(List<ConditionLearner> learners) {
    return controllers.isEmpty()
        ? learners.stream().map(ConditionLearner::controller).toList()
        : controllers;
  }

  /** The best ones; none if none was ever tried. */
  List<LinearGaussianController> controllers() {
    return controllers;
  }

  int iteration() {
    return iteration;
  }

  int episodes() {
    return episodes;
  }
}
