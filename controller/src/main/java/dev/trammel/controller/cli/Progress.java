package dev.trammel.controller.cli;

import dev.trammel.controller.learn.LearningSettings;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.run.IterationRecord;
import dev.trammel.controller.run.IterationRecord.ConditionRecord;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says how far learning is: a bar where a terminal can show one, else a line per iteration. */
final class Progress {

  private static final int BAR_WIDTH = 16;
  private static final double NANOS = 1e9;

  private final Terminal terminal;
  private final LearningSettings settings;
  private final LongSupplier nanos;
  private final long begin;

  /**
   * Starts the watch.
   *
   * @param nanos a clock [ns]
   */
  Progress(Terminal terminal, LearningSettings settings, LongSupplier nanos) {
    this.terminal = terminal;
    this.settings = settings;
    this.nanos = nanos;
    begin = nanos.getAsLong();
  }

  void show(IterationRecord record) {
    terminal.progress(line(record));
  }

  /** At most 79 characters where the figures are of usual size. */
  private String line(IterationRecord record) {
    int done = record.number() + 1;
    int iterations = settings.budget().iterations();
    ConditionRecord first = record.conditions().get(0);
    StringBuilder line = new StringBuilder();
    if (terminal.isOverwriting()) {
      line.append(bar(Math.max((double) done / iterations, experienceUsed(record))))
          .append(' ');
    }
    line.append(done).append('/').append(iterations);
    line.append("  ").append(experience(record));
    line.append("  cost ").append(number(record.meanCost()));
    line.append("  success ").append(Math.round(100 * record.successRate())).append(" %");
    if (Double.isFinite(first.eta())) {
      line.append("  η ").append(Numbers.significant(first.eta(), 2));
    }
    if (first.rolledBack()) {
      line.append("  rolled back");
    }
    return line.append("  ").append(elapsed()).toString();
  }

  /** The part of the budget for experience that is spent: episodes for one policy, else seconds. */
  private double experienceUsed(IterationRecord record) {
    return settings
        .guided()
        .map(guided -> (double) record.episodes() / guided.most())
        .orElseGet(() -> record.experienceSeconds()
            / record.conditions().size()
            / settings.budget().seconds());
  }

  private String experience(IterationRecord record) {
    return settings
        .guided()
        .map(guided -> record.episodes() + "/" + guided.most() + " episodes")
        .orElseGet(() -> number(record.experienceSeconds()) + " s");
  }

  private static String bar(double fraction) {
    int full = (int) Math.round(Math.min(1, Math.max(0, fraction)) * BAR_WIDTH);
    return "█".repeat(full) + "░".repeat(BAR_WIDTH - full);
  }

  private String elapsed() {
    long seconds = Math.round((nanos.getAsLong() - begin) / NANOS);
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  private static String number(double value) {
    return Numbers.significant(value, 4);
  }
}
