package dev.trammel.controller.dynamics;

import java.util.Arrays;

/**
 * Minimises a function by steps that follow only the signs of its gradient (Rprop, Riedmiller &amp;
 * Braun 1993): a parameter's step grows while its slope keeps its sign and shrinks when it turns.
 * Where the function cannot be evaluated, the search goes on from the best parameters with smaller
 * steps.
 */
final class SignSteps {

  private static final double FIRST = 0.1;
  private static final double LARGEST = 0.5;
  private static final double GROWTH = 1.2;
  private static final double SHRINKAGE = 0.5;

  private final MarginalLikelihood objective;
  private final double[] parameters;
  private final double[] gradient;
  private final double[] previousGradient;
  private final double[] steps;
  private double[] best;
  private double least = Double.POSITIVE_INFINITY;

  /**
   * @param start not modified
   */
  SignSteps(MarginalLikelihood objective, double[] start) {
    this.objective = objective;
    parameters = start.clone();
    best = start.clone();
    gradient = new double[start.length];
    previousGradient = new double[start.length];
    steps = new double[start.length];
    Arrays.fill(steps, FIRST);
  }

  /** The best parameters among those of so many evaluations. */
  double[] minimise(int evaluations) {
    for (int i = 0; i < evaluations; i++) {
      double value = objective.evaluate(parameters, gradient);
      if (Double.isFinite(value)) {
        keep(value);
        step();
      } else {
        retreat();
      }
    }
    return best.clone();
  }

  private void keep(double value) {
    if (value < least) {
      least = value;
      best = parameters.clone();
    }
  }

  private void step() {
    for (int k = 0; k < parameters.length; k++) {
      double agreement = gradient[k] * previousGradient[k];
      if (agreement > 0) {
        steps[k] = Math.min(LARGEST, GROWTH * steps[k]);
      } else if (agreement < 0) {
        steps[k] *= SHRINKAGE;
      }
      parameters[k] -= Math.signum(gradient[k]) * steps[k];
      previousGradient[k] = gradient[k];
    }
  }

  private void retreat() {
    System.arraycopy(best, 0, parameters, 0, best.length);
    Arrays.fill(previousGradient, 0);
    for (int k = 0; k < steps.length; k++) {
      steps[k] *= SHRINKAGE * SHRINKAGE;
    }
  }
}
