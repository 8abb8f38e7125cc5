package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.hidden.Hidden;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacklashTest {

  /** A twentieth of the lever's inertia about its joint, as the emulated motor has it. */
  private static final double ROTOR = 0.05 * (0.016 + 1.2 * 0.25 * 0.25);

  @Test
  void theJointsEncoderTellsThePlayWhereTheMotorsInertiaIsKnown() throws Exception {
    Task task = TestBench.read("joint-bench");
    Hidden hidden = Hidden.of("backlash=0.006,delay=0.004,lag=0.002", 1);

    Findings findings =
        new Backlash(Optional.of(new double[] {ROTOR})).run(TestBench.session(task, hidden));

    Estimate play = TestBench.estimate(findings, "pivot", Quantity.BACKLASH);
    assertThat(play.identifiable()).isTrue();
    assertThat(play.value()).isCloseTo(0.006, within(6e-4));
  }
}
