package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.bench.SimulatedRobot;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Calibrations;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever asks gravity after torque is told which weight comes back. */
class WeightCircleTest {

  @ParameterizedTest
  @CsvSource({
    "slow passes against the described weight, measured the motors by the described weight",
    "slow passes against the weight that was known, measured the motors by the known weight",
    "by a load cell, ''"
  })
  void itNamesTheWeightThatTheMotorsWereMeasuredBy(String method, String said) throws IOException {
    Task task = TestBench.read("joint-bench");
    Estimate strength = new Estimate(0.95, 0.94, 0.96, 5, method, true, Calibrations.SOURCE);
    Calibration known = Calibrations.of(task.plant().robot())
        .with(new Parameter("pivot", Quantity.STRENGTH), strength)
        .build();
    BenchRobot robot =
        new BenchRobot(task.plant(), SimulatedRobot.nameplate(task.plant()), Optional.of(known));

    assertThat(Gravity.circle(robot).orElse("")).contains(said).matches(".*none.*|");
  }
}
