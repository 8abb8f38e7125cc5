package dev.trammel.calibration.procedure;

import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.report.Figure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a procedure found. Immutable.
 *
 * @param estimates by parameter; the session fills in what data they rest on
 * @param judgements one or more for each thing that was looked at
 * @param figures plots for the report
 * @param numbers what else programs may want to read, by name with the unit at its end: {@code
 *     round_trip_p99_seconds}
 */
public record Findings(
    SortedMap<Parameter, Estimate> estimates,
    List<Judgement> judgements,
    List<Figure> figures,
    SortedMap<String, Double> numbers) {

  public Findings(
      Map<Parameter, Estimate> estimates,
      List<Judgement> judgements,
      List<Figure> figures,
      Map<String, Double> numbers) {
    this(
        Collections.unmodifiableSortedMap(new TreeMap<>(estimates)),
        judgements,
        figures,
        Collections.unmodifiableSortedMap(new TreeMap<>(numbers)));
  }

  public Findings {
    judgements = List.copyOf(judgements);
    figures = List.copyOf(figures);
  }

  /** The same with more to say. */
  public Findings with(List<Judgement> more) {
    List<Judgement> all = new ArrayList<>(judgements);
    all.addAll(more);
    return new Findings(estimates, all, figures, numbers);
  }

  /**
   * The same, resting on data.
   *
   * @param sha256 of the raw data of the run
   */
  public Findings withData(String sha256) {
    TreeMap<Parameter, Estimate> resting = new TreeMap<>(estimates);
    resting.replaceAll((parameter, estimate) -> estimate.withData(sha256));
    return new Findings(resting, judgements, figures, numbers);
  }
}
