package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Hidden;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Its other joints give way a little at every turn, the more the greater the effort. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void ofAnArmThePlayIsFoundThoughItsOtherJointsDoNotQuiteHoldStill(long seed) throws Exception {
    Task task = TestBench.read("arm-bench");
    Hidden hidden = Hidden.of("backlash,friction,damping,delay,lag,velocity-noise", seed);
    EmulatedBench bench = new EmulatedBench(
        EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 1, hidden, true)));
    bench.open();
    BenchRobot robot = new BenchRobot(task.plant(), bench.nameplate(), Optional.empty());
    double truth = hidden
        .truth(task.plant().robot(), task.plant().world().gravity())
        .joints()
        .get(1)
        .motor()
        .backlash();

    Findings findings = new Backlash(Optional.of(rotors(task)))
        .run(new DirectSession(robot, bench, seed, 2).asking(List.of(1)));

    Estimate play = TestBench.estimate(findings, "joint2", Quantity.BACKLASH);
    assertThat(play.identifiable()).isTrue();
    assertThat(play.value()).isCloseTo(truth, within(0.2 * truth));
    assertThat(truth).isBetween(play.lower(), play.upper());
  }

  private static double[] rotors(Task task) {
    RobotModel robot = task.plant().robot();
    int n = robot.degreesOfFreedom();
    DMatrixRMaj M = new DMatrixRMaj(n, n);
    new RigidBodyDynamics(robot, task.plant().world().gravity()).massMatrix(new double[n], M);
    double[] rotors = new double[n];
    Arrays.setAll(rotors, i -> 0.05 * M.get(i, i));
    return rotors;
  }
}
