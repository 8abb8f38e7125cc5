package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.fit.NoiseLevels;
import dev.trammel.calibration.fit.OpenLoop;
import dev.trammel.calibration.fit.Trace;
import dev.trammel.calibration.fit.Window;
import dev.trammel.controller.calibration.Calibrations;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Hidden;
import dev.trammel.hardware.hidden.Truth;
import dev.trammel.hardware.hidden.TruthTable;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrueArmTest {

  private static final Hidden HIDDEN =
      Hidden.of("mass=0.3,inertia=0.3,centre,damping=0.3,friction,delay", 0);

  private static final Set<Quantity> MOVING =
      EnumSet.of(Quantity.DRY_FRICTION, Quantity.DAMPING, Quantity.DELAY);

  private PlantSettings described;
  private BenchSession session;
  private OpenLoop truth;
  private List<Window> stretches;

  @BeforeEach
  void shakeAnArm() throws IOException {
    Task task = TestBench.read("arm-bench");
    described = task.plant();
    session = TestBench.session(task, HIDDEN);
    Trace trace = new Shaking(session).ask("validation-1").trace();
    NoiseLevels noise = NoiseLevels.described(described);
    stretches = Window.cutWhereSure(trace, noise, 1, 0.5);
    truth = new OpenLoop(TrueArm.of(described, HIDDEN), noise, 2e-3);
  }

  /**
   * Without the half step by which an arm's own computer is late with what holds it, and with first
   * states that stay on the kinks of dry friction, this is 9 times the noise.
   */
  @Test
  void whatAnArmReallyIsForetellsItToTheNoiseOfItsSensors() {
    int looked = stretches.get(0).length() / 2;

    double[][][] errors = truth.errors(stretches, looked);

    assertThat(truth.positionScore(errors, looked, Integer.MAX_VALUE)).isLessThan(1.5);
  }

  /**
   * Of six stretches one begins with a joint that hardly moves and sticks a little earlier in steps of
   * 1 ms; the others are foretold to the noise. Without what is on its way to the motors where a stretch
   * begins, or of an arm that holds itself by what was found and not by what it knew, this is dozens of
   * times the noise.
   */
  @Test
  void theSimulatorOfWhatAnArmReallyIsForetellsItNearly() {
    Map<Parameter, Estimate> found = new TreeMap<>();
    TruthTable.of(described, HIDDEN.truth(described.robot(), described.world().gravity()))
        .forEach((parameter, value) -> {
          Quantity quantity = parameter.quantity();
          if (quantity.of() == Quantity.Of.LINK || MOVING.contains(quantity)) {
            found.put(parameter, new Estimate(value, value, value, 1, "told", true));
          }
        });

    OptionalDouble error = SimulatorCheck.error(session.robot(), found, stretches, truth);

    assertThat(error.orElseThrow()).isLessThan(5);
  }

  /** Their encoders are known to read otherwise, and the robot holds itself by what they read. */
  @Test
  void soItDoesWhereTheArmDoesNotKnowItsEncodersYet() throws IOException {
    Task task = TestBench.read("arm-bench");
    Hidden shifted = Hidden.of("mass=0.3,inertia=0.3,centre,damping=0.3,friction,delay,offset", 0);
    Truth is = shifted.truth(described.robot(), described.world().gravity());
    Calibrations encoders = Calibrations.of(described.robot());
    Map<Parameter, Estimate> found = new TreeMap<>();
    TruthTable.of(described, is).forEach((parameter, value) -> {
      Quantity quantity = parameter.quantity();
      if (quantity == Quantity.OFFSET) {
        encoders.with(parameter.part(), quantity, value);
      } else if (quantity.of() == Quantity.Of.LINK || MOVING.contains(quantity)) {
        found.put(parameter, new Estimate(value, value, value, 1, "told", true));
      }
    });
    EmulatedBench bench = new EmulatedBench(
        EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 1, shifted, true)));
    bench.open();
    BenchRobot robot = new BenchRobot(described, bench.nameplate(), Optional.of(encoders.build()));
    Trace trace =
        new Shaking(new DirectSession(robot, bench, 0)).ask("validation-1").trace();
    NoiseLevels noise = NoiseLevels.described(described);
    OpenLoop near = new OpenLoop(TrueArm.of(described, shifted), noise, 2e-3);

    OptionalDouble error =
        SimulatorCheck.error(robot, found, Window.cutWhereSure(trace, noise, 1, 0.5), near);

    assertThat(error.orElseThrow()).isLessThan(5);
  }
}
