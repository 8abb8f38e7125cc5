package dev.trammel.controller.cli;

import dev.trammel.controller.learn.Evaluation;
import dev.trammel.controller.learn.Evaluation.Place;
import dev.trammel.controller.task.SuccessCondition;
import dev.trammel.controller.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far from what is wanted episodes ended, for people. */
record EndMeasures(List<String> lines) {

  private static final double MOST = 0.9;

  /** Place by place, and of all together where there are several. */
  static EndMeasures of(Task task, Evaluation evaluation) {
    SuccessCondition condition = task.conditions().get(0).success().conditions().get(0);
    List<String> parts = new ArrayList<>();
    for (Place place : evaluation.places()) {
      parts.add(place.name() + " " + inWords(place.ends()));
    }
    List<Double> all =
        evaluation.places().stream().flatMap(place -> place.ends().stream()).toList();
    if (evaluation.places().size() > 1) {
      parts.add("all " + inWords(all));
    }
    return new EndMeasures(List.of("At the end, " + condition.name() + " [" + condition.unit()
        + "], median (90 %): " + String.join(", ", parts) + "."));
  }

  private static String inWords(List<Double> measures) {
    return String.format(
        Locale.ROOT, "%.3g (%.3g)", quantile(measures, 0.5), quantile(measures, MOST));
  }

  /** Between the two nearest; an episode that ended early counts as infinitely far. */
  static double quantile(List<Double> measures, double part) {
    double[] sorted = measures.stream()
        .mapToDouble(measure -> Double.isNaN(measure) ? Double.POSITIVE_INFINITY : measure)
        .sorted()
        .toArray();
    double place = part * (sorted.length - 1);
    int below = (int) Math.floor(place);
    double beyond = place - below;
    return beyond == 0 ? sorted[below] : (1 - beyond) * sorted[below] + beyond * sorted[below + 1];
  }
}
