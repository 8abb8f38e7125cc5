package dev.trammel.controller.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.report.IntervalPlot.Interval;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {

  private static final double[] X = {0, 1, 2, 3};

  private static final Optional<Interval> INTERVAL = Optional.of(new Interval(1, 0.9, 1.2));

  private static String page(Figure... plots) {
    return new Report("a page", "for tests")
        .section("plots")
        .plots(List.of(plots))
        .html();
  }

  @Test
  void thePageNeedsNothingElse() {
    String page = page(new Plot("p", "x", "y").add("s", X, X, 0, Mark.LINE));

    assertThat(page).doesNotContain("http:", "https:", "src=", "@import", "url(", "<link");
    assertThat(page).startsWith("<!DOCTYPE html>").contains("prefers-color-scheme: dark");
  }

  @Test
  void aTableThatMayBePrintedHidesNoRowInABox() {
    String verdicts = tableOf(60);
    String everything = tableOf(1000);

    assertThat(verdicts).doesNotContain("class=\"table long\"");
    assertThat(everything).contains("class=\"table long\"");
    assertThat(everything.lines().filter(line -> line.contains("max-height: 480px")))
        .allMatch(line -> line.startsWith(".table.long "));
  }

  private static String tableOf(int rows) {
    return new Report("t", "s")
        .table(new Table(List.of("verdict"), Collections.nCopies(rows, List.of("pass"))))
        .html();
  }

  @Test
  void textFromOutsideCannotBecomeMarkup() {
    String evil = "<script>alert('x')</script>\"&";
    String page = new Report(evil, evil)
        .section(evil)
        .text(evil)
        .facts(List.of(Fact.of(evil, evil, evil)))
        .plots(List.of(new Plot(evil, evil, evil)
            .add(evil, X, X, 0, Mark.LINE)
            .band(evil, X, X, X, 1)
            .limit(evil, 1)
            .moment(evil, 1)
            .outcome(1, 1, true, evil, evil)
            .outcome(2, 2, false, evil, evil)))
        .plots(List.of(new HeatMap(evil, evil, evil, evil, new double[][] {{1, 2}})))
        .plots(List.of(new IntervalPlot(evil, evil, evil, evil)
            .add(evil, INTERVAL, INTERVAL)
            .add(evil, Optional.empty(), Optional.empty())))
        .table(new Table(List.of(evil), List.of(List.of(evil))))
        .details(evil, evil)
        .html();

    assertThat(page).doesNotContain("<script>alert", "'x'");
  }

  @Test
  void longNumbersDoNotReachTheLabelBesideThem() {
    double[] small = {0, 1.25e-4, 2.5e-4, 3.75e-4};
    Matcher tick = Pattern.compile(
            "<text x=\"([\\d.]+)\" y=\"[\\d.]+\" text-anchor=\"end\">([^<]*)")
        .matcher(page(new Plot("p", "x", "y").add("s", X, small, 0, Mark.LINE)));

    while (tick.find()) {
      // a digit is a little more than half as wide as the 11 that text is high
      assertThat(Double.parseDouble(tick.group(1)) - 6.2 * tick.group(2).length())
          .as(tick.group(2))
          .isGreaterThan(14);
    }
  }

  @Test
  void anIntervalThatRunsAwayDoesNotFlattenTheOthers() {
    String page = page(new IntervalPlot("masses", "mass [kg]", "now", "before")
        .add("sure", Optional.of(new Interval(1, 0.9, 1.1)), Optional.empty())
        .add("unsure", Optional.of(new Interval(1.2, -1e6, 1e6)), Optional.empty())
        .add("unknown", Optional.empty(), Optional.empty()));

    assertThat(page).contains(">unknown<", ">not identifiable<", ">1.0<").doesNotContain("500000");
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        1,
        -1,
        1e-300,
        1e300,
        5e-324,
        Double.MAX_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
      })
  void noNumberBreaksAPlot(double value) {
    double[] mixed = {1, value, 2, value};
    double[] constant = {value, value, value, value};
    for (Mark mark : Mark.values()) {
      for (double[] y : List.of(mixed, constant)) {
        requireFinite(page(
            new Plot("p", "x", "y")
                .add("s", X, y, 0, mark)
                .band("b", X, y, y, 1)
                .limit("l", value),
            new Plot("p", "x", "y").add("s", y, X, 0, mark).logY().band("b", X, y, X, 1),
            new Plot("p", "x", "y").add("s", X, y, 0, mark).logYIfWide().wholeX()));
      }
    }
  }

  @Test
  void aPlotWithoutDataSaysSo() {
    assertThat(page(new Plot("p", "x", "y"))).contains("no data");
    assertThat(page(new Plot("p", "x", "y").add("s", new double[0], new double[0], 0, Mark.LINE)))
        .contains("no data");
  }

  @Test
  void aGapInTheNumbersIsAGapInTheLine() {
    double[] y = {1, Double.NaN, 2, 3};
    String page = page(new Plot("p", "x", "y").add("s", X, y, 0, Mark.LINE));
    Matcher path = Pattern.compile("data-name=\"s\" d=\"([^\"]*)\"").matcher(page);

    assertThat(path.find()).isTrue();
    assertThat(path.group(1)).matches("M[^ML]+M[^ML]+L[^ML]+");
  }

  @Test
  void aBandThatRunsAwayDoesNotFlattenTheSeries() {
    Plot plot = new Plot("p", "x", "y").add("s", X, X, 0, Mark.LINE);
    plot.band("b", X, new double[] {0, -1e9, 0, 0}, new double[] {0, 1e9, 0, 0}, 1);

    Axis y = PlotRanges.y(plot).orElseThrow();

    assertThat(y.upper).isLessThan(10);
    assertThat(y.lower).isGreaterThan(-10);
  }

  @Test
  void seriesOfUnequalLengthAreRefused() {
    assertThatThrownBy(() -> new Plot("p", "x", "y").add("s", X, new double[3], 0, Mark.LINE))
        .hasMessage("series 's' must have as many y as x, had 3 for 4");
  }

  /** No coordinate is NaN, infinite or written in a way that SVG does not read. */
  private static void requireFinite(String page) {
    Matcher attribute = Pattern.compile(" (?:d|x|y|x1|x2|y1|y2)=\"([^\"]*)\"").matcher(page);
    while (attribute.find()) {
      assertThat(attribute.group(1)).matches("[-MLZh0-9., E]*").doesNotContain("E");
    }
  }

  @Test
  void outcomesAreDiscsAndCrosses() {
    String page = page(new Plot("map", "x", "y")
        .outcome(0, 0, true, "1", "one")
        .outcome(1, 2, true, "2", "two")
        .outcome(2, 1, false, "3", "three")
        .outcome(Double.NaN, 1, false, "4", "four"));

    assertThat(page)
        .containsOnlyOnce("succeeded: 2")
        .containsOnlyOnce("failed: 1")
        .containsOnlyOnce("<title>three</title>")
        // beside the mark, and nowhere beside a success
        .containsOnlyOnce(">3</text>")
        .doesNotContain("<title>four</title>");
    assertThat(page.split("<circle class=\"good\"")).hasSize(3);
    assertThat(page.split("<path class=\"bad cross\"")).hasSize(2);
  }

  @Test
  void theGreaterTheDarkerIsACellAndWhatIsNoNumberHasNone() {
    String page = page(new HeatMap("KL", "step", "iteration", "nat", new double[][] {
      {}, {1, 10, 100}, {Double.NaN, 0, 1e-9}
    }));

    Matcher cells = Pattern.compile(
            "<rect class=\"cell\"[^>]* fill-opacity=\"([\\d.]+)\">" + "<title>([^<]*)</title>")
        .matcher(page);
    assertThat(cells.results().map(cell -> cell.group(2) + " " + cell.group(1)))
        .containsExactly(
            "iteration 1, step 0: 1 nat 0.53",
            "iteration 1, step 1: 10 nat 0.76",
            "iteration 1, step 2: 100 nat 1.00",
            // four decades below the greatest all are as faint
            "iteration 2, step 2: 10⁻⁹ nat 0.06");
  }

  @Test
  void aMatrixNamesItsRowsAndColumnsAndTellsSigns() {
    MatrixPlot.Names two = new MatrixPlot.Names("joint", List.of("base", "wrist"));
    String page =
        page(new MatrixPlot("answers", two, two, new double[][] {{1, -0.5}, {0, Double.NaN}}));

    assertThat(page)
        .contains("<title>base, base: 1</title>", ">wrist</text>", ">−0.5</text>")
        .contains("<rect class=\"cell minus\"")
        .doesNotContain("<title>wrist, base");
    assertThatThrownBy(() -> new MatrixPlot("answers", two, two, new double[][] {{1, 2}, {3}}))
        .hasMessage("row 1 must have 2 numbers, had 1");
  }

  @Test
  void aHeatMapWithoutNumbersSaysSo() {
    assertThat(page(new HeatMap("KL", "step", "iteration", "nat", new double[0][])))
        .contains("no data");
  }
}
