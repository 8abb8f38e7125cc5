package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.PolicyTrainer;
import dev.trammel.controller.policy.TeacherSamples;
import dev.trammel.controller.task.Task;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policy that is taught; each lesson goes on from the one before. */
final class Pupil {

  private final Task task;
  private final Kernels kernels;
  private final PolicyTrainer trainer;
  private final double[] leastDeviations;
  private @Nullable MlpPolicy policy;

  /**
   * @param leastDeviations m standard deviations that the policy keeps exploring with
   */
  Pupil(Task task, GuidedSettings settings, Kernels kernels, double[] leastDeviations) {
    this.task = task;
    this.kernels = kernels;
    trainer = new PolicyTrainer(kernels, settings.network());
    this.leastDeviations = leastDeviations;
  }

  /** The policy; nothing before the first lesson. */
  Optional<MlpPolicy> policy() {
    return Optional.ofNullable(policy);
  }

  /** The policy as it acts; nothing before the first lesson. */
  Optional<PolicyActor> acting() {
    return policy().map(known -> new PolicyActor(known, task, kernels));
  }

  /** Learns, and answers the policy as it then acts. */
  PolicyActor learn(TeacherSamples samples, long seed) {
    MlpPolicy learned = trainer.train(samples, policy(), seed).policy();
    policy = learned.withCovariance(Controllers.raised(learned.covariance(), leastDeviations));
    return new PolicyActor(policy, task, kernels);
  }
}
