package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.RobotIdentity;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.task.CalibrationInForce;
import dev.trammel.controller.task.PlantSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A controller that was made for one calibration, on a robot that works by that, another or none. */
class CalibrationCheckTest {

  private static final String OTHER = "0123456789abcdef".repeat(4);

  private static CalibrationFile file(PlantSettings plant) {
    return CalibrationFile.of(new Calibration(
        new Calibration.Subject(
            "robot", "0000cafe", "1", RobotIdentity.of(plant.robot()), plant.period(), Map.of()),
        new Calibration.Origin(Instant.EPOCH, "1", "friction", 0),
        new TreeMap<>(),
        List.of(),
        Optional.empty()));
  }

  private static Bench bench(String query, String calibration) throws IOException {
    Bench bench = new Bench("cartpole-swingup", false, query);
    bench.calibration = calibration;
    bench.boot(0xBEEF);
    return bench;
  }

  private static RemotePlant plant(Bench bench, PlantSettings task) {
    return new RemotePlant(task, bench.settings, bench.wire, bench);
  }

  @Test
  void theSameOneIsTakenWithoutAWord() throws IOException {
    PlantSettings described = new Bench("cartpole-swingup", false, "").task.plant();
    CalibrationFile file = file(described);
    try (Bench bench = bench("", file.sha256());
        RemotePlant plant = plant(bench, CalibrationInForce.applied(file, described))) {
      plant.open();

      assertThat(plant.remarks()).isEmpty();
    }
  }

  @Test
  void anotherOneOrNoneIsRefusedBeforeAnythingIsTakenHoldOf() throws IOException {
    for (String said : new String[] {OTHER, "none"}) {
      try (Bench bench = bench("", said)) {
        PlantSettings described = bench.task.plant();
        CalibrationFile file = file(described);
        try (RemotePlant plant = plant(bench, CalibrationInForce.applied(file, described))) {
          assertThatThrownBy(plant::open)
              .isInstanceOf(PlantException.class)
              .hasMessageContaining(said.equals("none") ? "by no calibration" : "01234567…")
              .hasMessageContaining("the task by calibration " + file.sha256().substring(0, 8))
              .hasMessageContaining("?calibration=warn");
          assertThat(bench.device.report().session()).isZero();
        }
      }
    }
  }

  @Test
  void bySettingItIsOnlySpokenOf() throws IOException {
    try (Bench bench = bench("?calibration=warn", OTHER)) {
      PlantSettings described = bench.task.plant();
      CalibrationFile file = file(described);
      try (RemotePlant plant = plant(bench, CalibrationInForce.applied(file, described))) {
        plant.open();

        assertThat(plant.remarks()).hasSize(1);
        assertThat(plant.remarks().get(0))
            .startsWith("robot: it works by calibration 01234567…, the task by calibration ");
        assertThat(Episodes.run(plant, Episodes.exploring(0)).steps()).isEqualTo(Episodes.STEPS);
      }
    }
  }

  @Test
  void aTaskWithoutOneRunsOnACalibratedRobotWhichIsSpokenOf() throws IOException {
    try (Bench bench = bench("", OTHER);
        RemotePlant plant = bench.plant()) {
      plant.open();

      assertThat(plant.remarks())
          .containsExactly("robot: it works by calibration 01234567…, the task by no calibration");
    }
  }

  @Test
  void aBenchTakesAnyRobotAndSaysSo() throws IOException {
    try (Bench bench = bench("?reset=place", OTHER)) {
      PlantSettings described = bench.task.plant();
      PlantSettings task = CalibrationInForce.applied(file(described), described);
      try (RemoteBench robot = new RemoteBench(task, bench.settings, bench.wire, bench)) {
        robot.open();

        assertThat(robot.remarks()).hasSize(1);
        assertThat(robot.nameplate().calibration()).isEqualTo(OTHER);
      }
    }
  }
}
