package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a map of a region's conditions shows. */
class RegionMapTest {

  private static Task reach(String region) throws IOException {
    return TaskReader.read(
        TaskCatalog.shipped().find("planar-reach"), List.of("region={" + region + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // both axes of the target that vary, in their order
        "start: {}, targets: {goal: [[0.5, 0.6], [0, 0.3], 0]} | goal x [m], goal y [m]",
        // the widest two of three
        "start: {}, targets: {goal: [[0.5, 0.6], [0, 0.3], [0, 0.2]]} | goal y [m], goal z [m]",
        // a target that rests: where the tip starts
        "start: {positionRange: 0.3}, targets: {goal: [0.5, 0.6, 0]} | start of tip x [m],"
            + " start of tip y [m]",
        // one target that varies, and the start beside it
        "start: {positions: {elbow: 1.5708}, positionRange: {elbow: 0.1}},"
            + " targets: {goal: [[0.5, 0.6], 0, 0]} | goal x [m], start of tip x [m]",
        // one axis alone
        "start: {}, targets: {goal: [[0.5, 0.6], 0, 0]} | goal x [m]",
        // success asks for no place: the joints
        "start: {positionRange: 0.3}, targets: {goal: [0.5, 0.6, 0]}, success: {window: 0,"
            + " all: [{type: speed, point: tip, below: 1}]} | start of shoulder [rad],"
            + " start of elbow [rad]",
      })
  void theAxesAreThoseThatTellConditionsApart(String region, String names) throws IOException {
    RegionMap map = RegionMap.of(reach(region)).orElseThrow();

    assertThat(map.names()).containsExactly(names.split(", "));
  }

  @Test
  void aRegionOfOneConditionHasNoMap() throws IOException {
    assertThat(RegionMap.of(reach("start: {}, targets: {goal: [0.5, 0.6, 0]}"))).isEmpty();
    assertThat(RegionMap.of(ShippedTasksTest.task("planar-reach"))).isEmpty();
  }

  @Test
  void aConditionStandsWhereItsTargetIs() throws IOException {
    Task task = reach("start: {}, targets: {goal: [[0.5, 0.6], [0, 0.3], 0]}");
    Condition drawn = task.region().orElseThrow().draw(new SplittableRandom(4));

    assertThat(RegionMap.of(task).orElseThrow().place(drawn))
        .containsExactly(drawn.context()[0], drawn.context()[1]);
  }

  @Test
  void theArmsMapIsWhereItsToolStarts() throws IOException {
    assertThat(RegionMap.of(ShippedTasksTest.task("arm-reach")).orElseThrow().names())
        .hasSize(2)
        .allMatch(name -> name.matches("start of tool0 [xyz] \\[m]"));
  }
}
