package dev.trammel.controller.learn;

import dev.trammel.controller.learn.GuidedSettings.Sampling;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mirror descent (Montgomery and Levine, "Guided policy search via approximate mirror descent",
 * 2016): teachers improve on the policy, each inside a KL ball about it; the policy learns what
 * they do; what came of it sets the size of the next step, the same for all.
 */
final class MirrorDescent implements Descent {

  private final Task task;
  private final GuidedSettings settings;
  private final Teaching teaching;
  private final Pupil pupil;
  private final int threads;
  private final TrustRegion region;
  private final Optional<Replanner> replanner;
  private Actor actor;
  private LocalActor teachers;

  /**
   * What it computes with.
   *
   * @param leastDeviations m standard deviations that every teacher keeps exploring with
   */
  record Means(Kernels kernels, double[] leastDeviations, int threads) {}

  MirrorDescent(Task task, LearningSettings settings, Teaching teaching, Pupil pupil, Means means) {
    this.task = task;
    this.settings = settings.guided().orElseThrow();
    this.teaching = teaching;
    this.pupil = pupil;
    this.threads = means.threads();
    region = new TrustRegion(settings.step(), task.steps());
    teachers = LocalActor.first(task, settings.initial(), settings.exploration().initial());
    actor = teachers;
    replanner = this.settings
        .replanning()
        .map(plans -> new Replanner(
            task, teaching, new Planners(task, plans, means.kernels()), means.leastDeviations()));
  }

  @Override
  public Actor sampler() {
    return settings.sampling() == Sampling.ON_POLICY ? actor : teachers;
  }

  @Override
  public Optional<Replanner.Ready> replanning(Condition condition, EpisodeStart start) {
    // before the first step nothing is known to plan on
    return acting().isEmpty()
        ? Optional.empty()
        : replanner.flatMap(plans -> plans.at(condition, start, actor, region.nats()));
  }

  @Override
  public boolean staysAtItsStarts() {
    return settings.sampling() == Sampling.OFF_POLICY;
  }

  @Override
  public Optional<MlpPolicy> policy() {
    return pupil.policy();
  }

  @Override
  public Optional<PolicyActor> acting() {
    return pupil.acting();
  }

  @Override
  public PolicyIteration account(List<Situation> situations, List<StartOutcome> starts) {
    return region.account(situations, starts, actor);
  }

  @Override
  public void advance(List<Situation> situations, List<TrajectoryBatch> memory, long seed) {
    teaching.learn(memory, seed);
    List<Reflection> reflections =
        Parallel.map(situations, s -> teaching.reflect(s, actor, region.before()), threads);
    region.judge(situations, reflections, actor);
    double nats = region.nats();
    List<Teacher> found = Parallel.map(reflections, r -> r.teach(nats), threads).stream()
        .flatMap(Optional::stream)
        .toList();
    if (found.isEmpty()) {
      region.narrow();
    } else {
      learnFrom(situations, found, nats, seed);
    }
  }

  private void learnFrom(List<Situation> situations, List<Teacher> found, double nats, long seed) {
    Lesson lesson = new Lesson(task, settings.states(), seed);
    Map<String, LinearGaussianController> named = new HashMap<>();
    for (Teacher teacher : found) {
      lesson.add(teacher);
      named.put(teacher.situation().condition().name(), teacher.proposal().controller());
    }
    situations.forEach(lesson::addPlans);
    PolicyActor learned = pupil.learn(lesson.samples(), seed);
    region.step(actor, nats, found, PolicyGap.fits(learned, found, threads));
    teachers = teachers.with(named);
    actor = learned;
  }
}
