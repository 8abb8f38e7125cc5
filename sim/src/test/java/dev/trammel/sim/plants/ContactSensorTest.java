package dev.trammel.sim.plants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.Placement;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lift of 2 kg comes down on a table: what its contact sensors say. */
class ContactSensorTest {

  private static final double WEIGHT = 2 * 9.81;

  private static final String LIFT = """
      <robot name="lift">
        <link name="world"/>
        <joint name="slide" type="prismatic">
          <parent link="world"/><child link="foot"/><axis xyz="0 0 1"/>
          <limit lower="-1" upper="1" effort="50" velocity="10"/>
        </joint>
        <link name="foot">
          <inertial><mass value="2"/><inertia ixx="0.01" iyy="0.01" izz="0.01"/></inertial>
          <collision><geometry><box size="0.1 0.1 0.1"/></geometry></collision>
        </link>
      </robot>
      """;

  private static final String TABLE = """
      <robot name="table"><link name="table">
        <collision><origin xyz="0 0 -0.05"/><geometry><box size="1 1 0.1"/></geometry></collision>
      </link></robot>
      """;

  private static final String TASK = """
      description: Down.
      robot: lift.urdf
      plant:
        provider: jbullet
        gravity: [0, 0, -9.81]
        timeStep: 0.001
        objects:
          - {name: table, robot: table.urdf, position: [0, 0, -0.1]}
        sensors:
          - {joint: slide, measures: position}
          - {contact: foot, axis: z, measures: force}
          - {contact: table, axis: z, measures: force, delay: 0.05}
          - {point: table, axis: z, measures: position}
        actuators: [{joint: slide}]
        safeAction: zero
      episode: {period: 0.05, steps: 10}
      conditions:
        - {name: low, start: {objects: {table: {position: [0, 0, -0.3]}}}}
      cost: [{type: input, weights: 1}]
      success: {window: 0, all: [{type: angle, joint: slide, target: 0, within: 1}]}
      algorithm: {}
      """;

  @TempDir
  Path folder;

  private Task task;
  private PlantSettings settings;
  private final Observation observation = new Observation(4);
  private final Action action = new Action(1);

  @BeforeEach
  void read() throws IOException {
    Files.writeString(folder.resolve("lift.urdf"), LIFT);
    Files.writeString(folder.resolve("table.urdf"), TABLE);
    task = TaskReader.read(Files.writeString(folder.resolve("task.yaml"), TASK));
    settings = task.plant();
  }

  private double[] readingAfter(JBulletPlant plant, int intervals) {
    for (int t = 0; t < intervals; t++) {
      plant.apply(action);
    }
    assertThat(plant.observe(observation)).isTrue();
    return observation.values.data.clone();
  }

  @Test
  void aForceIsTheMeanOverAnInterval() {
    try (JBulletPlant plant = new JBulletPlant(settings)) {
      plant.open();
      plant.reset(new EpisodeStart(new double[1], new double[1], 1));
      assertThat(readingAfter(plant, 0)).containsExactly(0, 0, 0, -0.1);

      // the table is 50 mm below: it is reached in the third interval, at 1 m/s
      double[] impact = readingAfter(plant, 3);
      assertThat(impact[1] * 0.05).isCloseTo(WEIGHT * 0.15, within(2e-2));
      assertThat(impact[2]).isZero();

      double[] rest = readingAfter(plant, 2);
      assertThat(rest[0]).isCloseTo(-0.05, within(1e-9));
      assertThat(rest[1]).isCloseTo(WEIGHT, within(1e-6));
      assertThat(rest[2]).isCloseTo(-WEIGHT, within(1e-6));
    }
  }

  @Test
  void aConditionPutsTheTableElsewhereAndTheNextEpisodePutsItBack() {
    EpisodeStart low = task.conditions().get(0).meanStart(1);
    assertThat(low.objects()).containsExactly(Placement.at("table", 0, 0, -0.3));
    try (JBulletPlant plant = new JBulletPlant(settings)) {
      plant.open();
      plant.reset(low);
      assertThat(readingAfter(plant, 10)[0]).isCloseTo(-0.25, within(1e-9));
      plant.reset(new EpisodeStart(new double[1], new double[1], List.of(), 1));
      double[] back = readingAfter(plant, 10);
      assertThat(back[0]).isCloseTo(-0.05, within(1e-9));
      assertThat(back[3]).isEqualTo(-0.1);
    }
  }
}
