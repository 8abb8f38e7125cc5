package dev.trammel.sim.plants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.robot.GoldenMotion;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.spi.Registry;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped task through an episode of full effort, first one way and then the other. */
class ShippedTasksTest {

  private final Registry<PlantProvider> providers = Registry.discover("plant", PlantProvider.class);

  static List<Path> tasks() throws IOException {
    try (Stream<Path> files = Files.list(GoldenMotion.tasks())) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void aTasksBodyStaysWholeUnderFullEffort(Path file) throws IOException {
    Task task = TaskReader.read(file);
    Observation observation = new Observation(task.stateSize());
    Action action = new Action(task.inputSize());
    try (Plant plant = providers.named(task.plant().provider()).create(task.plant())) {
      plant.open();
      plant.reset(task.conditions().get(0).meanStart(1));
      for (int t = 0; t < task.steps(); t++) {
        action.applied.fill(t < task.steps() / 2 ? 1e9 : -1e9);
        plant.apply(action);
        assertThat(plant.observe(observation)).isTrue();
        assertThat(Math.abs(action.applied.get(0)))
            .isEqualTo(task.plant().actuators().get(0).limit());
      }
    }
  }
}
