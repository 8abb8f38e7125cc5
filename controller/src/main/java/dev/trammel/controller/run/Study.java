package dev.trammel.controller.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One task learned from seeds 0 … N−1: what came of each of them, none left out.
 *
 * @param runs of the first seeds, in their order; fewer than N until the study is complete
 */
public record Study(StudySetup setup, List<StudyRun> runs) {

  public Study {
    runs = List.copyOf(runs);
  }

  /** Whether every seed's run has ended. */
  public boolean complete() {
    return runs.size() == setup.seeds() && runs.stream().allMatch(StudyRun::ended);
  }

  /** Number of seeds whose task was solved. */
  public int solvedCount() {
    return (int) runs.stream().filter(StudyRun::solved).count();
  }

  /** Whether each of the N seeds was solved. */
  public boolean solved() {
    return solvedCount() == setup.seeds();
  }

  /** The median over the solved seeds; NaN where none was. */
  public double median(ToDoubleFunction<StudyRun> figure) {
    double[] sorted = ofSolved(figure);
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The greatest over the solved seeds; NaN where none was. */
  public double greatest(ToDoubleFunction<StudyRun> figure) {
    return Arrays.stream(ofSolved(figure)).max().orElse(Double.NaN);
  }

  /** The study as programs read it. */
  public Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(setup.toJson());
    json.put("ended", (int) runs.stream().filter(StudyRun::ended).count());
    json.put("solved_seeds", solvedCount());
    json.put("solved", solved());
    json.put("median_episodes_per_condition", median(StudyRun::episodesPerCondition));
    json.put("greatest_episodes_per_condition", greatest(StudyRun::episodesPerCondition));
    json.put("median_experience_seconds_per_condition", median(StudyRun::experiencePerCondition));
    json.put(
        "greatest_experience_seconds_per_condition", greatest(StudyRun::experiencePerCondition));
    json.put("runs", runs.stream().map(StudyRun::toJson).toList());
    return json;
  }

  private double[] ofSolved(ToDoubleFunction<StudyRun> figure) {
    return runs.stream().filter(StudyRun::solved).mapToDouble(figure).sorted().toArray();
  }
}
