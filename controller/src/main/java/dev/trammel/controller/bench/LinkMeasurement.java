package dev.trammel.controller.bench;

import java.util.Arrays;

/**
 * The way to a robot and back, as pings found it.
 *
 * @param roundTrips of those that came back, ascending [s]
 * @param lost how many did not
 * @param clockOffset by how much the robot's clock is ahead of this computer's [s]
 * @param clockBound by how much that is wrong at most [s]
 */
public record LinkMeasurement(
    double[] roundTrips, int lost, double clockOffset, double clockBound) {

  public LinkMeasurement {
    roundTrips = roundTrips.clone();
    Arrays.sort(roundTrips);
  }

  @Override
  public double[] roundTrips() {
    return roundTrips.clone();
  }

  /** The share of pings that were lost [-]. */
  public double loss() {
    int sent = lost + roundTrips.length;
    return sent == 0 ? 0 : (double) lost / sent;
  }

  /**
   * The round trip that a share of them did not exceed [s].
   *
   * @param share from 0 to 1
   */
  public double quantile(double share) {
    if (roundTrips.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(share * roundTrips.length) - 1;
    return roundTrips[Math.max(0, rank)];
  }
}
