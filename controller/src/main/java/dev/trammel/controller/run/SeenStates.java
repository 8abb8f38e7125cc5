package dev.trammel.controller.run;

import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.archive.EpisodeSummary;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Where a run's episodes of learning were: the newest of each condition, and of the region if some
 * began there. Immutable.
 */
public final class SeenStates {

  /**
   * One episode.
   *
   * @param place number of its condition, or one more than the last for the region
   * @param condition that it began in
   */
  public record Seen(int place, Condition condition, Trajectory trajectory) {}

  private final Path run;
  private final Task task;
  private final List<Seen> episodes;

  private SeenStates(Path run, Task task, List<Seen> episodes) {
    this.run = run;
    this.task = task;
    this.episodes = List.copyOf(episodes);
  }

  /**
   * Reads them.
   *
   * @param newest most episodes of each condition
   */
  public static SeenStates of(RunFolder run, int newest) throws IOException {
    Task task = run.task();
    List<Seen> episodes = new ArrayList<>();
    try (EpisodeArchive archive = run.archives().existing(OptionalInt.empty())) {
      Map<Integer, List<EpisodeSummary>> byPlace = new TreeMap<>();
      for (EpisodeSummary episode : archive.episodes()) {
        byPlace
            .computeIfAbsent(episode.id().condition(), place -> new ArrayList<>())
            .add(episode);
      }
      for (List<EpisodeSummary> all : byPlace.values()) {
        for (EpisodeSummary episode : all.subList(Math.max(0, all.size() - newest), all.size())) {
          EpisodeId id = episode.id();
          episodes.add(new Seen(id.condition(), condition(task, id), archive.read(episode)));
        }
      }
    }
    return new SeenStates(run.path(), task, episodes);
  }

  /** One of the region is drawn again from the episode's seed. */
  private static Condition condition(Task task, EpisodeId id) {
    return task.condition(id.condition(), new SplittableRandom(id.seed()));
  }

  public Path run() {
    return run;
  }

  /** The task that they were episodes of. */
  public Task task() {
    return task;
  }

  public List<Seen> episodes() {
    return episodes;
  }

  /** Refuses a task whose states, inputs or targets are not these. */
  public void requireLike(Task other, String whose) {
    requireSame("sensors", names(other.plant().spec().sensors()), whose, true);
    requireSame("actuators", names(other.plant().spec().actuators()), whose, false);
    List<String> targets = task.observation().targets();
    if (!targets.equals(other.observation().targets())) {
      throw new UsageException("run " + run + " must have the targets of " + whose + ", "
          + other.observation().targets() + ", had " + targets);
    }
  }

  private void requireSame(String what, List<String> expected, String whose, boolean sensors) {
    List<String> own =
        names(sensors ? task.plant().spec().sensors() : task.plant().spec().actuators());
    if (!own.equals(expected)) {
      throw new UsageException("run " + run + " must have the " + what + " of " + whose + ", "
          + expected + ", had " + own);
    }
  }

  private static List<String> names(List<Channel> channels) {
    return channels.stream().map(Channel::name).toList();
  }
}
