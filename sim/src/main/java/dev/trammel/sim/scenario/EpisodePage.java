package dev.trammel.sim.scenario;

import dev.trammel.controller.archive.EpisodeSummary;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.replay.ReplayPage;
import dev.trammel.controller.replay.ReplayedEpisode;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ejml.data.DMatrixRMaj;

/** One episode of a scenario as a page where the drawn body moves. */
final class EpisodePage {

  private EpisodePage() {}

  static String html(
      Task task, Condition condition, EpisodeOutcome outcome, EpisodeRunner.Run run) {
    Task drawn = task.with(ResultText.line(outcome), run.plant(), List.of(condition));
    RunInfo info = RunInfo.here(
        task.name(),
        outcome.seed(),
        task.source(),
        Kernels.best().name(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    EpisodeSummary summary = new EpisodeSummary(
        new EpisodeId(0, 0, outcome.number(), outcome.seed()),
        condition.name(),
        run.start(),
        run.trajectory().steps(),
        outcome.passed(),
        cost(condition.cost(), run.trajectory()),
        0);
    return new ReplayPage(
            new ReplayedEpisode(info, drawn, OptionalInt.of(0), summary, run.trajectory()),
            Optional.empty())
        .html();
  }

  private static double cost(Cost cost, Trajectory episode) {
    DMatrixRMaj x = new DMatrixRMaj(episode.stateSize(), 1);
    DMatrixRMaj u = new DMatrixRMaj(episode.inputSize(), 1);
    double sum = 0;
    for (int t = 0; t <= episode.steps(); t++) {
      episode.copyState(t, x.data, 0);
      if (t < episode.steps()) {
        episode.copyApplied(t, u.data, 0);
      }
      sum += cost.value(t, x, u);
    }
    return sum;
  }
}
