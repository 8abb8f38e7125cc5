package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.plant.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects beside a robot, in a task's file. */
class WorldObjectsTest {

  private static final String TASK = """
      name: push
      description: An arm and a stone.
      robot: arm.urdf
      plant:
        provider: jbullet
        gravity: [0, 0, -9.81]
        timeStep: 0.001
        friction: 0.3
        objects:
          - {name: wall, robot: wall.urdf, position: [1, 0, 0], rotation: [0, 0, 0.5]}
          - {name: stone, robot: stone.urdf, free: true, position: [0.5, 0, 0]}
        sensors:
          - {joint: pivot, measures: position}
          - {joint: pivot, measures: velocity}
          - {point: stone, axis: y, measures: position, noise: 0.01}
          - {contact: tip, axis: x, measures: force}
        actuators:
          - {joint: pivot, limit: 3}
        safeAction: zero
      episode: {period: 0.05, steps: 100}
      conditions:
        - name: left
          start:
            objects:
              wall: {position: [2, 0, 0]}
        - name: right
          start: {}
      cost:
        - {type: input, weights: 0.1}
      success:
        window: 1
        all:
          - {type: angle, joint: pivot, target: 0, within: 0.1}
      algorithm: {}
      """;

  private static final String LINK = """
      <robot name="thing"><link name="thing">
        <inertial><mass value="2"/><inertia ixx="1" iyy="1" izz="1"/></inertial>
        <collision><geometry><sphere radius="0.1"/></geometry></collision>
      </link></robot>
      """;

  @TempDir
  Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.copy(
        TaskCatalog.shipped().find("pendulum-swingup").resolveSibling("pendulum.urdf"),
        folder.resolve("arm.urdf"));
    Files.writeString(folder.resolve("stone.urdf"), LINK);
    Files.writeString(folder.resolve("wall.urdf"), LINK.replaceAll("<inertial>.*</inertial>", ""));
  }

  private Task read(String text) throws IOException {
    return TaskReader.read(Files.writeString(folder.resolve("task.yaml"), text));
  }

  @Test
  void objectsStandWhereTheFileSays() throws IOException {
    World world = read(TASK).plant().world();

    assertThat(world.friction()).isEqualTo(0.3);
    assertThat(world.objects().get(0).free()).isFalse();
    assertThat(world.objects().get(0).place()).isEqualTo(new Placement("wall", 1, 0, 0, 0, 0, 0.5));
    assertThat(world.objects().get(1).free()).isTrue();
    assertThat(world.objects().get(1).model().base().inertia().mass()).isEqualTo(2);
  }

  @Test
  void aConditionMovesAnObjectAndLeavesWhatItDoesNotSay() throws IOException {
    Task task = read(TASK);

    assertThat(task.conditions().get(0).drawStart(new SplittableRandom(1)).objects())
        .containsExactly(new Placement("wall", 2, 0, 0, 0, 0, 0.5));
    assertThat(task.conditions().get(1).meanStart(0).objects()).isEmpty();
  }

  @Test
  void objectsCountAsBodiesAfterTheRobots() throws IOException {
    PlantSettings plant = read(TASK).plant();

    assertThat(plant.place("wall").body()).isEqualTo(1);
    assertThat(plant.place("stone").body()).isEqualTo(2);
    assertThat(plant.place("tip").body()).isZero();
  }

  @Test
  void theirSensorsAreChannelsThatKinematicsCannotTell() throws IOException {
    PlantSettings plant = read(TASK).plant();
    DMatrixRMaj x = new DMatrixRMaj(4, 1);
    new SensorModel(plant).read(new double[] {0.2}, new double[] {0.3}, x);

    assertThat(plant.spec().sensors().get(2).name()).isEqualTo("stone y");
    assertThat(plant.spec().sensors().get(3).name()).isEqualTo("tip force x");
    assertThat(plant.spec().sensors().get(3).unit()).isEqualTo("N");
    assertThat(plant.layout().hasAllJoints()).isFalse();
    assertThat(x.data).containsExactly(0.2, 0.3, 0, 0);
  }

  @Test
  void aRunKeepsTheFilesOfObjects(@TempDir Path elsewhere) throws IOException {
    Path parts = Files.createDirectory(folder.resolve("parts"));
    Files.move(folder.resolve("stone.urdf"), parts.resolve("stone.urdf"));
    Task task = read(TASK.replace("robot: stone.urdf", "robot: parts/stone.urdf"));
    task.source().writeTo(elsewhere);

    Task again = TaskReader.read(elsewhere.resolve(TaskSource.FILE_NAME));
    assertThat(again.source()).isEqualTo(task.source());
    assertThat(again.plant().world()).isEqualTo(task.plant().world());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          name: stone | name: wall | :11: plant.objects[1].name: must be unique
          name: stone | name: tip | :11: plant.objects[1].name: must be unique
          stone.urdf | rock.urdf | :11: plant.objects[1].robot: no such file, had 'rock.urdf'
          stone.urdf | arm.urdf | :11: plant.objects[1].robot: an object must not have joints that move
          stone.urdf | wall.urdf | :11: plant.objects[1].robot: of a free object, mass must be positive
          free: true | free: 7 | :11: plant.objects[1].free
          [0.5, 0, 0] | [0.5, 0] | :11: plant.objects[1].position: wrong length
          friction: 0.3 | friction: -1 | :8: plant.friction
          contact: tip | contact: nothing | :16: plant.sensors[3].contact
          measures: force | measures: position | :16: plant.sensors[3].measures
          wall: {position | door: {position | :25: conditions[0].start.objects.door
          """)
  void whatIsWrongIsNamed(String good, String bad, String complaint) {
    assertThat(TASK).contains(good);
    assertThatThrownBy(() -> read(TASK.replace(good, bad)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("task.yaml" + complaint);
  }
}
