package dev.trammel.controller.run;

import dev.trammel.controller.learn.ConditionIteration;
import dev.trammel.controller.learn.ConditionIteration.Update;
import dev.trammel.controller.learn.GuidedSettings;
import dev.trammel.controller.learn.Iteration;
import dev.trammel.controller.learn.LearningSettingsReader;
import dev.trammel.controller.learn.PolicyIteration;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.report.Fact;
import dev.trammel.controller.report.Fact.Tone;
import dev.trammel.controller.report.Figure;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.report.Plot;
import dev.trammel.controller.report.Report;
import dev.trammel.controller.task.Region;
import dev.trammel.controller.task.RegionMap;
import dev.trammel.controller.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The page that people look at to see what a run learned, and how. */
final class RunReport {

  private static final int DIGITS = 4;

  private final RunInfo info;
  private final String kernels;
  private final Task task;
  private final RunHistory history;
  private final Map<String, ?> result;

  /**
   * Collects what is shown.
   *
   * @param kernels that the page is computed with
   * @param result as in {@code result.json}; empty of a run that has not ended
   */
  RunReport(RunInfo info, String kernels, Task task, RunHistory history, Map<String, ?> result) {
    this.info = info;
    this.kernels = kernels;
    this.task = task;
    this.history = history;
    this.result = result;
  }

  String html() {
    Report report = new Report(
        info.task(),
        task.description() + " Seed " + info.seed() + ", begun "
            + info.started().replace('T', ' ').replace("Z", " UTC") + ".");
    report.facts(facts());
    if (!history.records().isEmpty()) {
      report.section("Learning").plots(new LearningPlots(history.records(), chosen()).plots());
      addPolicy(report);
      history.trials().ifPresent(trials -> addTrials(report, trials));
      history.shown().forEach(iteration -> addIteration(report, iteration));
      report.section("Iterations").table(new IterationTable(history.records()).table());
    }
    report.section("Origin").facts(origin());
    report.details("Task and settings, as they took effect", task.source().yaml());
    report.details("Robot, " + task.source().robotFile(), task.source().robot());
    return report.html();
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(verdict());
    number("experience_seconds_per_condition")
        .ifPresent(seconds -> facts.add(Fact.of(
            task.conditions().size() == 1 || learnsPolicy()
                ? "Experience"
                : "Experience per condition",
            Numbers.significant(seconds, DIGITS) + " s",
            "until the saved controllers; "
                + Numbers.significant(number("total_seconds").orElse(Double.NaN), DIGITS)
                + " s in the whole run")));
    facts.add(Fact.of(
        "Iterations",
        Integer.toString(history.records().size()),
        chosen().isPresent() ? "saved: iteration " + chosen().getAsInt() : ""));
    number("episodes")
        .ifPresent(count -> facts.add(Fact.of("Episodes", Numbers.significant(count, 6))));
    facts.add(Fact.of("Seed", Long.toString(info.seed())));
    if (result.get("trajectory_hash") instanceof String hash) {
      facts.add(Fact.of("Hash of all episodes", hash));
    }
    return facts;
  }

  private Fact verdict() {
    if (!(result.get("success_rate") instanceof Number rate) || Double.isNaN(rate.doubleValue())) {
      return Fact.of("Result", "not ended", "train --resume continues the run");
    }
    boolean solved = Boolean.TRUE.equals(result.get("solved"));
    String note = history
        .trials()
        .filter(trials -> learnsPolicy())
        .map(trials -> "Episodes of the evaluation that succeed: " + trials.words())
        .orElse(Numbers.significant(100 * rate.doubleValue(), 3)
            + " % of the evaluation episodes succeed; solved from 95 % in every condition");
    return new Fact(
        "Result", solved ? "solved" : "not solved", note, solved ? Tone.GOOD : Tone.BAD);
  }

  private boolean learnsPolicy() {
    return !accounts().isEmpty();
  }

  private List<PolicyIteration> accounts() {
    return history.records().stream()
        .flatMap(record -> record.account().stream())
        .toList();
  }

