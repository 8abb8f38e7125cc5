package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.mpc.MpcCounts.Count;
import java.util.concurrent.locks.LockSupport;

/**
 * Plans on a thread of its own, always from the newest state there is; states that came while a plan
 * was made, but for the last, are planned from no more; of the transitions between them the model is
 * told all. It looks for work every 50 µs, so that the control thread need not wake it.
 */
final class PlanningThread implements Planning {

  private static final long LOOK_NANOS = 50_000;

  /** Transitions that may wait while a plan is made. */
  private static final int WAITING = 64;

  private final MpcPlanner planner;
  private final ModelWatch watch;
  private final MpcCounts counts;
  private final RequestQueue transitions;
  private final LatestValue<PlanRequest> requests;
  private final LatestValue<MpcPlan> plans;
  private final Thread thread;
  private volatile boolean closed;

  PlanningThread(MpcPlanner planner, ModelWatch watch, MpcCounts counts) {
    this.planner = planner;
    this.watch = watch;
    this.counts = counts;
    MpcPlan room = planner.current();
    int n = room.states[0].numRows;
    int m = room.inputs[0].numRows;
    requests = new LatestValue<>(() -> new PlanRequest(n, m));
    transitions = new RequestQueue(WAITING, () -> new PlanRequest(n, m));
    plans = new LatestValue<>(() -> new MpcPlan(room.inputs.length, n, m));
    thread = new Thread(this::serve, "planning");
    thread.setDaemon(true);
    thread.start();
  }

  @RealTime
  @Override
  public void request(PlanRequest request) {
    if (!watch.isIdle() && !transitions.offer(request)) {
      counts.add(Count.TRANSITIONS_MISSED);
    }
    request.copyTo(requests.draft());
    requests.publish();
  }

  @RealTime
  @Override
  public MpcPlan newest() {
    plans.refresh();
    return plans.read();
  }

  /** Ends the thread and waits for it. */
  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve() {
    while (!closed) {
      if (!requests.refresh()) {
        LockSupport.parkNanos(LOOK_NANOS);
        continue;
      }
      tellTransitions();
      PlanRequest request = requests.read();
      planner.forgetBefore(request.firstOfEpisode);
      if (planner.serve(request.number, request.step, request.state)) {
        planner.current().copyTo(plans.draft());
        plans.publish();
      }
      planner.count(counts);
    }
  }

  private void tellTransitions() {
    while (!transitions.isEmpty()) {
      watch.observe(transitions.first(), counts);
      transitions.drop();
    }
  }
}
