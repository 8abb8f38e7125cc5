package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.lqr.UpdateOutcome.BoundStatus;

/**
 * How near a policy came to one of its teachers.
 *
 * @param condition of the teacher, by name; drawn ones share theirs
 * @param imagined whether no episode began where the teacher was wanted
 * @param kl the teacher's divergence from what acted before, by the model, over an episode [nat]
 * @param eta the dual variable at which the teacher was found [-]
 * @param status how the divergence stands to its bound
 * @param klPerStep the policy's divergence from the teacher at each step, where the teacher
 *     expects to be [nat]; T entries, NaN where the policy has no action
 */
public record TeacherFit(
    String condition,
    boolean imagined,
    double kl,
    double eta,
    BoundStatus status,
    double[] klPerStep) {

  public TeacherFit {
    Require.nonNegative(kl, "kl of a teacher");
    klPerStep = klPerStep.clone();
  }

  @Override
  public double[] klPerStep() {
    return klPerStep.clone();
  }

  /** Over the episode [nat]. */
  public double total() {
    double sum = 0;
    for (double step : klPerStep) {
      sum += step;
    }
    return sum;
  }
}
