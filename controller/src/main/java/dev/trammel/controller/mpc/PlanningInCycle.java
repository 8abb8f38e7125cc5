package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.mpc.MpcCounts.Count;
import org.ejml.data.DMatrixRMaj;

/** Plans on the control thread, within a budget of time. */
final class PlanningInCycle implements Planning {

  private final MpcPlanner planner;
  private final PlanBudget budget;
  private final MpcCounts counts;

  PlanningInCycle(MpcPlanner planner, PlanBudget budget, MpcCounts counts) {
    this.planner = planner;
    this.budget = budget;
    this.counts = counts;
  }

  @RealTime
  @Override
  public void request(long request, long firstOfEpisode, int step, DMatrixRMaj x) {
    budget.begin();
    planner.forgetBefore(firstOfEpisode);
    planner.serve(request, step, x);
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
