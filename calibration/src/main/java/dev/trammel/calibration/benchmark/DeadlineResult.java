package dev.trammel.calibration.benchmark;

import dev.trammel.controller.mpc.MpcCounts;
import dev.trammel.controller.mpc.MpcCounts.Count;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became of control cycles with a deadline.
 *
 * @param size n, m and the horizon
 * @param where plans are made
 * @param deadline of a cycle [ns]
 * @param counts of the controller
 * @param infeasible cycles without an input within the limits
 * @param overByPlanning cycles that took longer than the deadline for what was planned in them
 * @param overByHost cycles that did for other reasons
 * @param worst the longest cycle [ns]
 * @param tooShort whether no plan can be ready in time, which is what is judged
 */
record DeadlineResult(
    ProblemSize size,
    String where,
    long deadline,
    MpcCounts counts,
    long infeasible,
    long overByPlanning,
    long overByHost,
    long worst,
    boolean tooShort) {

  private static final double MICROS = 1e-3;

  /** Every cycle must have an input, and none be late for what was planned in it. */
  private String verdict() {
    boolean kept = infeasible == 0 && overByPlanning == 0;
    return !tooShort ? "" : kept ? "met" : "missed";
  }

  static TextTable table(List<DeadlineResult> results) {
    TextTable table = new TextTable(
        "n,m,H",
        "plans",
        "deadline",
        "cycles",
        "infeasible",
        "by new plan",
        "by old plan",
        "its age",
        "by controller",
        "over: planning",
        "host",
        "longest",
        "verdict");
    for (DeadlineResult result : results) {
      table.add(
          result.size.toString(),
          result.where,
          micros(result.deadline),
          count(result.of(Count.CYCLES)),
          count(result.infeasible),
          count(result.of(Count.NEW_PLANS_USED)),
          count(result.of(Count.OLD_PLANS_USED)),
          String.format(Locale.ROOT, "%.1f steps", result.age()),
          count(result.of(Count.CONTROLLER_USED)),
          count(result.overByPlanning),
          count(result.overByHost),
          micros(result.worst),
          result.verdict());
    }
    return table;
  }

  private long of(Count count) {
    return counts.of(count);
  }

  /** Steps that a plan began before it was used, on average. */
  private double age() {
    long used = of(Count.NEW_PLANS_USED) + of(Count.OLD_PLANS_USED);
    return used == 0 ? 0 : (double) of(Count.PLAN_AGES) / used;
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String micros(long nanos) {
    return String.format(Locale.ROOT, "%,.1f µs", MICROS * nanos);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("size", size.toString());
    json.put("plans", where);
    json.put("deadlineMicros", MICROS * deadline);
    json.put("counts", counts.toMap());
    json.put("infeasible", infeasible);
    json.put("overByPlanning", overByPlanning);
    json.put("overByHost", overByHost);
    json.put("longestMicros", MICROS * worst);
    json.put("verdict", verdict());
    return json;
  }
}
