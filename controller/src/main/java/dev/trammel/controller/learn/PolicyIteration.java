package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Require;
import java.util.List;

/**
 * What one iteration of learning one policy came to, beside its episodes: how near the policy that
 * acted in them had come to its teachers, and how far it had gone from what acted before.
 *
 * @param teachers that it had learned from; none in the first iteration
 * @param klBound of a teacher's divergence from what acted before, over an episode [nat]; NaN in
 *     the first iteration
 * @param klRealised the policy's divergence from what acted before, over the states that this
 *     iteration's episodes visited: mean over episodes of the sum over steps [nat]; NaN in the
 *     first iteration
 * @param multiplier of the step [-]
 * @param starts of the episodes without noise
 */
public record PolicyIteration(
    List<TeacherFit> teachers,
    double klBound,
    Estimate klRealised,
    double multiplier,
    List<StartOutcome> starts) {

  public PolicyIteration {
    teachers = List.copyOf(teachers);
    starts = List.copyOf(starts);
    Require.positive(multiplier, "multiplier");
  }

  /** Mean over teachers of the policy's divergence from them over an episode [nat]. */
  public double klToTeachers() {
    return teachers.stream().mapToDouble(TeacherFit::total).average().orElse(Double.NaN);
  }
}
