package dev.trammel.calibration.benchmark;

import dev.trammel.controller.plant.Placement;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantSpec;
import java.util.List;
import java.util.SplittableRandom;

/** What moves a body in a benchmark. Not thread-safe. */
interface SimDrive {

  /**
   * Gets ready for an episode, which does not count.
   *
   * @param intervals of the episode
   * @return where objects stand
   */
  List<Placement> begin(PlantSpec spec, int intervals, SplittableRandom random);

  /**
   * Decides on the efforts of a control interval, which counts.
   *
   * @param efforts m; modified
   */
  void decide(int interval, Plant plant, double[] efforts);
}
