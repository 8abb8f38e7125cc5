package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.mpc.MpcCounts.Count;

/** Plans on the control thread, within a budget of time. */
final class PlanningInCycle implements Planning {

  private final MpcPlanner planner;
  private final PlanBudget budget;
  private final ModelWatch watch;
  private final MpcCounts counts;

  PlanningInCycle(MpcPlanner planner, PlanBudget budget, ModelWatch watch, MpcCounts counts) {
    this.planner = planner;
    this.budget = budget;
    this.watch = watch;
    this.counts = counts;
  }

  @RealTime
  @Override
  public void request(PlanRequest request) {
    budget.begin();
    watch.observe(request, counts);
    planner.forgetBefore(request.firstOfEpisode);
    planner.serve(request.number, request.step, request.state);
    planner.count(counts);
    if (budget.isOverrun()) {
      counts.add(Count.OVERRUNS);
    }
  }

  @RealTime
  @Override
  public MpcPlan newest() {
    return planner.current();
  }

  @Override
  public void close() {}
}
