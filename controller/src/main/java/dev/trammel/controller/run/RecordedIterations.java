package dev.trammel.controller.run;

import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.archive.EpisodeSummary;
import dev.trammel.controller.learn.ConditionIteration;
import dev.trammel.controller.learn.Estimate;
import dev.trammel.controller.learn.GuidedNumbers;
import dev.trammel.controller.learn.Iteration;
import dev.trammel.controller.learn.LearningSettings;
import dev.trammel.controller.learn.PolicyIteration;
import dev.trammel.controller.learn.StartOutcome;
import dev.trammel.controller.learn.TeacherFit;
import dev.trammel.controller.learn.Verdict;
import dev.trammel.controller.lqr.UpdateOutcome.BoundStatus;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.RegionMap;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The iterations of a run that learns one policy, of its records and its episodes: nothing is
 * computed again, which takes minutes where models are Gaussian processes.
 */
final class RecordedIterations {

  /** Which episode. */
  private record Key(int iteration, int place, int episode) {}

  /** An episode, and the condition that it began in. */
  private record Lived(Condition condition, Trajectory trajectory) {}

  private final Task task;
  private final GuidedNumbers numbers;
  private final EpisodeArchive archive;
  private final Optional<RegionMap> map;
  private final Map<Key, EpisodeSummary> episodes = new HashMap<>();

  private RecordedIterations(Task task, LearningSettings settings, EpisodeArchive archive) {
    this.task = task;
    this.archive = archive;
    numbers = GuidedNumbers.of(task, settings);
    map = RegionMap.of(task);
    for (EpisodeSummary episode : archive.episodes()) {
      episodes.put(
          new Key(
              episode.id().iteration(), episode.id().condition(), episode.id().episode()),
          episode);
    }
  }

  /**
   * Reads them; nothing of a run that learns local controllers, or whose records do not tell all:
   * which episodes plans collected, or anything where they were written by an older version, cut,
   * or are being written anew.
   *
   * @param archive the run's episodes; none is missing
   */
  static Optional<List<Iteration>> of(
      RunFolder folder, Task task, LearningSettings settings, EpisodeArchive archive)
      throws IOException {
    if (settings.guided().filter(guided -> guided.replanning().isEmpty()).isEmpty()) {
      return Optional.empty();
    }
    try {
      return new RecordedIterations(task, settings, archive).read(folder.iterations());
    } catch (IllegalArgumentException | RunException e) {
      // the episodes are the run: what is wrong with its records is found out from them
      return Optional.empty();
    }
  }

  private Optional<List<Iteration>> read(List<Map<String, @Nullable Object>> records)
      throws IOException {
    int begun = episodes.keySet().stream().mapToInt(Key::iteration).max().orElse(0);
    if (begun > records.size()) {
      return Optional.empty();
    }
    List<Iteration> iterations = new ArrayList<>();
    for (Map<String, @Nullable Object> record : records) {
      iterations.add(iteration(record));
    }
    return Optional.of(iterations);
  }

  private Iteration iteration(Map<?, ?> record) throws IOException {
    int number = whole(record, "iteration");
    List<ConditionIteration> conditions = new ArrayList<>();
    List<StartOutcome> starts = new ArrayList<>();
    for (Map<?, ?> condition : objects(record, "conditions")) {
      List<Lived> lived = lived(number, condition);
      conditions.add(condition(condition, lived));
      if (place(condition) == task.conditions().size() && map.isPresent()) {
        lived.subList(0, numbers.quiet()).stream()
            .map(one -> StartOutcome.of(map.get(), one.condition(), one.trajectory()))
            .forEach(starts::add);
      }
    }
    return new Iteration(
        number,
        conditions,
        whole(record, "episodes"),
        real(record, "experience_seconds"),
        whole(record, "confirmations"),
        whole(record, "confirmed"),
        flag(record, "solved"),
        Optional.empty(),
        Optional.of(account(object(record.get("policy"), "policy"), starts)));
  }

  /** The batch of a place. */
  private List<Lived> lived(int iteration, Map<?, ?> condition) throws IOException {
    int place = place(condition);
    int first = numbers.first(iteration);
    List<Lived> lived = new ArrayList<>();
    for (int e = first; e < first + whole(condition, "batch"); e++) {
      EpisodeSummary episode = episodes.get(new Key(iteration, place, e));
      if (episode == null) {
        throw new IllegalArgumentException("iteration " + iteration + " has no episode " + e);
      }
      SplittableRandom random = new SplittableRandom(episode.id().seed());
      lived.add(new Lived(task.condition(place, random), archive.read(episode)));
    }
    return lived;
  }

  private int place(Map<?, ?> condition) {
    List<String> names = task.conditions().stream().map(Condition::name).toList();
    int named = names.indexOf(text(condition, "condition"));
    return named < 0 ? names.size() : named;
  }

  private static ConditionIteration condition(Map<?, ?> record, List<Lived> lived) {
    return new ConditionIteration(
        text(record, "condition"),
        Optional.empty(),
        new TrajectoryBatch(lived.stream().map(Lived::trajectory).toList()),
        new Estimate(real(record, "cost"), real(record, "cost_standard_error")),
        whole(record, "successes"),
        constant(Verdict.class, record, "verdict"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        text(record, "note"));
  }

  private static PolicyIteration account(Map<?, ?> record, List<StartOutcome> starts) {
    return new PolicyIteration(
        objects(record, "teachers").stream().map(RecordedIterations::teacher).toList(),
        real(record, "kl_bound"),
        new Estimate(real(record, "kl_realised"), real(record, "kl_realised_standard_error")),
        real(record, "multiplier"),
        starts);
  }

  private static TeacherFit teacher(Map<?, ?> record) {
    return new TeacherFit(
        text(record, "condition"),
        flag(record, "imagined"),
        real(record, "kl"),
        real(record, "eta"),
        constant(BoundStatus.class, record, "bound"),
        list(record, IterationRecord.BY_STEP).stream()
            .mapToDouble(RecordedIterations::real)
            .toArray());
  }

  private static <E extends Enum<E>> E constant(Class<E> type, Map<?, ?> json, String key) {
    return Enum.valueOf(type, text(json, key).toUpperCase(Locale.ROOT));
  }

  /** JSON has no number that is not finite. */
  private static double real(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value == null) {
      return Double.NaN;
    }
    throw new IllegalArgumentException("must be a number, was " + value);
  }

  private static double real(Map<?, ?> json, String key) {
    if (!json.containsKey(key)) {
      throw new IllegalArgumentException("has no " + key);
    }
    return real(json.get(key));
  }

  private static int whole(Map<?, ?> json, String key) {
    if (json.get(key) instanceof Integer number) {
      return number;
    }
    throw new IllegalArgumentException(key + " must be an integer, was " + json.get(key));
  }

  private static boolean flag(Map<?, ?> json, String key) {
    if (json.get(key) instanceof Boolean flag) {
      return flag;
    }
    throw new IllegalArgumentException(key + " must be true or false, was " + json.get(key));
  }

  private static String text(Map<?, ?> json, String key) {
    if (json.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(key + " must be a text, was " + json.get(key));
  }

  private static List<?> list(Map<?, ?> json, String key) {
    if (json.get(key) instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException(key + " must be a list, was " + json.get(key));
  }

  private static List<Map<?, ?>> objects(Map<?, ?> json, String key) {
    List<Map<?, ?>> objects = new ArrayList<>();
    for (Object item : list(json, key)) {
      objects.add(object(item, key));
    }
    return objects;
  }

  private static Map<?, ?> object(@Nullable Object value, String key) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException(key + " must be an object, was " + value);
  }
}
