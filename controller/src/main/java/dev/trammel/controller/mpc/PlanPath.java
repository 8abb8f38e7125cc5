package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Stage;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LqrProblem;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Where inputs within their limits lead on a plan's model. A mutable workspace; nothing allocates
 * after the constructor.
 */
final class PlanPath {

  /** x̄, H+1 of n×1. */
  final DMatrixRMaj[] states;

  /** ū, H of m×1. */
  final DMatrixRMaj[] inputs;

  private final HorizonModel model;
  private final InputLimits limits;

  PlanPath(HorizonModel model, InputLimits limits, int horizon) {
    this.model = model;
    this.limits = limits;
    states = new DMatrixRMaj[horizon + 1];
    inputs = new DMatrixRMaj[horizon];
    Arrays.setAll(states, i -> new DMatrixRMaj(model.stateSize(), 1));
    Arrays.setAll(inputs, i -> new DMatrixRMaj(model.inputSize(), 1));
  }

  /**
   * Does what a plan says, with its feedback; where it has ended, what a controller says, or the
   * last input again.
   *
   * @param first step of the episode
   * @return false if the model has no answer
   */
  boolean follow(
      MpcPlan plan, Optional<FirstGuess> controller, int first, int steps, DMatrixRMaj start) {
    states[0].setTo(start);
    for (int i = 0; i < steps; i++) {
      DMatrixRMaj u = inputs[i];
      if (plan.covers(first + i)) {
        plan.act(first + i, states[i], u);
      } else if (controller.isPresent()) {
        controller.get().mean(first + i, states[i], u);
      } else if (i > 0) {
        MpcPlan.copy(inputs[i - 1], u);
      } else {
        u.zero();
      }
      if (!step(first + i, i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Goes part of the way from another path to the policies p of a problem:
   * u = p(x) + (1 − α)(ū − p(x̄)).
   *
   * @return false if the model has no answer
   */
  boolean follow(LqrProblem policies, PlanPath nominal, double alpha, int first) {
    states[0].setTo(nominal.states[0]);
    for (int i = 0; i < policies.steps(); i++) {
      Stage stage = policies.stage(i);
      for (int j = 0; j < inputs[i].numRows; j++) {
        double u = policy(stage, j, states[i]);
        if (alpha < 1) {
          u += (1 - alpha) * (nominal.inputs[i].data[j] - policy(stage, j, nominal.states[i]));
        }
        inputs[i].data[j] = u;
      }
      if (!step(first + i, i)) {
        return false;
      }
    }
    return true;
  }

  /** The greatest change of an input, relative to 1 + |u|. */
  double change(PlanPath other, int steps) {
    double change = 0;
    for (int i = 0; i < steps; i++) {
      for (int j = 0; j < inputs[i].numRows; j++) {
        double u = inputs[i].data[j];
        change = Math.max(change, Math.abs(u - other.inputs[i].data[j]) / (1 + Math.abs(u)));
      }
    }
    return change;
  }

  /** What the first steps cost. */
  double cost(PlanCost cost, int first, int steps) {
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += cost.value(first + i, states[i], inputs[i]);
    }
    return sum + cost.endValue(first + steps, states[steps]);
  }

  private boolean step(int t, int i) {
    double[] u = inputs[i].data;
    for (int j = 0; j < u.length; j++) {
      u[j] = limits.clip(j, u[j]);
    }
    return Finite.all(inputs[i]) && model.step(t, states[i], inputs[i], states[i + 1]);
  }

  private static double policy(Stage stage, int input, DMatrixRMaj x) {
    // what is held has no feedback
    double feedback =
        stage.held[input] ? 0 : Rows.dot(stage.policy.matrix[input], x.data, x.numRows);
    return stage.policy.offset[input] + feedback;
  }
}
