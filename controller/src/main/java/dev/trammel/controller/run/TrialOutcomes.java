package dev.trammel.controller.run;

import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.archive.EpisodeSummary;
import dev.trammel.controller.learn.Evaluation;
import dev.trammel.controller.learn.StartOutcome;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.report.Plot;
import dev.trammel.controller.report.Table;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.RegionMap;
import dev.trammel.controller.task.SuccessCondition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** What came of an evaluation's episodes: by condition, and on the map of the task's region. */
final class TrialOutcomes {

  private final Task task;
  private final Optional<RegionMap> map;
  private final Map<String, List<Attempt>> conditions = new LinkedHashMap<>();
  private final List<StartOutcome> drawn = new ArrayList<>();
  private String measure = "";

  /**
   * An episode.
   *
   * @param left what its first success condition measured at the end; NaN if it ended early
   */
  private record Attempt(boolean success, double cost, double left) {}

  /** Nothing yet. */
  TrialOutcomes(Task task) {
    this.task = task;
    map = RegionMap.of(task);
  }

  /** Takes in all episodes of an archive. */
  void add(EpisodeArchive archive) throws IOException {
    for (EpisodeSummary episode : archive.episodes()) {
      add(episode, archive.read(episode));
    }
  }

  private void add(EpisodeSummary episode, Trajectory trajectory) {
    Condition condition = task.condition(
        episode.id().condition(), new SplittableRandom(episode.id().seed()));
    SuccessCondition first = condition.success().conditions().get(0);
    double left = condition.success().lastMeasure(trajectory);
    boolean heldOut = episode.id().condition() == task.conditions().size();
    conditions
        .computeIfAbsent(
            heldOut ? Evaluation.HELD_OUT : condition.name(), name -> new ArrayList<>())
        .add(new Attempt(episode.success(), episode.cost(), left));
    if (heldOut) {
      measure = first.name() + " [" + first.unit() + "]";
      drawn.add(new StartOutcome(
          map.map(found -> found.place(condition)).orElseGet(() -> new double[0]),
          episode.success(),
          left));
    }
  }

  boolean isEmpty() {
    return conditions.isEmpty();
  }

  /** Counts in one line: "98 of 100 at held-out starts, 20 of 80 in the conditions". */
  String words() {
    long held = drawn.stream().filter(StartOutcome::success).count();
    List<Attempt> all = conditions.values().stream().flatMap(List::stream).toList();
    long elsewhere = all.stream().filter(Attempt::success).count() - held;
    String unseen = held + " of " + drawn.size() + " at held-out starts";
    String rest = elsewhere + " of " + (all.size() - drawn.size()) + " in the conditions";
    return drawn.isEmpty() ? rest : all.size() == drawn.size() ? unseen : unseen + ", " + rest;
  }

  /** A row per condition; held-out starts in the region are the last. */
  Table table() {
    List<List<String>> rows = new ArrayList<>();
    conditions.forEach((name, attempts) -> rows.add(row(name, attempts)));
    return new Table(
        List.of(
            "condition",
            "episodes",
            "successes",
            "part",
            "cost",
            "at the end, median",
            "at the end, worst"),
        rows);
  }

  private static List<String> row(String name, List<Attempt> attempts) {
    long successes = attempts.stream().filter(Attempt::success).count();
    double[] left = attempts.stream().mapToDouble(Attempt::left).sorted().toArray();
    double cost = attempts.stream().mapToDouble(Attempt::cost).average().orElse(Double.NaN);
    return List.of(
        name,
        Integer.toString(attempts.size()),
        Long.toString(successes),
        Numbers.significant(100.0 * successes / attempts.size(), 3) + " %",
        Numbers.significant(cost, 4),
        Numbers.significant(left[left.length / 2], 2),
        Numbers.significant(left[left.length - 1], 2));
  }

  /** Where held-out episodes began in the region, and what came of them; nothing if there were none. */
  Optional<Plot> map() {
    return drawn.isEmpty()
        ? Optional.empty()
        : map.map(found -> PolicyPlots.map("Held-out starts", found.names(), measure, drawn));
  }
}
