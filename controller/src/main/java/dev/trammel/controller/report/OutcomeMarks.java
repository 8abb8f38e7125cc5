package dev.trammel.controller.report;

import dev.trammel.controller.report.Plot.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Draws what came of attempts: a disc for a success, a cross for a failure. */
final class OutcomeMarks {

  /** Radius of a disc, and half the width of a cross. */
  private static final double SIZE = 3.6;

  /** More failures than these are not told apart by their words. */
  private static final int MOST_WORDS = 12;

  /** Room for a word. */
  private static final double WORD = 34;

  private static final double LINE = 9;

  private final List<double[]> written = new ArrayList<>();
  private final PlotFrame frame;
  private final StringBuilder out;

  OutcomeMarks(PlotFrame frame, StringBuilder out) {
    this.frame = frame;
    this.out = out;
  }

  /** Adds the legend's entries. */
  static void legend(List<Outcome> outcomes, FigureBox box) {
    long good = outcomes.stream().filter(Outcome::good).count();
    if (good > 0) {
      box.entry("succeeded: " + good, "disc good");
    }
    if (good < outcomes.size()) {
      box.entry("failed: " + (outcomes.size() - good), "cross bad");
    }
  }

  void draw(List<Outcome> outcomes) {
    outcomes.stream().filter(Outcome::good).forEach(this::disc);
    List<Outcome> failures = outcomes.stream().filter(o -> !o.good()).toList();
    failures.forEach(this::cross);
    if (failures.size() <= MOST_WORDS) {
      failures.forEach(this::words);
    }
  }

  private void disc(Outcome outcome) {
    out.append("<circle class=\"good\" cx=\"").append(Svg.number(frame.right(outcome.x())));
    out.append("\" cy=\"").append(Svg.number(frame.down(outcome.y())));
    out.append("\" r=\"" + SIZE + "\">");
    title(outcome);
    out.append("</circle>");
  }

  private void cross(Outcome outcome) {
    String width = Svg.number(2 * SIZE);
    double left = frame.right(outcome.x()) - SIZE;
    double top = frame.down(outcome.y()) - SIZE;
    out.append("<path class=\"bad cross\" d=\"M");
    out.append(Svg.number(left)).append(' ').append(Svg.number(top));
    out.append("l" + width + " " + width + "m-" + width + " 0l" + width + " -" + width);
    out.append("\">");
    title(outcome);
    out.append("</path>");
  }

  /** Beside the mark, on the side where there is room; not over what is written already. */
  private void words(Outcome outcome) {
    double right = frame.right(outcome.x());
    boolean before = right > 0.8 * frame.areaWidth;
    double down = Math.min(frame.areaHeight - 3, Math.max(10, frame.down(outcome.y()) + 3.5));
    if (written.stream()
        .noneMatch(at -> Math.abs(at[0] - right) < WORD && Math.abs(at[1] - down) < LINE)) {
      written.add(new double[] {right, down});
      frame.text(right + (before ? -7 : 7), down, before ? "end" : "start", outcome.word());
    }
  }

  private void title(Outcome outcome) {
    out.append("<title>").append(Html.escape(outcome.note())).append("</title>");
  }
}
