package dev.trammel.calibration.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A figure that is made of lines: the ratio of two, taken within rounds, or the time of one [ms].
 *
 * @param key for programs
 * @param title for people
 * @param over the line above, or the only one
 * @param under the line below, if it is a ratio
 */
record Figure(String key, String title, String over, Optional<String> under, Target target) {

  /** What is expected of one size of problem. */
  private record Expected(
      Target eigenOverSweep, Target textbookOverRows, double textbookOverEigen) {}

  private static final Map<ProblemSize, Expected> EXPECTED = Map.of(
      LineUp.TINY, new Expected(Target.atLeast(2.3, 4.3), Target.atLeast(2.0, 2.4), 1.1),
      LineUp.USUAL, new Expected(Target.atLeast(3.7, 6.0), Target.atLeast(3.0, 3.8), 2.7),
      LineUp.LARGE, new Expected(Target.atLeast(2.3, 3.0), Target.atLeast(3.6, 4.4), 5.4),
      LineUp.LONG, new Expected(Target.atLeast(2.1, 2.9), Target.atLeast(4.1, 5.0), 6.8));

  /**
   * The figures of a size.
   *
   * @param rowsOnly whether the sweep runs on rows, for there is nothing faster
   */
  static List<Figure> of(ProblemSize size, boolean rowsOnly) {
    Optional<Expected> expected = Optional.ofNullable(EXPECTED.get(size));
    Target eigen = expected.map(Expected::eigenOverSweep).orElse(Target.none());
    Target rows = expected.map(Expected::textbookOverRows).orElse(Target.none());
    Target yardsticks =
        expected.map(Expected::textbookOverEigen).map(Target::about).orElse(Target.none());
    boolean usual = size.equals(LineUp.USUAL);
    List<Figure> figures = new ArrayList<>();
    figures.add(ratio("Eigen / sweep", "eigen_sweep", "sweep", rowsOnly ? Target.none() : eigen));
    if (rowsOnly) {
      figures.add(ratio("EJML / sweep", "textbook_sweep", "sweep", rows));
    } else {
      figures.add(ratio("EJML / sweep", "textbook_sweep", "sweep", Target.none()));
      figures.add(ratio("EJML / sweep, rows", "textbook_sweep", "sweep_rows", rows));
    }
    figures.add(ratio("EJML / Eigen", "textbook_sweep", "eigen_sweep", yardsticks));
    Target update = usual ? Target.atMost(30, 15) : Target.none();
    figures.add(ratio("update, cold / sweep", "update", "sweep", update));
    figures.add(ratio("update, warm / sweep", "update_warm", "sweep", update));
    Target fit = usual ? Target.atMost(4, 1.5) : Target.none();
    figures.add(ratio("fit, prior given / sweep", "fit", "sweep", fit));
    figures.add(ratio("fit, mixture / sweep", "fit_mixture", "sweep", Target.none()));
    figures.add(millis("mixture prior, cold", "mixture", Target.atMost(60, 20)));
    figures.add(millis("mixture prior, warm", "mixture_warm", Target.atMost(20, 5)));
    figures.add(millis("LQR-FLM iteration", "iteration", Target.atMost(100, 30)));
    return figures;
  }

  private static Figure ratio(String title, String over, String under, Target target) {
    String first = over.endsWith("_sweep") ? over.substring(0, over.length() - 6) : over;
    String second = under.equals("eigen_sweep") ? "eigen" : under;
    return new Figure(first + "_over_" + second, title, over, Optional.of(under), target);
  }

  private static Figure millis(String title, String line, Target target) {
    return new Figure(line + "_ms", title, line, Optional.empty(), target);
  }
}
