package dev.trammel.controller.cli;

import dev.trammel.controller.learn.Evaluation;
import dev.trammel.controller.learn.EvaluationPlan;
import dev.trammel.controller.run.HeldForce;
import dev.trammel.controller.run.PushStudy;
import dev.trammel.controller.run.PushStudy.Line;
import dev.trammel.controller.run.PushStudyText;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.task.Disturbances;
import dev.trammel.controller.task.Push;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Pushes the body under several controllers at once, each on its share of the threads. */
final class PushTrials {

  private final PushStudy.Setup setup;
  private final double first;
  private final RolloutOptions rollouts;
  private final Interruption interruption;
  private final Terminal terminal;

  /**
   * Someone to be pushed.
   *
   * @param task the controller's own, as costs are for one thread
   */
  record Candidate(String controller, String run, Task task, EvaluationPlan plan) {}

  /**
   * @param first force that is tried [N]
   */
  PushTrials(
      PushStudy.Setup setup,
      double first,
      RolloutOptions rollouts,
      Interruption interruption,
      Terminal terminal) {
    this.setup = setup;
    this.first = first;
    this.rollouts = rollouts;
    this.interruption = interruption;
    this.terminal = terminal;
  }

  /** What each of them holds, in their order; nothing if it was told to stop. */
  Optional<List<Line>> run(List<Candidate> candidates) {
    int threads = Math.min(rollouts.threads(), candidates.size());
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Optional<Line>>> running = new ArrayList<>();
      for (Candidate candidate : candidates) {
        running.add(workers.submit(() -> hold(candidate, rollouts.threads() / threads)));
      }
      List<Line> lines = new ArrayList<>();
      for (Future<Optional<Line>> line : running) {
        await(line).ifPresent(lines::add);
      }
      return lines.size() < candidates.size() ? Optional.empty() : Optional.of(lines);
    } finally {
      workers.shutdownNow();
    }
  }

  private Optional<Line> hold(Candidate candidate, int threads) {
    return HeldForce.search(first, setup.needed(), force -> successes(candidate, force, threads))
        .map(held -> new Line(candidate.controller(), candidate.run(), held));
  }

  private OptionalInt successes(Candidate candidate, double force, int threads) {
    Push push = setup.push().with(new Push.AnyDirection(force));
    Training.Means means =
        rollouts.means(candidate.task(), Disturbances.of(List.of(push)), interruption::isRequested);
    Optional<Evaluation> evaluation = Training.evaluate(
        candidate.task(),
        candidate.plan(),
        new Training.Trial(setup.seed(), EpisodeStore.none()),
        new Training.Means(means.plants(), threads, means.stop()));
    if (evaluation.isEmpty()) {
      return OptionalInt.empty();
    }
    int successes =
        evaluation.get().places().stream().mapToInt(Evaluation.Place::successes).sum();
    terminal.progress(PushStudy.name(candidate.controller(), candidate.run()) + ": "
        + PushStudyText.newtons(force) + " N, " + successes + " of " + setup.episodes());
    return OptionalInt.of(successes);
  }

  private static <T> T await(Future<T> result) {
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while episodes run", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
