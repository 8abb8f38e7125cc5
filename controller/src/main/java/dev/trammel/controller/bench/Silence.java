package dev.trammel.controller.bench;

/**
 * What a robot did when nothing was heard from its controller any more, by its own clock.
 *
 * @param lease how long it had been told to put up with that [s]
 * @param untilFault from the last sign of life that it can have heard to when it gave the motion up [s]
 * @param untilRest from there until it was at rest [s]
 * @param bound by how much the first is wrong at most [s]
 * @param way m or rad, how far each joint went from the fault to rest, one per position sensor
 * @param fault what it said
 */
public record Silence(
    double lease, double untilFault, double untilRest, double bound, double[] way, String fault) {

  public Silence {
    way = way.clone();
  }

  @Override
  public double[] way() {
    return way.clone();
  }
}
