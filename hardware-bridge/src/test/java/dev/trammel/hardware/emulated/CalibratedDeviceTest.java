package dev.trammel.hardware.emulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.Calibrations;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.task.CalibrationInForce;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.hidden.Hidden;
import dev.trammel.hardware.hidden.TruthTable;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A robot whose own computer works by what a bench found of it. */
class CalibratedDeviceTest {

  private static Task task(String name) throws IOException {
    return TaskReader.read(TaskCatalog.shipped().find(name), List.of());
  }

  private static EmulatedRobot robot(Task task, Hidden hidden) {
    return EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 1, hidden, true));
  }

  /** The task of a robot of which all is known that can be. */
  private static Task calibrated(Task task, Hidden hidden) {
    PlantSettings plant = task.plant();
    Calibrations all = Calibrations.of(plant.robot());
    TruthTable.of(plant, hidden.truth(plant.robot(), plant.world().gravity()))
        .forEach((parameter, value) -> all.with(parameter.part(), parameter.quantity(), value));
    return task.with(CalibrationInForce.applied(CalibrationFile.of(all.build()), plant));
  }

  private static double[] mean(EmulatedRobot robot, int sensors) {
    double[] mean = new double[sensors];
    double[] one = new double[sensors];
    for (int k = 0; k < 1000; k++) {
      robot.body().read(one);
      for (int i = 0; i < sensors; i++) {
        mean[i] += one[i] / 1000;
      }
    }
    return mean;
  }

  @Test
  void itsReadingsArePositionsWhateverItsEncodersRead() throws IOException {
    Hidden hidden = Hidden.of("sign=-1,gear=3/5,offset=0.04", 3);
    Task task = task("joint-bench");
    EmulatedRobot raw = robot(task, hidden);
    EmulatedRobot known = robot(calibrated(task, hidden), hidden);
    for (EmulatedRobot robot : List.of(raw, known)) {
      robot.body().place(new double[] {1.2}, new double[] {0.7});
    }

    assertThat(mean(raw, 2)[0]).isLessThan(-0.6);
    assertThat(mean(known, 2)[0]).isCloseTo(1.2, within(1e-4));
    assertThat(mean(known, 2)[1]).isCloseTo(0.7, within(2e-3));
  }

  @Test
  void anArmThatKnowsItsMassesAndEncodersStandsStillWhereOneThatDoesNotSinks() throws IOException {
    Hidden hidden = Hidden.of("mass=0.3,centre=0.1,offset=0.05,sign", 2);
    Task task = task("arm-bench");
    double[] moved = new double[2];
    int i = 0;
    for (Task made : List.of(task, calibrated(task, hidden))) {
      EmulatedRobot robot = robot(made, hidden);
      double before = ((EmulatedBody) robot.body()).truth()[1];
      robot.body().apply(new double[7]);
      robot.body().advance(500_000);
      moved[i++] = Math.abs(((EmulatedBody) robot.body()).truth()[1] - before);
    }

    assertThat(moved[0]).isGreaterThan(0.02);
    assertThat(moved[1]).isLessThan(1e-4);
  }

  @Test
  void itsBodyIsTheSameWhateverItBelieves() throws IOException {
    Hidden hidden = Hidden.of("matching", 5);
    Task task = task("joint-bench");
    EmulatedRobot told = robot(calibrated(task, hidden), hidden);
    EmulatedRobot untold = robot(task, hidden);
    for (EmulatedRobot robot : List.of(told, untold)) {
      robot.body().apply(new double[] {3});
      robot.body().advance(400_000);
    }

    assertThat(((EmulatedBody) told.body()).truth())
        .isEqualTo(((EmulatedBody) untold.body()).truth());
  }

  @Test
  void itSaysItsCalibrationAndItsEndStopsAtBirth() throws IOException {
    Hidden hidden = Hidden.of("gear=2,offset=0.04", 3);
    Task task = task("joint-bench");
    Task known = calibrated(task, hidden);
    Channel raw = sensor(robot(task, hidden));
    EmulatedRobot robot = robot(known, hidden);

    assertThat(robot.settings().birth().robot().calibration())
        .isEqualTo(known.plant().calibrationSha256())
        .hasSize(64);
    // as far beyond as it takes to meet them: a twentieth of the range
    assertThat(sensor(robot).upper()).isCloseTo(2.2 + 0.05 * 4.4, within(1e-9));
    // twice the end stop's 2.2, 0.04 off, and a bit
    assertThat(raw.upper()).isBetween(4.44, 4.8);
    assertThat(known.plant().calibration().orElseThrow().encoders().get(0).gear())
        .isEqualTo(2);
  }

  @Test
  void whatIsNotIdentifiableCorrectsNothing() throws IOException {
    Task task = task("joint-bench");
    CalibrationFile file = CalibrationFile.of(Calibrations.of(task.plant().robot())
        .with("pivot", Quantity.OFFSET, 0.1, false)
        .build());
    Task known = task.with(CalibrationInForce.applied(file, task.plant()));

    assertThat(mean(robot(known, Hidden.of("mass=0", 0)), 2)[0]).isCloseTo(0, within(1e-4));
  }

  private static Channel sensor(EmulatedRobot robot) {
    return robot.settings().birth().robot().spec().sensors().get(0);
  }
}
