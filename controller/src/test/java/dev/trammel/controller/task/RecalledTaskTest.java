package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A task that is read from its text alone asks for the same. */
class RecalledTaskTest {

  static List<String> shipped() throws IOException {
    return TaskCatalog.shipped().names();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void aShippedTaskIsTheSame(String name) throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find(name));
    Task recalled = TaskReader.recall(task.source());
    SplittableRandom random = new SplittableRandom(3);

    assertThat(recalled.plant().spec()).isEqualTo(task.plant().spec());
    assertThat(recalled.observation().names()).isEqualTo(task.observation().names());
    assertThat(recalled.source()).isEqualTo(task.source());
    for (int c = 0; c < task.conditions().size(); c++) {
      Condition condition = task.conditions().get(c);
      Condition same = recalled.conditions().get(c);
      DMatrixRMaj x = random(task.stateSize(), random);
      DMatrixRMaj u = random(task.inputSize(), random);
      int step = random.nextInt(task.steps());
      assertThat(same.name()).isEqualTo(condition.name());
      assertThat(same.context()).isEqualTo(condition.context());
      assertThat(same.cost().value(step, x, u)).isEqualTo(condition.cost().value(step, x, u));
      assertThat(observed(recalled, same, x)).isEqualTo(observed(task, condition, x));
    }
  }

  private static double[] observed(Task task, Condition condition, DMatrixRMaj x) {
    double[] o = new double[task.observation().size()];
    task.observation().reader(condition.context()).read(x, o);
    return o;
  }

  private static DMatrixRMaj random(int size, SplittableRandom random) {
    DMatrixRMaj column = new DMatrixRMaj(size, 1);
    Arrays.setAll(column.data, i -> 2 * random.nextDouble() - 1);
    return column;
  }

  @Test
  void aTaskWithoutItsRobotIsRefused() throws IOException {
    TaskSource source =
        TaskReader.read(TaskCatalog.shipped().find("pendulum-swingup")).source();
    TaskSource other =
        new TaskSource(source.yaml(), "other.urdf", source.robot(), Map.of(), Map.of());

    assertThatThrownBy(() -> TaskReader.recall(other))
        .isInstanceOf(SettingsException.class)
        .hasMessage("pendulum.urdf: must be a file of the task, had nothing, allowed: its URDF");
  }
}
