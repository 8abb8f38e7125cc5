package dev.trammel.sim.scenario;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.replay.ReplayPage;
import dev.trammel.controller.replay.ReplayedEpisode;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** One episode of a scenario as a page where the drawn body moves. */
final class EpisodePage {

  private EpisodePage() {}

  static String html(
      Task task, Condition condition, EpisodeOutcome outcome, EpisodeRunner.Run run) {
    Task drawn = new Task(
        task.name(),
        ResultText.line(outcome),
        run.plant(),
        task.steps(),
        List.of(condition),
        task.algorithm(),
        task.source());
    RunInfo info = RunInfo.here(
        task.name(),
        outcome.seed(),
        task.source(),
        Kernels.best().name(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    EpisodeId id = new EpisodeId(0, 0, outcome.number(), outcome.seed());
    return new ReplayPage(
            new ReplayedEpisode(info, drawn, id, true, run.trajectory()), Optional.empty())
        .html();
  }
}
