package dev.trammel.calibration.fit;

import java.util.List;

/** Machines among which a fit looks for the one that moves as the robot did. */
public interface MachineFamily {

  /** P of them, by which the machines differ. */
  List<Unknown> unknowns();

  /**
   * The machine of some values.
   *
   * @param values P, each within its bounds; not modified
   */
  Machine at(double[] values);
}
