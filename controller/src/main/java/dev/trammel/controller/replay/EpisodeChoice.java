package dev.trammel.controller.replay;

import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.archive.EpisodeSummary;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.run.RunException;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Region;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which episode of a run: of those of an iteration and a condition, where these are given, the one
 * of a number, the last or the best. Everything counts from 0.
 *
 * @param evaluation number of an evaluation; without it, the episodes of learning are meant
 * @param iteration only of learning
 * @param condition its name or number
 * @param episode number among those that are left; without it the rule decides
 */
public record EpisodeChoice(
    OptionalInt evaluation,
    OptionalInt iteration,
    Optional<String> condition,
    OptionalInt episode,
    Rule rule) {

  /** Which of several episodes. */
  public enum Rule {
    /** The one of least cost among those that succeeded, or among all if none did. */
    BEST,
    LAST
  }

  private static final Comparator<EpisodeSummary> BETTER_FIRST = Comparator.comparing(
          EpisodeSummary::success, Comparator.reverseOrder())
      .thenComparingDouble(EpisodeSummary::cost);

  public EpisodeChoice {
    if (evaluation.isPresent() && iteration.isPresent()) {
      throw new UsageException("an evaluation has no iterations: --evaluation "
          + evaluation.getAsInt() + " and --iteration " + iteration.getAsInt()
          + " do not go together");
    }
  }

  /** The best episode of learning, in one condition. */
  public static EpisodeChoice best(String condition) {
    return new EpisodeChoice(
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.of(condition),
        OptionalInt.empty(),
        Rule.BEST);
  }

  /** The N-th episode of learning, from 0. */
  public static EpisodeChoice numbered(int episode) {
    return new EpisodeChoice(
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalInt.of(episode),
        Rule.BEST);
  }

  /** Finds the episode. */
  public ReplayedEpisode in(RunFolder folder) throws IOException {
    Task task = folder.task();
    try (EpisodeArchive archive = folder.archives().existing(evaluation)) {
      EpisodeSummary chosen = choose(left(archive.episodes(), task));
      return new ReplayedEpisode(folder.info(), task, evaluation, chosen, archive.read(chosen));
    }
  }

  private EpisodeSummary choose(List<EpisodeSummary> left) {
    if (episode.isPresent()) {
      requireIndex("episode", episode.getAsInt(), left.size(), scope());
      return left.get(episode.getAsInt());
    }
    return rule == Rule.LAST
        ? left.get(left.size() - 1)
        : left.stream().min(BETTER_FIRST).orElseThrow();
  }

  private List<EpisodeSummary> left(List<EpisodeSummary> all, Task task) {
    int wanted = condition.map(given -> condition(given, task)).orElse(-1);
    int last = all.isEmpty() ? -1 : all.get(all.size() - 1).id().iteration();
    if (last >= 0) {
      iteration.ifPresent(number -> requireIndex("iteration", number, last + 1, "the run"));
    }
    List<EpisodeSummary> left = all.stream()
        .filter(one -> iteration.isEmpty() || one.id().iteration() == iteration.getAsInt())
        .filter(one -> wanted < 0 || one.id().condition() == wanted)
        .toList();
    if (left.isEmpty()) {
      throw new RunException("there is no whole episode of " + scope() + " yet");
    }
    return left;
  }

  /** Index of a condition given by name or number. */
  private static int condition(String given, Task task) {
    List<String> names =
        new ArrayList<>(task.conditions().stream().map(Condition::name).toList());
    task.region().ifPresent(region -> names.add(Region.NAME));
    int named = names.indexOf(given);
    if (named >= 0) {
      return named;
    }
    for (int c = 0; c < names.size(); c++) {
      if (given.equals(Integer.toString(c))) {
        return c;
      }
    }
    throw new UsageException("task " + task.name() + " has no condition '" + given + "'; it has "
        + String.join(", ", names));
  }

  private String scope() {
    String of = evaluation.isPresent()
        ? "evaluation " + evaluation.getAsInt()
        : iteration.isPresent() ? "iteration " + iteration.getAsInt() : "the run";
    return condition.map(name -> of + " in condition " + name).orElse(of);
  }

  private static void requireIndex(String what, int index, int count, String scope) {
    if (index < 0 || index >= count) {
      throw new UsageException(what + " must be in [0, " + (count - 1) + "], as " + scope + " has "
          + count + ", was " + index);
    }
  }
}
