package dev.trammel.controller.replay;

import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeId;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which episode of a run: of those of an iteration and a condition, where these are given, the one
 * of a number, the last or the best.
 *
 * @param iteration from 0
 * @param condition its name, or its number from 0
 * @param episode number among those that are left, from 0; without it the rule decides
 */
public record EpisodeChoice(
    OptionalInt iteration, Optional<String> condition, OptionalInt episode, Rule rule) {

  /** Which of several episodes. */
  public enum Rule {
    /** The one of least cost among those that succeeded, or among all if none did. */
    BEST,
    LAST
  }

  /** Finds the episode. */
  public ReplayedEpisode in(RunFolder folder) throws IOException {
    Task task = folder.task();
    RunEpisodes episodes = RunEpisodes.of(folder);
    List<EpisodeId> left = left(episodes.ids(), task);
    if (episode.isPresent()) {
      requireIndex("--episode", episode.getAsInt(), left.size(), scope());
      return read(folder, task, left.get(episode.getAsInt()), episodes);
    }
    return rule == Rule.LAST
        ? read(folder, task, left.get(left.size() - 1), episodes)
        : best(left.stream().map(id -> read(folder, task, id, episodes)).toList());
  }

  /** Index of a condition given by name or number. */
  static int condition(String given, Task task) {
    List<String> names = task.conditions().stream().map(Condition::name).toList();
    int named = names.indexOf(given);
    if (named >= 0) {
      return named;
    }
    for (int c = 0; c < names.size(); c++) {
      if (given.equals(Integer.toString(c))) {
        return c;
      }
    }
    throw new IllegalArgumentException("--condition: task " + task.name() + " has no condition '"
        + given + "'; it has " + String.join(", ", names));
  }

  private List<EpisodeId> left(List<EpisodeId> all, Task task) {
    int last = all.get(all.size() - 1).iteration();
    iteration.ifPresent(number -> requireIndex("--iteration", number, last + 1, "the run"));
    int wanted = condition.map(given -> condition(given, task)).orElse(-1);
    List<EpisodeId> left = all.stream()
        .filter(id -> iteration.isEmpty() || id.iteration() == iteration.getAsInt())
        .filter(id -> wanted < 0 || id.condition() == wanted)
        .toList();
    if (left.isEmpty()) {
      throw new IllegalArgumentException("there is no episode of " + scope() + " yet");
    }
    return left;
  }

  private String scope() {
    String of = iteration.isPresent() ? "iteration " + iteration.getAsInt() : "the run";
    return condition.map(name -> of + " in condition " + name).orElse(of);
  }

  private static void requireIndex(String option, int index, int count, String scope) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(option + " must be in [0, " + (count - 1) + "], as "
          + scope + " has " + count + ", was " + index);
    }
  }

  private static ReplayedEpisode read(
      RunFolder folder, Task task, EpisodeId id, RunEpisodes episodes) {
    return new ReplayedEpisode(folder.info(), task, id, false, episodes.get(id));
  }

  private static ReplayedEpisode best(List<ReplayedEpisode> episodes) {
    return episodes.stream()
        .min(Comparator.comparing(ReplayedEpisode::success, Comparator.reverseOrder())
            .thenComparingDouble(ReplayedEpisode::cost))
        .orElseThrow();
  }
}
