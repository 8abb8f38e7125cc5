package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.fit.NoiseLevels;
import dev.trammel.calibration.fit.OpenLoop;
import dev.trammel.calibration.fit.Trace;
import dev.trammel.calibration.fit.Window;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.hidden.Hidden;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrueArmTest {

  /**
   * Without the half step by which an arm's own computer is late with what holds it, and with first
   * states that stay on the kinks of dry friction, this is 9 times the noise.
   */
  @Test
  void whatAnArmReallyIsForetellsItToTheNoiseOfItsSensors() throws IOException {
    Task task = TestBench.read("arm-bench");
    PlantSettings described = task.plant();
    Hidden hidden = Hidden.of("mass=0.3,inertia=0.3,centre,damping=0.3,friction,delay", 0);
    Trace trace =
        new Shaking(TestBench.session(task, hidden)).ask("validation-1").trace();
    NoiseLevels noise = NoiseLevels.described(described);
    List<Window> stretches = Window.cutWhereSure(trace, noise, 1, 0.5);
    OpenLoop truth = new OpenLoop(TrueArm.of(described, hidden), noise, 2e-3);
    int looked = stretches.get(0).length() / 2;

    double[][][] errors = truth.errors(stretches, looked);

    assertThat(truth.positionScore(errors, looked, Integer.MAX_VALUE)).isLessThan(1.5);
  }
}
