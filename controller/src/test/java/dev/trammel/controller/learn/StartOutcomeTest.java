package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.RegionMap;
import dev.trammel.controller.task.SensorModel;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class StartOutcomeTest {

  private static final double LIMIT = 0.02;

  private static Task task() throws Exception {
    return TaskReader.read(
        TaskCatalog.shipped().find("planar-reach"),
        List.of("region={start: {}, targets: {goal: [[0.5, 0.6], [0, 0.3], 0]}, success: {window:"
            + " 0, all: [{type: point, point: tip, target: goal, within: " + LIMIT + "}]}}"));
  }

  /** An episode that stands still where the tip is some way along x from its goal. */
  private static Trajectory besideTheGoal(Task task, double[] goal, double away, int steps) {
    double x = goal[0] + away;
    double y = goal[1];
    // two links of 0.5 m, the elbow turned by 2 acos(r / 2l)
    double half = Math.acos(Math.hypot(x, y));
    double[] q = {Math.atan2(y, x) - half, 2 * half};
    DMatrixRMaj state = new DMatrixRMaj(8, 1);
    new SensorModel(task.plant()).read(q, new double[2], state);
    double[][] states = new double[steps + 1][];
    Arrays.fill(states, state.data);
    double[][] inputs = new double[steps][2];
    return new Trajectory(
        states, states, inputs, inputs, Collections.nCopies(steps, CycleStatus.OK));
  }

  @Test
  void whatIsLeftIsHowFarTheTipIsFromTheDrawnGoal() throws Exception {
    Task task = task();
    RegionMap map = RegionMap.of(task).orElseThrow();
    SplittableRandom random = new SplittableRandom(1);
    for (double away : new double[] {-0.1, 0, 0.019, 0.021}) {
      Condition drawn = task.region().orElseThrow().draw(random);
      Trajectory episode = besideTheGoal(task, drawn.context(), away, task.steps());

      StartOutcome outcome = StartOutcome.of(map, drawn, episode);

      assertThat(outcome.left()).isCloseTo(Math.abs(away), within(1e-9));
      assertThat(outcome.success()).isEqualTo(Math.abs(away) <= LIMIT);
      assertThat(outcome.place()).containsExactly(Arrays.copyOf(drawn.context(), 2));
    }
  }

  @Test
  void anEpisodeThatEndedEarlyHasNothingMeasuredAtItsEnd() throws Exception {
    Task task = task();
    Condition drawn = task.region().orElseThrow().draw(new SplittableRandom(2));
    Trajectory cut = besideTheGoal(task, drawn.context(), 0, task.steps() - 1);

    StartOutcome outcome = StartOutcome.of(RegionMap.of(task).orElseThrow(), drawn, cut);

    assertThat(outcome.left()).isNaN();
    assertThat(outcome.success()).isFalse();
  }
}
