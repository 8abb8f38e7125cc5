package dev.trammel.controller.task;

/**
 * The cost of a batch of episodes.
 *
 * @param average expansion about zero, averaged over the episodes
 * @param costs N×(T+1), the true cost of each episode and step; not modified
 */
public record SampledCosts(QuadraticCost average, double[][] costs) {

  /** The cost of one whole episode. */
  public double total(int episode) {
    double sum = 0;
    for (double cost : costs[episode]) {
      sum += cost;
    }
    return sum;
  }

  /** Mean over the episodes of the whole cost. */
  public double mean() {
    double sum = 0;
    for (int i = 0; i < costs.length; i++) {
      sum += total(i);
    }
    return sum / costs.length;
  }
}
