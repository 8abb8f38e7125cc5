package dev.trammel.controller.run;

import dev.trammel.controller.learn.Estimate;
import dev.trammel.controller.learn.PolicyIteration;
import dev.trammel.controller.learn.TeacherFit;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.report.Table;
import dev.trammel.controller.run.IterationRecord.ConditionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The figures of a run's iterations as a table: a row per iteration and condition. */
final class IterationTable {

  private static final int DIGITS = 4;

  private final List<IterationRecord> records;

  IterationTable(List<IterationRecord> records) {
    this.records = List.copyOf(records);
  }

  /** Of one policy, the divergences and the multiplier are those of all conditions together. */
  Table table() {
    boolean one = records.stream().anyMatch(record -> record.account().isPresent());
    List<String> header = new ArrayList<>(List.of(
        "iteration",
        "condition",
        "cost",
        "successes",
        "KL of the model",
        "bound",
        "KL realised",
        "multiplier"));
    header.addAll(
        one ? List.of("KL to teachers") : List.of("η", "predicted", "measured", "verdict"));
    List<List<String>> rows = new ArrayList<>();
    for (IterationRecord record : records) {
      record.conditions().forEach(condition -> rows.add(row(record, condition)));
    }
    return new Table(header, rows);
  }

  private static List<String> row(IterationRecord record, ConditionRecord condition) {
    List<String> row = new ArrayList<>(List.of(
        Integer.toString(record.number()),
        condition.name(),
        withError(condition.cost()),
        condition.successes() + " of " + condition.size()));
    Optional<PolicyIteration> account = record.account();
    row.addAll(account.isPresent() ? ofPolicy(account.get()) : ofUpdate(condition));
    return row;
  }

  private static List<String> ofPolicy(PolicyIteration account) {
    double kl =
        account.teachers().stream().mapToDouble(TeacherFit::kl).average().orElse(Double.NaN);
    return List.of(
        text(kl),
        text(account.klBound()),
        withError(account.klRealised()),
        text(account.multiplier()),
        text(account.klToTeachers()));
  }

  private static List<String> ofUpdate(ConditionRecord condition) {
    String verdict = condition.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return List.of(
        text(condition.kl()),
        text(condition.klBound()),
        withError(condition.klRealised()),
        text(condition.multiplier()),
        text(condition.eta()),
        text(condition.predicted()),
        text(condition.measured()),
        condition.note().isEmpty() ? verdict : verdict + "; " + condition.note());
  }

  private static String withError(Estimate value) {
    return Double.isFinite(value.standardError())
        ? text(value.mean()) + " ± " + Numbers.significant(value.standardError(), 2)
        : text(value.mean());
  }

  private static String text(double value) {
    return Numbers.significant(value, DIGITS);
  }
}
