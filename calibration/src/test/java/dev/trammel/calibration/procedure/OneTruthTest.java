package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.calibration.bench.Asked;
import dev.trammel.calibration.bench.Draft;
import dev.trammel.controller.calibration.CalibratedRobot;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Premise;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Hidden;
import dev.trammel.hardware.hidden.TruthTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever was asked last, the strengths and the masses of a calibration are those of one robot. */
class OneTruthTest {

  private static final String JOINT = "pivot";
  private static final double[] POSE = {1};
  private static final Parameter STRENGTH = new Parameter(JOINT, Quantity.STRENGTH);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void theCommandThatHoldsItIsRightHoweverStrengthsAndMassesWereTold(long seed) throws Exception {
    Task task = TestBench.read("joint-bench");
    Hidden hidden = Hidden.of("strength", seed);
    double strength = Objects.requireNonNull(TruthTable.of(
            task.plant(),
            hidden.truth(task.plant().robot(), task.plant().world().gravity()))
        .get(STRENGTH));
    double holds = weight(task, task.plant().robot()) / strength;

    Optional<CalibrationFile> known = Optional.empty();
    for (Procedure question : List.of(new Torque(), new Dynamics(), new Torque())) {
      known = Optional.of(ask(question, task, hidden, known));
      Calibration calibration = known.get().calibration();
      RobotModel robot = CalibratedRobot.of(task.plant().robot(), calibration);
      double believed =
          calibration.known(JOINT, Quantity.STRENGTH).map(Estimate::value).orElse(1.0);

      assertThat(weight(task, robot) / believed)
          .as("after " + question.name())
          .isCloseTo(holds, within(0.01 * Math.abs(holds)));
      // whoever reads it alone is told that no scale was asked
      assertThat(calibration.known(JOINT, Quantity.STRENGTH))
          .map(found -> found.source().premise())
          .hasValueSatisfying(premise -> assertThat(premise)
              .isNotEqualTo(
                  question instanceof Torque ? Premise.NONE : Premise.DESCRIBED_STRENGTH));
    }
  }

  private static double weight(Task task, RobotModel robot) {
    double[] effort = new double[1];
    new RigidBodyDynamics(robot, task.plant().world().gravity()).gravityForces(POSE, effort);
    return effort[0];
  }

  private static CalibrationFile ask(
      Procedure question, Task task, Hidden hidden, Optional<CalibrationFile> known) {
    EmulatedBench bench = new EmulatedBench(
        EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 1, hidden, true)));
    bench.open();
    BenchRobot robot =
        new BenchRobot(task.plant(), bench.nameplate(), known.map(CalibrationFile::calibration));
    Findings findings =
        question.run(new DirectSession(robot, bench, 0, 2)).withData("ab".repeat(32));
    Calibration.Origin origin = new Calibration.Origin(Instant.EPOCH, "test", question.name(), 0);
    Asked asked = new Asked(origin, List.of(0), Map.of());
    return CalibrationFile.of(Draft.of(robot, known, findings, asked).calibration());
  }
}