  private List<Fact> origin() {
    List<Fact> facts = new ArrayList<>(List.of(
        Fact.of("Trammel", info.trammel()),
        Fact.of("Java", info.java()),
        Fact.of(
            "Kernels",
            info.kernels(),
            kernels.equals(info.kernels())
                ? ""
                : "this page with " + kernels + ", whose last digits differ"),
        Fact.of("System", info.system())));
    if (result.get("warm_up") instanceof List<?> reports) {
      reports.forEach(report -> facts.add(warmUp((Map<?, ?>) report)));
    }
    return facts;
  }

  private static Fact warmUp(Map<?, ?> report) {
    boolean settled = Boolean.TRUE.equals(report.get("settled"));
    return Fact.of(
        "Compiling the " + report.get("of"),
        text(number(report, "seconds")) + " s",
        (settled ? "before its first use; then " : "not settled; in the end ")
            + text(1e6 * number(report, "seconds_per_call")) + " µs and "
            + text(number(report, "bytes_per_call")) + " bytes a call");
  }

  private void addPolicy(Report report) {
    List<PolicyIteration> accounts = accounts();
    if (accounts.isEmpty()) {
      return;
    }
    List<Figure> figures = new ArrayList<>(new PolicyPlots(accounts).plots());
    RegionMap.of(task)
        .ifPresent(map -> figures.addAll(PolicyPlots.learningMaps(map.names(), accounts)));
    report
        .section("Policy and teachers")
        .text("In each iteration teachers go away from what acts, each within a bound on its"
            + " divergence, and the policy learns what they do. Realised is how far the policy went"
            + " in its own episodes.")
        .plots(figures);
  }

  private static void addTrials(Report report, TrialOutcomes trials) {
    report
        .section("Evaluation")
        .text("The saved controllers without noise, in episodes that nothing was learned from. At"
            + " the end: what the first condition of success measures.")
        .table(trials.table())
        .plots(trials.map().stream().toList());
  }

  private void addIteration(Report report, Iteration iteration) {
    boolean saved = chosen().isPresent() && chosen().getAsInt() == iteration.number();
    report
        .section("Iteration " + iteration.number() + (saved ? ", saved" : ""))
        .text(legend(iteration));
    List<ConditionIteration> conditions = iteration.conditions();
    if (conditions.size() == 1) {
      addCondition(report, conditions.get(0));
      return;
    }
    for (int c = 0; c < conditions.size(); c++) {
      ConditionIteration condition = conditions.get(c);
      report.folded(heading(condition.condition()), c == 0, part -> addCondition(part, condition));
    }
  }

  private String legend(Iteration iteration) {
    int quiet =
        LearningSettingsReader.read(task).guided().map(GuidedSettings::episodes).orElse(1);
    boolean foreseen = iteration.conditions().stream().anyMatch(c -> c.update().isPresent());
    return "Each thin line is an episode; the first " + (quiet == 1 ? "" : quiet + " ")
        + "acted without noise."
        + (foreseen
            ? " The band is where the model that proposed the controller expected it to go,"
                + " before it was tried."
            : "");
  }

  private static String heading(String place) {
    return place.equals(Region.NAME) ? "Starts in the region" : "Condition " + place;
  }

  private void addCondition(Report report, ConditionIteration condition) {
    PlantSpec spec = task.plant().spec();
    Optional<TrajectoryDistribution> expected = condition.update().map(Update::expected);
    report.subsection("Episodes").plots(new TracePlots(spec, condition.batch(), expected).plots());
    List<Plot> fit = new ArrayList<>();
    if (expected.isPresent()) {
      PredictionPlots foresight = new PredictionPlots(spec, condition.batch(), expected.get());
      report
          .subsection("Foresight")
          .text("How far the episodes were from where the model expected them: root mean square,"
              + " in the model's standard deviations. The dashed line is a model that knows how"
              + " good it is.")
          .plots(foresight.errors());
      fit.add(foresight.likelihood());
    }
    condition.diagnostics().ifPresent(found -> fit.addAll(FitPlots.plots(found, spec)));
    if (!fit.isEmpty()) {
      report.subsection("Fit to these episodes").plots(fit);
    }
  }

  private static String text(double value) {
    return Numbers.significant(value, DIGITS);
  }

  private OptionalInt chosen() {
    return result.get("iteration") instanceof Number number
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }

  private Optional<Double> number(String key) {
    return result.get(key) instanceof Number number
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }

  private static double number(Map<?, ?> map, String key) {
    return map.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
