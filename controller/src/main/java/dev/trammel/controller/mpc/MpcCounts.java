package dev.trammel.controller.mpc;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What became of control cycles and of plans, by name. Counting allocates nothing and never waits;
 * any thread may read.
 */
public final class MpcCounts {

  /** What is counted. */
  public enum Count {
    /** Cycles that were asked for an action. */
    CYCLES,
    /** Actions of a plan that was made for this very step. */
    NEW_PLANS_USED,
    /** Actions of an earlier plan. */
    OLD_PLANS_USED,
    /** How many steps earlier, in all, the plans of those actions began. */
    PLAN_AGES,
    /** Actions of the local controller, for want of a plan. */
    CONTROLLER_USED,
    /** Cycles without any action. */
    NO_ACTION,
    /** Actions some of whose inputs the feedback had pushed out of their limits. */
    PROJECTIONS,
    /** Planning that was begun inside the cycle and ended after its deadline. */
    OVERRUNS,
    /** Plans found. */
    PLANS,
    /** Backward passes in all. */
    SWEEPS,
    /** Cycles in which no plan was to act, for the model was wrong: the local controller was. */
    MODEL_WRONG,
    /** Cycles in which nobody was to act, for the model was wrong and the controller lost. */
    MODEL_BEYOND,
    /** Transitions that the model was told of. */
    TRANSITIONS,
    /** Transitions that it could not use. */
    TRANSITIONS_UNUSED,
    /** Transitions that the planning thread was too slow for. */
    TRANSITIONS_MISSED
  }

  private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);
  private final AtomicLongArray failures = new AtomicLongArray(PlanFailure.values().length);

  /** How often. */
  public long of(Count count) {
    return counts.get(count.ordinal());
  }

  /** How many plans failed so. */
  public long of(PlanFailure failure) {
    return failures.get(failure.ordinal());
  }

  /** Plans that failed, for whatever reason. */
  public long failures() {
    long sum = 0;
    for (int i = 0; i < failures.length(); i++) {
      sum += failures.get(i);
    }
    return sum;
  }

  /** All of them by name, failures in the order of the enum after the rest. */
  public Map<String, Long> toMap() {
    Map<String, Long> map = new LinkedHashMap<>();
    for (Count count : Count.values()) {
      map.put(name(count), of(count));
    }
    for (PlanFailure failure : PlanFailure.values()) {
      if (failure != PlanFailure.NONE) {
        map.put(name(failure), of(failure));
      }
    }
    return map;
  }

  /** Begins again at zero; what is counted meanwhile may be lost. */
  public void clear() {
    for (int i = 0; i < counts.length(); i++) {
      counts.set(i, 0);
    }
    for (int i = 0; i < failures.length(); i++) {
      failures.set(i, 0);
    }
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  void add(Count count) {
    counts.getAndIncrement(count.ordinal());
  }

  void add(Count count, long number) {
    counts.getAndAdd(count.ordinal(), number);
  }

  void add(PlanFailure failure) {
    failures.getAndIncrement(failure.ordinal());
  }
}
