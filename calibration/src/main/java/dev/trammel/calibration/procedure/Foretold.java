package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.NoiseLevels;
import dev.trammel.calibration.fit.OpenLoop;
import dev.trammel.calibration.fit.Window;
import java.util.List;

/** How well windows are foretold from those before them. */
final class Foretold {

  private Foretold() {}

  /** Of positions, root mean square [sensors' noise]. */
  static double error(OpenLoop machine, FitSimFindings.Validation validation, NoiseLevels noise) {
    List<Window> stretches = validation.stretches(2 * validation.window(), noise);
    int looked = stretches.get(0).length() / 2;
    return machine.positionScore(machine.errors(stretches, looked), looked, Integer.MAX_VALUE);
  }
}
