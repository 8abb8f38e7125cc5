package dev.trammel.calibration.benchmark;

import dev.trammel.controller.plant.Placement;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantSpec;
import java.util.List;
import java.util.SplittableRandom;

/** Efforts drawn before an episode begins, evenly up to a share of each actuator's limit. */
final class RandomEfforts implements SimDrive {

  private final double share;
  private double[][] chosen = {};

  RandomEfforts(double share) {
    this.share = share;
  }

  @Override
  public List<Placement> begin(PlantSpec spec, int intervals, SplittableRandom random) {
    chosen = new double[intervals][spec.actionSize()];
    for (double[] effort : chosen) {
      for (int i = 0; i < effort.length; i++) {
        effort[i] = share * spec.actuators().get(i).upper() * (2 * random.nextDouble() - 1);
      }
    }
    return List.of();
  }

  @Override
  public void decide(int interval, Plant plant, double[] efforts) {
    System.arraycopy(chosen[interval], 0, efforts, 0, efforts.length);
  }
}
