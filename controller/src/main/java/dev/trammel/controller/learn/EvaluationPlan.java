package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.learn.Evaluation.Place;
import dev.trammel.controller.learn.GuidedSettings.Starts;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.TubedController;
import dev.trammel.controller.mpc.MpcController;
import dev.trammel.controller.mpc.MpcCounts;
import dev.trammel.controller.policy.Policy;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Region;
import dev.trammel.controller.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Who is to be tried, where, and how often. */
public final class EvaluationPlan {

  /** Part of the episodes that must succeed: of each local controller, of one policy in all. */
  private static final double SOLVED = 0.95;

  private final Task task;
  private final List<Place> places = new ArrayList<>();
  private final List<Function<Condition, Controller>> controllers = new ArrayList<>();

  private final List<MpcCounts> counts = new ArrayList<>();
  private Optional<Controller> rehearsed = Optional.empty();
  private boolean oneByOne;

  private EvaluationPlan(Task task) {
    this.task = task;
  }

  /**
   * Each condition's own controller.
   *
   * @param controllers one per condition
   * @param episodes in each condition
   */
  public static EvaluationPlan of(
      Task task, List<LinearGaussianController> controllers, int episodes) {
    EvaluationPlan plan = new EvaluationPlan(task);
    for (int c = 0; c < controllers.size(); c++) {
      LinearGaussianController controller = controllers.get(c);
      plan.add(c, episodes, SOLVED, false, condition -> controller);
    }
    return plan;
  }

  /**
   * The same, where none is followed out of its tube: such an episode ends early.
   *
   * @param controllers one per condition
   * @param episodes in each condition
   */
  public static EvaluationPlan tubed(
      Task task, List<LinearGaussianController> controllers, int episodes) {
    EvaluationPlan plan = new EvaluationPlan(task);
    for (int c = 0; c < controllers.size(); c++) {
      Controller controller = new TubedController(controllers.get(c));
      plan.add(c, episodes, SOLVED, false, condition -> controller);
    }
    return plan;
  }

  /**
   * Model predictive control on what was learned.
   *
   * @param episodes in each condition
   */
  public static EvaluationPlan of(Task task, Replanning replanning, int episodes) {
    return replanning(task, replanning::controller, episodes);
  }

  /**
   * Model predictive control in each condition. Its plans share a condition's cost and model, so
   * that episodes are run one after another, by one controller.
   *
   * @param controllers a new one for a condition's number
   * @param episodes in each condition
   */
  public static EvaluationPlan replanning(
      Task task, IntFunction<? extends Controller> controllers, int episodes) {
    EvaluationPlan plan = new EvaluationPlan(task);
    for (int c = 0; c < task.conditions().size(); c++) {
      Controller controller = controllers.apply(c);
      plan.add(c, episodes, SOLVED, false, condition -> controller);
      if (controller instanceof MpcController planning) {
        plan.counts.add(planning.counts());
      }
    }
    plan.oneByOne = true;
    plan.rehearsed = Optional.of(controllers.apply(0));
    return plan;
  }

  /**
   * One policy in the task's conditions, of which all together must succeed often enough.
   *
   * @param starts where it was learned: conditions elsewhere are only looked at
   * @param episodes in each condition
   */
  public static EvaluationPlan of(
      Task task, Policy policy, Kernels kernels, Starts starts, int episodes) {
    EvaluationPlan plan = new EvaluationPlan(task);
    Actor actor = new PolicyActor(policy, task, kernels);
    double required = starts == Starts.REGION ? 0 : SOLVED;
    for (int c = 0; c < task.conditions().size(); c++) {
      plan.add(c, episodes, required, true, actor::controller);
    }
    return plan;
  }

  /**
   * One policy at starts drawn in the task's region, none of which it was learned at.
   *
   * @param starts where it was learned: a region that it never saw is only looked at
   */
  public static EvaluationPlan heldOut(
      Task task, Policy policy, Kernels kernels, Starts starts, int episodes) {
    Region region = task.region()
        .orElseThrow(() -> new UsageException(
            "task " + task.name() + " has no region, so that" + " there are no held-out starts"));
    EvaluationPlan plan = new EvaluationPlan(task);
    double required = starts == Starts.CONDITIONS ? 0 : region.required();
    Actor actor = new PolicyActor(policy, task, kernels);
    plan.add(task.conditions().size(), episodes, required, false, actor::controller);
    return plan;
  }

  /** This and then another one. */
  public EvaluationPlan and(EvaluationPlan other) {
    EvaluationPlan both = new EvaluationPlan(task);
    for (EvaluationPlan plan : List.of(this, other)) {
      both.places.addAll(plan.places);
      both.controllers.addAll(plan.controllers);
      both.counts.addAll(plan.counts);
      both.rehearsed = both.rehearsed.or(() -> plan.rehearsed);
      both.oneByOne |= plan.oneByOne;
    }
    return both;
  }

  private void add(
      int number,
      int episodes,
      double required,
      boolean pooled,
      Function<Condition, Controller> who) {
    Require.atLeast(episodes, 1, "evaluation episodes");
    String name = number < task.conditions().size()
        ? task.conditions().get(number).name()
        : Evaluation.HELD_OUT;
    places.add(new Place(name, number, episodes, required, pooled));
    controllers.add(who);
  }

  /** How many of so many threads its episodes may be run on. */
  public int threads(int most) {
    return oneByOne ? 1 : most;
  }

  /** What became of plans so far, by name; empty where none are made. */
  public Map<String, Long> counts() {
    Map<String, Long> sums = new LinkedHashMap<>();
    for (MpcCounts each : counts) {
      each.toMap().forEach((name, count) -> sums.merge(name, count, Long::sum));
    }
    return sums;
  }

  Task task() {
    return task;
  }

  List<Place> places() {
    return places;
  }

  Controller controller(int place, Condition condition) {
    return controllers.get(place).apply(condition);
  }

  /** What the control cycle is compiled with where controllers have a memory. */
  Optional<Controller> rehearsed() {
    return rehearsed;
  }
}
