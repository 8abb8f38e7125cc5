package dev.trammel.hardware.soak;

import java.util.List;
import java.util.Map;

/**
 * What a soak came to.
 *
 * @param rows at each sample
 * @param faults injected, by kind
 * @param whole episodes that ended well, by kind
 * @param ended episodes that ended with a reason, by it
 * @param breaches the first ones
 * @param counts of all breaches
 * @param reconnectedSeconds longest from a broker's restart until the robot was there again [s]
 */
public record SoakResult(
    List<Row> rows,
    Map<String, Long> faults,
    Map<String, Long> whole,
    Map<String, Long> ended,
    List<Breach> breaches,
    Map<Rule, Long> counts,
    double reconnectedSeconds) {

  /** Whether threads, files and heap are flat. */
  public List<Flatness> flatness() {
    return Flatness.of(rows.stream().map(Row::sample).toList());
  }

  /** Whether no rule was broken and nothing grew. */
  public boolean isSound() {
    return counts.isEmpty() && flatness().stream().noneMatch(Flatness::hasGrown);
  }
}
