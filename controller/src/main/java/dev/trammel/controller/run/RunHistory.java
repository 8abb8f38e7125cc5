package dev.trammel.controller.run;

import dev.trammel.controller.learn.Iteration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a run for its report: the figures of all iterations, everything of the last
 * and of the best, and what the saved controllers came to. Not thread-safe.
 */
final class RunHistory {

  /** By the rule that learning chooses its controllers by; the first of equals is best. */
  private static final Comparator<IterationRecord> BETTER = Comparator.comparingInt(
          IterationRecord::confirmed)
      .thenComparingDouble(IterationRecord::successRate)
      .thenComparing(Comparator.comparingDouble(IterationRecord::meanCost).reversed());

  private final List<IterationRecord> records = new ArrayList<>();
  private @Nullable Iteration best;
  private @Nullable Iteration last;
  private @Nullable TrialOutcomes trials;

  IterationRecord add(Iteration iteration) {
    IterationRecord record = IterationRecord.of(iteration);
    records.add(record);
    if (best == null || BETTER.compare(record, IterationRecord.of(best)) > 0) {
      best = iteration;
    }
    last = iteration;
    return record;
  }

  /** Takes in what the saved controllers came to. */
  void tried(TrialOutcomes outcomes) {
    trials = outcomes;
  }

  /** What the saved controllers came to; nothing before they were tried. */
  Optional<TrialOutcomes> trials() {
    return Optional.ofNullable(trials).filter(outcomes -> !outcomes.isEmpty());
  }

  List<IterationRecord> records() {
    return List.copyOf(records);
  }

  /** The best and the last one, once each. */
  Set<Iteration> shown() {
    Set<Iteration> shown = new LinkedHashSet<>();
    if (best != null) {
      shown.add(best);
    }
    if (last != null) {
      shown.add(last);
    }
    return shown;
  }
}
