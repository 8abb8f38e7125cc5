package dev.trammel.calibration.benchmark;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.DualSearchSettings;
import dev.trammel.controller.lqr.KlBound;
import dev.trammel.controller.lqr.KlConstrainedUpdate;
import dev.trammel.controller.lqr.UpdateOutcome.Accepted;
import dev.trammel.controller.lqr.UpdateProblem;

/** Whole KL-bounded updates by one nat per step, to 1 % of the bound. */
final class UpdateWork implements Work {

  private static final int UPDATES_BEFORE = 3;

  private final KlConstrainedUpdate update;
  private final UpdateProblem problem;
  private final KlBound bound;
  private final double startEta;

  /** The result of the last call. */
  private Accepted accepted;

  private UpdateWork(ProblemSize size, Kernels kernels, UpdateProblem problem, double startEta) {
    update = new KlConstrainedUpdate(
        kernels, size.steps(), size.n(), size.m(), DualSearchSettings.defaults());
    bound = new KlBound.Total(size.steps());
    this.problem = problem;
    this.startEta = startEta;
    accepted = solve();
  }

  /** A first update: η is searched from 1. */
  static UpdateWork cold(ProblemSize size, Kernels kernels) {
    return new UpdateWork(size, kernels, RandomUpdate.usual(size), 1);
  }

  /** The fourth update in a row: η is searched from the last one's. */
  static UpdateWork warm(ProblemSize size, Kernels kernels) {
    UpdateWork last = cold(size, kernels);
    for (int i = 0; i < UPDATES_BEFORE; i++) {
      last = last.next(size, kernels);
    }
    return last;
  }

  /** From the accepted controller, with model and cost as they were. */
  private UpdateWork next(ProblemSize size, Kernels kernels) {
    UpdateProblem next =
        new UpdateProblem(problem.model(), problem.cost(), accepted.controller(), problem.limits());
    return new UpdateWork(size, kernels, next, accepted.eta());
  }

  @Override
  public void run() {
    accepted = solve();
  }

  private Accepted solve() {
    return accepted(update, problem, bound, startEta);
  }

  /** An update that must succeed. */
  static Accepted accepted(
      KlConstrainedUpdate update, UpdateProblem problem, KlBound bound, double startEta) {
    if (update.update(problem, bound, startEta) instanceof Accepted accepted) {
      return accepted;
    }
    throw new IllegalStateException("the update must be accepted, was not");
  }
}
