package dev.trammel.controller.run;

import dev.trammel.controller.learn.ConditionIteration;
import dev.trammel.controller.learn.ConditionIteration.Update;
import dev.trammel.controller.learn.Estimate;
import dev.trammel.controller.learn.Iteration;
import dev.trammel.controller.learn.PolicyIteration;
import dev.trammel.controller.learn.TeacherFit;
import dev.trammel.controller.learn.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of an iteration, without its episodes, models and controllers.
 *
 * @param number from 0
 * @param episodes run so far
 * @param experienceSeconds lived through so far
 * @param confirmations episodes that were run to confirm the controllers
 * @param confirmed how many of them succeeded
 * @param solved whether the controllers were taken
 * @param account of one policy and its teachers; nothing where local controllers are learned
 */
public record IterationRecord(
    int number,
    int episodes,
    double experienceSeconds,
    int confirmations,
    int confirmed,
    boolean solved,
    List<ConditionRecord> conditions,
    Optional<PolicyIteration> account) {

  /** Key of a policy's divergence from a teacher at each step. */
  static final String BY_STEP = "kl_of_policy_by_step";

  private static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN);

  /**
   * The figures of one condition; those of the update are NaN where there was none.
   *
   * @param size number of episodes in the batch
   */
  public record ConditionRecord(
      String name,
      Verdict verdict,
      int size,
      Estimate cost,
      int successes,
      double kl,
      double klBound,
      Estimate klRealised,
      double eta,
      double multiplier,
      double predicted,
      double measured,
      String note) {

    /** Standard deviation of the cost of an episode. */
    public double costSpread() {
      return cost.standardError() * Math.sqrt(size);
    }

    public boolean rolledBack() {
      return verdict == Verdict.ROLLED_BACK;
    }
  }

  public IterationRecord {
    conditions = List.copyOf(conditions);
  }

  static IterationRecord of(Iteration iteration) {
    return new IterationRecord(
        iteration.number(),
        iteration.episodes(),
        iteration.experienceSeconds(),
        iteration.confirmations(),
        iteration.confirmed(),
        iteration.solved(),
        iteration.conditions().stream().map(IterationRecord::of).toList(),
        iteration.account());
  }

  private static ConditionRecord of(ConditionIteration condition) {
    return new ConditionRecord(
        condition.condition(),
        condition.verdict(),
        condition.batch().size(),
        condition.cost(),
        condition.successes(),
        condition.update().map(Update::kl).orElse(Double.NaN),
        condition.update().map(Update::klBound).orElse(Double.NaN),
        condition.update().map(Update::klRealised).orElse(UNKNOWN),
        condition.update().map(Update::eta).orElse(Double.NaN),
        condition.update().map(Update::multiplier).orElse(Double.NaN),
        condition.update().map(Update::predictedImprovement).orElse(Double.NaN),
        condition.update().map(Update::measuredImprovement).orElse(Double.NaN),
        condition.note());
  }

  /** Mean cost of an episode over the conditions. */
  public double meanCost() {
    return conditions.stream().mapToDouble(c -> c.cost().mean()).average().orElse(Double.NaN);
  }

  /** Part of the batches' episodes that succeeded. */
  public double successRate() {
    int successes = conditions.stream().mapToInt(ConditionRecord::successes).sum();
    return (double) successes
        / conditions.stream().mapToInt(ConditionRecord::size).sum();
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("iteration", number);
    json.put("episodes", episodes);
    json.put("experience_seconds", experienceSeconds);
    json.put("confirmations", confirmations);
    json.put("confirmed", confirmed);
    json.put("solved", solved);
    json.put("conditions", conditions.stream().map(IterationRecord::toJson).toList());
    account.ifPresent(policy -> json.put("policy", toJson(policy)));
    return json;
  }

  private static Map<String, Object> toJson(PolicyIteration policy) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("multiplier", policy.multiplier());
    json.put("kl_bound", policy.klBound());
    json.put("kl_realised", policy.klRealised().mean());
    json.put("kl_realised_standard_error", policy.klRealised().standardError());
    json.put("kl_to_teachers", policy.klToTeachers());
    json.put("teachers", policy.teachers().stream().map(IterationRecord::toJson).toList());
    return json;
  }

  private static Map<String, Object> toJson(TeacherFit teacher) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("condition", teacher.condition());
    json.put("imagined", teacher.imagined());
    json.put("kl", teacher.kl());
    json.put("eta", teacher.eta());
    json.put("bound", teacher.status().name().toLowerCase(Locale.ROOT));
    json.put("kl_of_policy", teacher.total());
    json.put(BY_STEP, teacher.klPerStep());
    return json;
  }

  private static Map<String, Object> toJson(ConditionRecord condition) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("condition", condition.name);
    json.put("verdict", condition.verdict.name().toLowerCase(Locale.ROOT));
    json.put("batch", condition.size);
    json.put("successes", condition.successes);
    json.put("cost", condition.cost.mean());
    json.put("cost_standard_error", condition.cost.standardError());
    json.put("kl", condition.kl);
    json.put("kl_bound", condition.klBound);
    json.put("kl_realised", condition.klRealised.mean());
    json.put("kl_realised_standard_error", condition.klRealised.standardError());
    json.put("eta", condition.eta);
    json.put("multiplier", condition.multiplier);
    json.put("predicted_improvement", condition.predicted);
    json.put("measured_improvement", condition.measured);
    json.put("note", condition.note);
    return json;
  }
}
