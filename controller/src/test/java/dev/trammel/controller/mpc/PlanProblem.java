package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.RandomProblems;
import dev.trammel.controller.lqr.UpdateProblem;
import org.ejml.data.DMatrixRMaj;

/** A seeded linear-quadratic problem within limits, to plan on. */
record PlanProblem(UpdateProblem update, PlanTerms terms) {

  static PlanProblem of(long seed, int steps, int n, int m, double limit) {
    UpdateProblem update = new RandomProblems(seed, steps, n, m).update(limit);
    PlanTerms terms =
        PlanTerms.of(new StepwiseQuadratic(update.cost()), steps).near(update.previous(), 0.1);
    return new PlanProblem(update, terms);
  }

  MpcPlanner planner(Kernels kernels, MpcSettings settings, PlanBudget budget) {
    return new MpcPlanner(
        kernels, new FittedHorizon(update.model()), terms, update.limits(), settings, budget);
  }

  DMatrixRMaj start() {
    return update.model().initial.mean();
  }
}
