package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Kernels;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Iterative LQR for long searches from far away, where {@link IterativeLqr} from a nearby guess is
 * quicker: λ keeps states as well as inputs near the trajectory (as Tassa, Erez and Todorov, 2012,
 * keep states), so that a step goes as far as the expansion holds and no farther, and follows from
 * how much of the expected decrease a whole step brings (Levenberg and Marquardt). Where nothing is
 * left to gain the exact Hessian is asked whether that is a minimum, and if not, the search goes on
 * along its most negative curvature ({@link NegativeCurvature}).
 *
 * <p>It has converged where the cost falls by less than the tolerance, and what is left of the
 * conditions of Karush, Kuhn and Tucker is less than {@link #RESIDUAL} of the cost. Not thread-safe.
 */
public final class ProximalLqr {

  /** Of the cost: what an input's whole range may still change to first order. */
  public static final double RESIDUAL = 5e-5;

  /** Of the cost: curvature for inputs in parts of their limits that counts as negative. */
  private static final double CURVATURE = 1e-4;

  /** Of the first cost. */
  private static final double FIRST_LAMBDA = 1000;

  private static final double LEAST_LAMBDA = 1e-11;
  private static final double GREATEST_LAMBDA = 1e9;
  private static final double FACTOR = 2;
  private static final double WELL = 0.75;
  private static final double BADLY = 0.25;
  private static final double ACCEPTED = 1e-3;
  private static final double ROUNDING = 1e-12;
  private static final int ESCAPES = 5;
  private static final int ESCAPE_HALVINGS = 12;

  private final IterativeLqrSettings settings;
  private final LinearExpansion about;
  private final NegativeCurvature curvature;
  private Rollout nominal;
  private Rollout candidate;
  private double lambda;
  private double unit;
  private double residual;

  /**
   * What was found.
   *
   * @param solution that is
   * @param residual greatest change of cost, to first order, by one input's whole range, as a part
   *     of the cost
   * @param escapes stationary points that were no minima and were left
   */
  public record Found(IterativeLqrSolution solution, double residual, int escapes) {}

  /**
   * Room for solving one problem.
   *
   * @param weights n + m of the distance in states and inputs; not modified
   */
  public ProximalLqr(
      Kernels kernels,
      OptimalControlProblem problem,
      double[] weights,
      IterativeLqrSettings settings) {
    this.settings = settings;
    about = new LinearExpansion(kernels, problem, weights);
    curvature = new NegativeCurvature(kernels, problem);
    nominal = new Rollout(problem);
    candidate = new Rollout(problem);
  }

  /**
   * Improves a guess.
   *
   * @param inputs T of m×1, clipped to the limits; not modified
   * @throws IllegalArgumentException if the model has no answer under the guess, or the cost is not
   *     convex however small the steps
   */
  public Found solve(DMatrixRMaj[] inputs) {
    about.reset();
    nominal.apply(inputs);
    if (!Double.isFinite(nominal.cost())) {
      throw new IllegalArgumentException(
          "the first inputs must have a finite cost, had " + nominal.cost());
    }
    unit = Math.max(Math.abs(nominal.cost()), Double.MIN_NORMAL);
    lambda = FIRST_LAMBDA * unit;
    List<Double> costs = new ArrayList<>(List.of(nominal.cost()));
    int escapes = 0;
    boolean converged = false;
    double gain = 1;
    while (!converged && costs.size() <= settings.iterations()) {
      about.expand(nominal);
      double before = nominal.cost();
      boolean moved = improve(gain);
      if (!moved && escapes < ESCAPES && escape()) {
        escapes++;
        moved = true;
        lambda = FIRST_LAMBDA * unit;
      }
      converged = !moved && residual < RESIDUAL;
      if (!moved && !converged) {
        break;
      }
      gain = moved ? (before - nominal.cost()) / Math.abs(before) : 0;
      costs.add(nominal.cost());
    }
    return found(costs, converged, escapes);
  }

  private Found found(List<Double> costs, boolean converged, int escapes) {
    about.expand(nominal);
    double least = LEAST_LAMBDA * unit;
    while (!about.solve(least, nominal) && least < GREATEST_LAMBDA * unit) {
      least *= FACTOR;
    }
    if (least >= GREATEST_LAMBDA * unit) {
      throw new IllegalArgumentException(
          "the cost about the trajectory must be convex in the inputs"
              + " with some weight on their change, was not with " + least);
    }
    double left = about.residual(nominal) / Math.max(Math.abs(nominal.cost()), Double.MIN_NORMAL);
    return new Found(
        new IterativeLqrSolution(about.controller(nominal), costs, converged, costs.size() - 1),
        left,
        escapes);
  }

  /** Goes one step; false where none is worth it. */
  private boolean improve(double gain) {
    boolean first = true;
    residual = Double.POSITIVE_INFINITY;
    for (; lambda <= GREATEST_LAMBDA * unit; lambda *= FACTOR) {
      if (!about.solve(lambda, nominal)) {
        continue;
      }
      double cost = Math.abs(nominal.cost());
      if (first) {
        residual = about.residual(nominal) / Math.max(cost, Double.MIN_NORMAL);
        if (residual < RESIDUAL && gain < settings.tolerance()) {
          return false;
        }
        first = false;
      }
      double expected = about.expectedDecrease(nominal);
      if (!(expected > ROUNDING * cost)) {
        return false;
      }
      candidate.follow(nominal, about.d, about.K, 1);
      double part = (nominal.cost() - candidate.cost()) / expected;
      if (part > ACCEPTED) {
        swap();
        adapt(part);
        return true;
      }
    }
    return false;
  }

  private void adapt(double part) {
    if (part > WELL) {
      lambda = Math.max(LEAST_LAMBDA * unit, lambda / FACTOR);
    } else if (part < BADLY) {
      lambda *= FACTOR;
    }
  }

  private void swap() {
    Rollout last = nominal;
    nominal = candidate;
    candidate = last;
  }

  /** Leaves a stationary point that is no minimum, as far as that helps most. */
  private boolean escape() {
    if (!curvature.find(nominal, about.K, CURVATURE * Math.abs(nominal.cost()))) {
      return false;
    }
    double best = nominal.cost() - ROUNDING * Math.abs(nominal.cost());
    double bestStep = 0;
    double step = 1;
    for (int i = 0; i <= ESCAPE_HALVINGS; i++) {
      for (double signed : new double[] {step, -step}) {
        candidate.follow(nominal, curvature.d, curvature.K, signed);
        if (candidate.cost() < best) {
          best = candidate.cost();
          bestStep = signed;
        }
      }
      step /= 2;
    }
    if (bestStep == 0) {
      return false;
    }
    candidate.follow(nominal, curvature.d, curvature.K, bestStep);
    swap();
    return true;
  }
}
