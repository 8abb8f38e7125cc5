package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that is wrong with a task's file, at once. */
class TaskInspectionTest {

  @TempDir
  Path folder;

  private List<String> complaints(String yaml) throws IOException {
    Path robot = TaskCatalog.shipped().find("planar-reach").resolveSibling("planar-reach.urdf");
    Files.copy(robot, folder.resolve("planar-reach.urdf"));
    Path file = folder.resolve("task.yaml");
    Files.writeString(file, yaml);
    return TaskReader.inspect(file, List.of()).complaints().stream()
        .map(complaint -> String.valueOf(complaint.getMessage()).replace(file + ":", ""))
        .toList();
  }

  private static String shipped() throws IOException {
    return Files.readString(TaskCatalog.shipped().find("planar-reach"));
  }

  static List<String> names() throws IOException {
    return TaskCatalog.shipped().names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aTaskWithoutMistakeIsTheSameAsByReading(String name) throws IOException {
    Path file = TaskCatalog.shipped().find(name);
    TaskInspection inspection = TaskReader.inspect(file, List.of());

    assertThat(inspection.complaints()).isEmpty();
    assertThat(inspection.task().orElseThrow().source())
        .isEqualTo(TaskReader.read(file).source());
  }

  @Test
  void mistakesInEverySectionAreAllTold() throws IOException {
    String wrong = shipped()
        .replace("steps: 60", "stops: 60")
        .replace("noise: 0.002", "noise: -1")
        .replace("velocityStd: 0.05", "velocityStd: much")
        .replace("within: 0.01", "within: 0")
        .replace("axis: y, measures: velocity", "axis: w, measures: velocity")
        .replace("type: speed, point: tip", "type: sped, point: tip");

    assertThat(complaints(wrong))
        .extracting(complaint -> complaint.replaceAll(",.*", ""))
        .containsExactlyInAnyOrder(
            "33: episode.stops: unknown key",
            "32: episode.steps: must be given",
            "17: plant.sensors[0].noise: out of range",
            "18: plant.sensors[1].noise: out of range",
            "24: plant.sensors[7].axis: unknown word",
            "42: conditions[0].start.velocityStd: must be a finite number",
            "74: success.all[0].within: out of range",
            "75: success.all[1].type: unknown word");
  }

  @Test
  void aNameThatNoLongerExistsIsNotHeldAgainstThoseWhoUseIt() throws IOException {
    String wrong =
        shipped().replace("joint: elbow, measures: velocity", "joint: elbo, measures: velocity");

    assertThat(complaints(wrong))
        .containsExactly("20: plant.sensors[3].joint: unknown name, had 'elbo',"
            + " allowed: shoulder, elbow; did you mean 'elbow'?");
  }

  @Test
  void aBrokenRuleIsNotToldWhereItFollowsFromABrokenValue() throws IOException {
    // 0.05 s is no whole number of time steps of 0.001 s
    String wrong = shipped().replace("period: 0.05 ", "period: none ");

    assertThat(complaints(wrong))
        .containsExactly("32: episode.period: must be a finite number, had 'none',"
            + " allowed: a number from 1.0E-4 to 10.0");
  }

  @Test
  void aRobotThatCannotBeReadIsToldBesideTheRest() throws IOException {
    Files.writeString(folder.resolve("broken.urdf"), "<robot name='r'><link/></robot>");

    assertThat(complaints(
            shipped().replace("robot: planar-reach.urdf", "robot: broken.urdf\nrobt: 1")))
        .hasSize(2)
        .anyMatch(complaint -> complaint.contains("did you mean 'robot'?"))
        .anyMatch(complaint -> complaint.contains("broken.urdf:1"));
  }
}
