package dev.trammel.controller.compare;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.report.Numbers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Runs and studies side by side; the first is what the others are measured by. */
public final class Comparison {

  /** More sides than these have no colours of their own. */
  public static final int MOST_SIDES = 8;

  private static final int DIGITS = 4;

  private final List<Side> sides;

  private Comparison(List<Side> sides) {
    this.sides = List.copyOf(sides);
  }

  /**
   * Reads the folders of runs and studies.
   *
   * @param folders two to {@link #MOST_SIDES}, each once
   */
  public static Comparison of(List<Path> folders) throws IOException {
    if (folders.size() < 2 || folders.size() > MOST_SIDES) {
      throw new UsageException(
          "compare needs 2 to " + MOST_SIDES + " runs or studies, had " + folders.size());
    }
    Set<Path> seen = new HashSet<>();
    for (Path folder : folders) {
      if (!seen.add(folder.toAbsolutePath().normalize())) {
        throw new UsageException("compare needs different runs, had " + folder + " twice");
      }
    }
    boolean unique = folders.stream().map(Comparison::name).distinct().count() == folders.size();
    List<Side> sides = new ArrayList<>();
    for (Path folder : folders) {
      sides.add(Side.read(folder, unique ? name(folder) : folder.toString()));
    }
    return new Comparison(sides);
  }

  private static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  List<Side> sides() {
    return sides;
  }

  /** What the columns of {@link #rows} are; experience and times are medians over the seeds. */
  public static List<String> header() {
    return List.of(
        "run",
        "task",
        "seed",
        "solved",
        "experience",
        "whole run",
        "episodes",
        "wall clock",
        "kernels");
  }

  /** A line of figures per side. */
  public List<List<String>> rows() {
    return sides.stream().map(Comparison::row).toList();
  }

  private static List<String> row(Side side) {
    return List.of(
        side.label(),
        side.first().info().task(),
        side.seeds(),
        solved(side),
        seconds(side.medianExperience()),
        seconds(side.median(run -> run.figure("total_seconds_per_condition"))),
        Numbers.significant(side.median(run -> run.figure("episodes")), DIGITS),
        seconds(side.medianWall()),
        side.first().info().kernels());
  }

  private static String solved(Side side) {
    if (side.runs().size() > 1) {
      return side.solved() + " of " + side.runs().size();
    }
    return !side.first().ended() ? "not ended" : side.solved() == 1 ? "yes" : "no";
  }

  private static String seconds(double value) {
    return Double.isInfinite(value) || Double.isNaN(value)
        ? "–"
        : Numbers.significant(value, DIGITS) + " s";
  }

  /** Whether all sides learned the same task. */
  public boolean isOfOneTask() {
    return sides.stream().map(side -> side.first().info().task()).distinct().count() == 1;
  }

  /** One sentence about each side but the first. */
  public List<String> verdicts() {
    return sides.subList(1, sides.size()).stream().map(this::verdict).toList();
  }

  private String verdict(Side side) {
    Side first = sides.get(0);
    String names = side.label() + " against " + first.label() + ": ";
    if (!side.first().info().task().equals(first.first().info().task())) {
      return names + "of another task, " + side.first().info().task() + "; not comparable.";
    }
    double needed = side.medianExperience();
    double reference = first.medianExperience();
    boolean both = solved(side).equals("yes") && solved(first).equals("yes");
    String solved = both ? "both solved" : "solved " + solved(side) + " against " + solved(first);
    if (!Double.isFinite(needed) || !Double.isFinite(reference)) {
      return names + solved + ".";
    }
    return names + solved + ", with " + Numbers.significant(needed / reference, 3)
        + " times the experience (" + seconds(needed) + " against " + seconds(reference) + ")"
        + pairs(side, first) + ".";
  }

  /** How often a seed of one side needs less experience than one of the other. */
  private static String pairs(Side side, Side first) {
    int count = side.runs().size() * first.runs().size();
    if (count == 1) {
      return "";
    }
    int less = 0;
    for (ComparedRun a : side.runs()) {
      for (ComparedRun b : first.runs()) {
        less += a.experience() < b.experience() ? 1 : 0;
      }
    }
    return "; less of it in " + less + " of " + count + " pairs of seeds";
  }

  /** The page. */
  public String html() throws IOException {
    return new ComparePage(this).html();
  }

  /** What programs read. */
  public Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("sides", sides.stream().map(Comparison::json).toList());
    json.put("same_task", isOfOneTask());
    json.put("settings", Settings.differences(sides));
    json.put("verdicts", verdicts());
    return json;
  }

  private static Map<String, @Nullable Object> json(Side side) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("label", side.label());
    json.put("task", side.first().info().task());
    json.put("seeds", side.runs().size());
    json.put("solved_seeds", side.solved());
    json.put("median_experience_seconds_per_condition", side.medianExperience());
    put("total_seconds_per_condition", side, json);
    put("episodes", side, json);
    json.put("median_wall_seconds", side.medianWall());
    json.put("kernels", side.first().info().kernels());
    return json;
  }

  private static void put(String key, Side side, Map<String, @Nullable Object> json) {
    ToDoubleFunction<ComparedRun> figure = run -> run.figure(key);
    json.put("median_" + key, side.median(figure));
  }
}
