package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.calibration.Calibrations;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task whose robot was calibrated asks for the robot as it was found. */
class CalibratedTaskTest {

  private static final String TASK = "arm-reach";

  @TempDir
  private Path folder;

  private Task described = read(TASK);
  private CalibrationFile file = calibration(described.plant().robot());

  private static Task read(String name) {
    try {
      return TaskReader.read(TaskCatalog.shipped().find(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static CalibrationFile calibration(RobotModel robot) {
    String joint = robot.bodies().get(1).joint().name();
    return CalibrationFile.of(Calibrations.of(robot)
        .with(robot.bodies().get(2).name(), Quantity.MASS, 3.5)
        .with(joint, Quantity.DAMPING, 0.7)
        .with(joint, Quantity.STRENGTH, 0.95)
        .with(joint, Quantity.EFFORT_OFFSET, -0.2)
        .with(joint, Quantity.DELAY, 0.0031)
        .with(joint, Quantity.LAG, 0.002)
        .with(joint, Quantity.POSITION_NOISE, 0.0004)
        .with(joint, Quantity.QUANTUM, 0.0001)
        .with(joint, Quantity.VELOCITY_NOISE, 0.03, false)
        .build());
  }

  @BeforeEach
  void write() throws IOException {
    file = file.writeTo(folder);
  }

  @Test
  void theBodyIsTheOneFound() throws IOException {
    PlantSettings was = described.plant();
    PlantSettings found = calibrated(file.path().toString()).plant();

    assertThat(found.calibrationSha256()).isEqualTo(file.sha256());
    assertThat(was.calibrationSha256()).isEqualTo("none");
    assertThat(found.robot().bodies().get(2).inertia().mass()).isEqualTo(3.5);
    assertThat(found.robot().bodies().get(1).joint().damping()).isEqualTo(0.7);
    assertThat(found.gravityCompensation().orElseThrow().robot()).isEqualTo(found.robot());
    assertThat(found.calibration().orElseThrow().actuators())
        .hasSize(7)
        .contains(ActuatorErrors.NONE)
        .element(1)
        .isEqualTo(new ActuatorErrors(0.95, 0, 0.0031, 0.002, -0.2));
    assertThat(found.spec()).isEqualTo(was.spec());
  }

  @Test
  void theSensorsOfItsJointsAreTheOnesFound() throws IOException {
    PlantSettings found = calibrated(file.path().toString()).plant();

    for (int i = 0; i < found.sensors().size(); i++) {
      boolean isPosition = found.sensors().get(i).quantity() == SensorSettings.Quantity.POSITION;
      boolean isOfJoint =
          found.sensors().get(i) instanceof JointSensor sensor && sensor.joint() == 1;
      SensorErrors was = described.plant().sensors().get(i).errors();
      SensorErrors expected =
          isOfJoint && isPosition ? new SensorErrors(0.0004, 0.0001, was.delay()) : was;
      assertThat(found.sensors().get(i).errors()).isEqualTo(expected);
    }
  }

  @Test
  void aRunsCopyIsTheSameTaskWhereverItLies() throws IOException {
    Task task = calibrated(file.path().toString());
    Path copy = folder.resolve("settings");
    task.source().writeTo(copy);
    Files.delete(file.path());

    Task again = TaskReader.read(copy.resolve(TaskSource.FILE_NAME));

    assertThat(again.plant().calibration()).isEqualTo(task.plant().calibration());
    assertThat(again.plant().robot().bodies().get(2).inertia())
        .isEqualTo(task.plant().robot().bodies().get(2).inertia());
    assertThat(again.source()).isEqualTo(task.source());
    assertThat(TaskReader.recall(task.source()).plant().calibration())
        .isEqualTo(task.plant().calibration());
    assertThat(task.source().differences(described.source()))
        .contains("plant.calibration", "the file " + file.path().getFileName());
  }

  @Test
  void aDevicesFolderMeansWhatIsInForceThere() throws IOException {
    CalibrationStore store = CalibrationStore.of(folder, "arm1");
    store.promote(store.add(file.calibration()), Instant.EPOCH, List.of());

    assertThat(calibrated(store.folder().toString()).plant().calibrationSha256())
        .isEqualTo(file.sha256());
  }

  @Test
  void noneIsTheRobotAsDescribed() throws IOException {
    assertThat(calibrated("none").plant()).isEqualTo(described.plant());
  }

  @Test
  void whatCannotBeUsedIsRefusedWithItsPlace() throws IOException {
    Path changed = folder.resolve("x-" + file.shortHash() + ".json");
    Files.writeString(changed, Files.readString(file.path()).replace("0.7", "0.8"));
    Path other = calibration(read("planar-reach")).path();

    assertThatThrownBy(() -> calibrated("nowhere.json"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("plant.calibration: no such file, had 'nowhere.json'");
    assertThatThrownBy(() -> calibrated(changed.toString()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("was changed or cut since it was written");
    assertThatThrownBy(() -> calibrated(other.toString()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("plant.calibration: cannot be used: the calibration of arm1 made")
        .hasMessageContaining("another description of a robot than");
  }

  private CalibrationFile calibration(Task task) throws IOException {
    return CalibrationFile.of(Calibrations.of(task.plant().robot()).build()).writeTo(folder);
  }

  private static Task calibrated(String given) throws IOException {
    return TaskReader.read(
        TaskCatalog.shipped().find(TASK), List.of("plant.calibration='" + given + "'"));
  }
}
