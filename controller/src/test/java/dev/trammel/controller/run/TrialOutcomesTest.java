package dev.trammel.controller.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.archive.ArchiveHeader;
import dev.trammel.controller.archive.ArchiveWriter;
import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.report.Report;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.SensorModel;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialOutcomesTest {

  @TempDir
  Path folder;

  private static Task task(String goal) throws Exception {
    return TaskReader.read(
        TaskCatalog.shipped().find("planar-reach"),
        List.of(
            "episode.steps=60",
            "region={start: {}, targets: {goal: " + goal + "}, success: {window: 0, all:"
                + " [{type: point, point: tip, target: goal, within: 0.2}]}}"));
  }

  /** An episode that stands still where the tip is at (0.5, 0.4). */
  private static Trajectory still(Task task) {
    double half = Math.acos(Math.hypot(0.5, 0.4));
    DMatrixRMaj x = new DMatrixRMaj(8, 1);
    double[] q = {Math.atan2(0.4, 0.5) - half, 2 * half};
    new SensorModel(task.plant()).read(q, new double[2], x);
    double[][] states = new double[task.steps() + 1][];
    Arrays.fill(states, x.data);
    double[][] inputs = new double[task.steps()][2];
    return new Trajectory(
        states, states, inputs, inputs, Collections.nCopies(task.steps(), CycleStatus.OK));
  }

  /** Two episodes in each of the first two conditions, ten at held-out starts. */
  private TrialOutcomes outcomes(Task task) throws Exception {
    Path file = folder.resolve("000.mcap");
    try (ArchiveWriter writer =
        ArchiveWriter.create(file, ArchiveHeader.of(task, Map.of("kind", "evaluation")), task)) {
      for (int place : new int[] {0, 1, 4}) {
        for (int e = 0; e < (place == 4 ? 10 : 2); e++) {
          EpisodeId id = new EpisodeId(0, place, e, 100 + e);
          Condition condition = task.condition(place, new SplittableRandom(id.seed()));
          writer.keep(id, condition.meanStart(id.seed()), still(task));
        }
      }
    }
    TrialOutcomes outcomes = new TrialOutcomes(task);
    try (EpisodeArchive archive = EpisodeArchive.open(file)) {
      outcomes.add(archive);
    }
    return outcomes;
  }

  @Test
  void drawnGoalsAreDrawnAgainFromTheEpisodesSeeds() throws Exception {
    Task task = task("[[0.5, 0.9], [0.4, 0.401], 0]");
    long near = 0;
    for (int e = 0; e < 10; e++) {
      double[] goal = task.condition(4, new SplittableRandom(100 + e)).context();
      near += goal[0] <= 0.699 ? 1 : 0;
    }

    TrialOutcomes outcomes = outcomes(task);
    String page =
        new Report("map", "").plots(List.of(outcomes.map().orElseThrow())).html();

    assertThat(near).isBetween(1L, 9L);
    assertThat(outcomes.words())
        .isEqualTo(near + " of 10 at held-out starts, 0 of 4 in the conditions");
    assertThat(page)
        .contains("succeeded: " + near, "failed: " + (10 - near), "goal x [m]", "goal y [m]");
  }

  @Test
  void theTableHasARowPerConditionAndHeldOutStartsLast() throws Exception {
    TrialOutcomes outcomes = outcomes(task("[0.5, 0.4, 0]"));

    assertThat(outcomes.table().rows())
        .extracting(row -> row.get(0) + " " + row.get(1) + " " + row.get(2) + " " + row.get(3))
        .containsExactly("near-left 2 0 0 %", "right 2 0 0 %", "held-out 10 10 100 %");
    // all draws are the same: there is nothing to tell apart on a map
    assertThat(outcomes.map()).isEmpty();
    assertThat(outcomes.words()).isEqualTo("10 of 10 at held-out starts, 0 of 4 in the conditions");
  }

  @Test
  void withoutEpisodesThereIsNothingToShow() throws Exception {
    assertThat(new TrialOutcomes(task("[0.5, 0.4, 0]")).isEmpty()).isTrue();
  }
}
