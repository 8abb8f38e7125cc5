package dev.trammel.controller.learn;

import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.PolicyTrainer;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Step by step to a policy: teachers improve on what acts, each inside a KL ball about it; the
 * policy learns what they do; what came of it sets the size of the next step.
 */
final class MirrorDescent {

  private final Task task;
  private final GuidedSettings settings;
  private final Kernels kernels;
  private final int threads;
  private final double[] leastDeviations;
  private final GaussianProcessImprover improver;
  private final Imagination imagination;
  private final GuidedStep step;
  private final PolicyTrainer trainer;
  private Actor actor;
  private @Nullable Actor before;
  private @Nullable MlpPolicy policy;
  private double predicted = Double.NaN;
  private double bound = Double.NaN;
  private List<TeacherFit> fits = List.of();

  MirrorDescent(Task task, LearningSettings settings, LqrFlm.Means means) {
    this.task = task;
    this.settings = settings.guided().orElseThrow();
    kernels = means.kernels();
    threads = means.pool().threads();
    leastDeviations = settings.exploration().least(task.plant());
    UpdateMeans updates = new UpdateMeans(
        kernels, InputLimits.of(task.plant()), leastDeviations, settings.step().ball());
    improver = new GaussianProcessImprover(
        task, (ModelSettings.GaussianProcess) settings.model(), updates, true);
    imagination = new Imagination(task, improver, updates, this.settings.spread());
    step = new GuidedStep(settings.step());
    trainer = new PolicyTrainer(kernels, this.settings.network());
    actor = new FirstActor(task, settings.initial(), settings.exploration().initial());
  }

  /** What acts now. */
  Actor actor() {
    return actor;
  }

  /** The policy that acts now; nothing before the first step. */
  Optional<MlpPolicy> policy() {
    return Optional.ofNullable(policy);
  }

  /**
   * How the last step went.
   *
   * @param situations whose episodes came of it
   * @param starts of those without noise
   */
  PolicyIteration account(List<Situation> situations, List<StartOutcome> starts) {
    Estimate realised =
        before == null ? new Estimate(Double.NaN, Double.NaN) : realised(situations, before);
    return new PolicyIteration(fits, bound, realised, step.multiplier(), starts);
  }

  /**
   * Goes a step.
   *
   * @param situations where teachers are wanted
   * @param memory all episodes that are remembered
   * @param seed of everything random in it
   */
  void advance(List<Situation> situations, List<TrajectoryBatch> memory, long seed) {
    improver.learn(memory, seed);
    List<Reflection> reflections =
        compute(situations, s -> imagination.reflect(s, actor, Optional.ofNullable(before)));
    if (before != null) {
      step.adjust(predicted, gain(reflections), realised(situations, before).mean(), bound);
    }
    bound = step.bound(task.steps());
    if (System.getProperty("dbg") != null) {
      System.err.printf(
          "step %.3f predicted %.4f gain %.4f realised %.3f costs now %.3f exp %.3f%n",
          step.multiplier(),
          predicted,
          gain(reflections),
          before == null ? 0 : realised(situations, before).mean(),
          situations.stream()
              .mapToDouble(Situation::cost)
              .filter(Double::isFinite)
              .average()
              .orElse(0),
          reflections.stream()
              .mapToDouble(r -> r.fit().expectedCost())
              .filter(Double::isFinite)
              .average()
              .orElse(0));
    }
    List<Teacher> teachers = compute(reflections, reflection -> reflection.teach(bound)).stream()
        .flatMap(Optional::stream)
        .toList();
    if (!teachers.isEmpty()) {
      learnFrom(teachers, seed);
    }
  }

  private void learnFrom(List<Teacher> teachers, long seed) {
    predicted = teachers.stream()
        .mapToDouble(teacher -> teacher.proposal().predictedImprovement())
        .average()
        .orElseThrow();
    Lesson lesson = new Lesson(task, settings.states(), seed);
    teachers.forEach(lesson::add);
    long nanos = System.nanoTime();
    dev.trammel.controller.policy.TrainingReport report =
        trainer.train(lesson.samples(), Optional.ofNullable(policy), seed);
    String trainerReport = "epochs " + report + " s " + (System.nanoTime() - nanos) / 1e9;
    MlpPolicy learned = report.policy();
    policy = learned.withCovariance(Controllers.raised(learned.covariance(), leastDeviations));
    if (System.getProperty("dbg") != null) {
      System.err.printf(
          "teachers %d samples %d %s%n", teachers.size(), lesson.samples().count(), trainerReport);
    }
    before = actor;
    actor = new PolicyActor(policy, task, kernels);
    fits = compute(teachers, teacher -> PolicyGap.fit(actor, teacher));
  }

  private static double gain(List<Reflection> reflections) {
    return reflections.stream()
        .mapToDouble(Reflection::gain)
        .filter(Double::isFinite)
        .average()
        .orElse(0);
  }

  /** Divergence of what acts now from what acted before, over the episodes. */
  private Estimate realised(List<Situation> situations, Actor previous) {
    return Estimate.of(situations.stream()
        .flatMapToDouble(situation -> situation.episodes().stream()
            .mapToDouble(
                episode -> ActorDivergence.of(episode, situation.condition(), actor, previous)))
        .toArray());
  }

  private <S, T> List<T> compute(List<S> over, Function<S, T> work) {
    List<Callable<T>> calls = new ArrayList<>();
    over.forEach(each -> calls.add(() -> work.apply(each)));
    return Parallel.compute(calls, threads);
  }
}
