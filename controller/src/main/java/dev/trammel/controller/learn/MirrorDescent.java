package dev.trammel.controller.learn;

import dev.trammel.controller.learn.GuidedSettings.Sampling;
import dev.trammel.controller.learn.JointStep.Change;
import dev.trammel.controller.learn.LearningSettings.StepSettings;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Mirror descent (Montgomery and Levine, "Guided policy search via approximate mirror descent",
 * 2016): teachers improve on the policy, each inside a KL ball about it; the policy learns what
 * they do; what came of it sets the size of the next step, the same for all.
 */
final class MirrorDescent implements Descent {

  private final Task task;
  private final GuidedSettings settings;
  private final StepSettings stepSettings;
  private final Teaching teaching;
  private final Pupil pupil;
  private final int threads;
  private final JointStep step;
  private Actor actor;
  private LocalActor teachers;
  private @Nullable Actor before;
  private List<TeacherFit> fits = List.of();
  private Costs costs = Costs.UNKNOWN;
  private double bound = Double.NaN;

  /**
   * Means over an iteration's situations.
   *
   * @param sampled of the episodes without noise
   * @param expected by the models, of what acted
   * @param promised by the models, of the teachers
   */
  private record Costs(double sampled, double expected, double promised) {

    static final Costs UNKNOWN = new Costs(Double.NaN, Double.NaN, Double.NaN);
  }

  MirrorDescent(Task task, LearningSettings settings, Teaching teaching, Pupil pupil, int threads) {
    this.task = task;
    this.settings = settings.guided().orElseThrow();
    stepSettings = settings.step();
    this.teaching = teaching;
    this.pupil = pupil;
    this.threads = threads;
    step = new JointStep(stepSettings, 1);
    teachers = LocalActor.first(task, settings.initial(), settings.exploration().initial());
    actor = teachers;
  }

  @Override
  public Actor sampler() {
    return settings.sampling() == Sampling.ON_POLICY ? actor : teachers;
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
    return new PolicyIteration(fits, bound, realised(situations), step.multiplier(), starts);
  }

  @Override
  public void advance(List<Situation> situations, List<TrajectoryBatch> memory, long seed) {
    teaching.learn(memory, seed);
    List<Reflection> reflections = Parallel.map(
        situations, s -> teaching.reflect(s, actor, Optional.ofNullable(before)), threads);
    double sampled = mean(reflections, reflection -> reflection.situation().cost());
    double expected = mean(reflections, reflection -> reflection.fit().expectedCost());
    if (before != null) {
      boolean tooFar = JointStep.isTooFar(realised(situations), bound);
      step.adjust(List.of(change(reflections, sampled, expected)), tooFar);
    }
    double nats = stepSettings.ball().kl() * step.multiplier() * task.steps();
    List<Teacher> found = Parallel.map(reflections, r -> r.teach(nats), threads).stream()
        .flatMap(Optional::stream)
        .toList();
    if (found.isEmpty()) {
      stay();
    } else {
      double promised = mean(found, teacher -> teacher.proposal().predictedCost());
      costs = new Costs(sampled, expected, promised);
      bound = nats;
      learnFrom(found, seed);
    }
  }

  /** What acts is tried again, and teachers are looked for nearer to it. */
  private void stay() {
    step.halve();
    before = null;
    fits = List.of();
    bound = Double.NaN;
  }

  private void learnFrom(List<Teacher> found, long seed) {
    Lesson lesson = new Lesson(task, settings.states(), seed);
    Map<String, LinearGaussianController> named = new HashMap<>();
    for (Teacher teacher : found) {
      lesson.add(teacher);
      named.put(teacher.situation().condition().name(), teacher.proposal().controller());
    }
    PolicyActor learned = pupil.learn(lesson.samples(), seed);
    fits = Parallel.map(found, teacher -> PolicyGap.fit(learned, teacher), threads);
    teachers = teachers.with(named);
    before = actor;
    actor = learned;
  }

  /** What the last step promised, and what came of it. */
  private Change change(List<Reflection> reflections, double sampled, double expected) {
    return switch (stepSettings.measure()) {
      case MONTE_CARLO -> Change.monteCarlo(costs.sampled(), costs.promised(), sampled);
      case LAPLACE -> Change.laplace(costs.expected(), costs.promised(), expected);
      case PAIRED -> {
        double gain = mean(reflections, Reflection::gain);
        // of starts that no model could tell of, nothing is known to have been gained
        yield new Change(costs.expected() - costs.promised(), Double.isFinite(gain) ? gain : 0);
      }
    };
  }

  /** Over those that have one. */
  private static <T> double mean(List<T> over, ToDoubleFunction<T> figure) {
    return over.stream().mapToDouble(figure).filter(Double::isFinite).average().orElse(Double.NaN);
  }

  /** The divergence of what acts now from what acted before, over episodes. */
  private Estimate realised(List<Situation> situations) {
    return ActorDivergence.over(situations, actor, Optional.ofNullable(before));
  }
}
