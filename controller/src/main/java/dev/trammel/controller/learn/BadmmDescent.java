package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.policy.Badmm;
import dev.trammel.controller.policy.BadmmMultipliers;
import dev.trammel.controller.policy.LocalTeacher;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ejml.data.DMatrixRMaj;

/**
 * Bregman's alternating direction method of multipliers (Levine, Finn, Darrell and Abbeel,
 * "End-to-end training of deep visuomotor policies", 2016): each teacher improves on itself, inside
 * a KL ball about its last controller, and pays for what it does otherwise than the policy; the
 * policy learns what they do; multipliers ascend until both agree.
 */
final class BadmmDescent implements Descent {

  private final Task task;
  private final LearningSettings learning;
  private final GuidedSettings settings;
  private final Badmm badmm;
  private final Teaching teaching;
  private final Pupil pupil;
  private final int threads;
  private final TrustRegion region;
  private final Map<String, BadmmMultipliers> multipliers = new ConcurrentHashMap<>();
  private LocalActor teachers;
  private int steps;

  BadmmDescent(Task task, LearningSettings settings, Teaching teaching, Pupil pupil, int threads) {
    this.task = task;
    learning = settings;
    this.settings = settings.guided().orElseThrow();
    badmm = new Badmm(this.settings.badmm());
    this.teaching = teaching;
    this.pupil = pupil;
    this.threads = threads;
    region = new TrustRegion(settings.step(), task.steps());
    teachers = LocalActor.first(task, settings.initial(), settings.exploration().initial());
  }

  @Override
  public Actor sampler() {
    return teachers;
  }

  @Override
  public boolean staysAtItsStarts() {
    return true;
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
    return region.account(situations, starts, teachers);
  }

  @Override
  public void advance(List<Situation> situations, List<TrajectoryBatch> memory, long seed) {
    teaching.learn(memory, seed);
    List<Reflection> reflections =
        Parallel.map(situations, s -> teaching.reflect(s, teachers, region.before()), threads);
    region.judge(situations, reflections, teachers);
    double nats = region.nats();
    List<Teacher> last = List.of();
    int turns = settings.badmm().innerIterations();
    for (int turn = 0; turn < turns; turn++) {
      List<Teacher> found = Parallel.map(reflections, r -> teach(r, nats), threads).stream()
          .flatMap(Optional::stream)
          .toList();
      if (!found.isEmpty()) {
        agree(found, seed + turn, turn + 1 == turns);
        last = found;
      }
    }
    if (last.isEmpty()) {
      region.narrow();
    } else {
      keep(last, nats);
    }
    steps++;
  }

  /** A teacher that pays for what it does otherwise than the policy; nothing where it fails. */
  private Optional<Teacher> teach(Reflection reflection, double nats) {
    Optional<PolicyActor> policy = acting();
    if (policy.isEmpty() || reflection.reference().isEmpty()) {
      return reflection.teach(nats);
    }
    LinearGaussianController reference = reflection.reference().get();
    Situation situation = reflection.situation();
    LinearGaussianController linear = teaching.linearise(situation, policy.get(), reference);
    return reflection.teacher(
        reference, reflection.fit().improveTied(nats, linear, multipliers(situation)));
  }

  private BadmmMultipliers multipliers(Situation situation) {
    return multipliers.computeIfAbsent(
        situation.condition().name(),
        name -> badmm.initial(task.steps(), task.stateSize(), task.inputSize()));
  }

  /** The policy learns what the teachers do; the multipliers ascend. */
  private void agree(List<Teacher> found, long seed, boolean reweigh) {
    Lesson lesson = new Lesson(task, settings.states(), seed);
    List<DMatrixRMaj[]> states = new ArrayList<>();
    for (Teacher teacher : found) {
      DMatrixRMaj[] asked = new DMatrixRMaj[task.steps()];
      Arrays.setAll(asked, t -> lesson.states(teacher, t));
      states.add(asked);
      add(teacher, asked, lesson);
    }
    PolicyActor policy = pupil.learn(lesson.samples(), seed);
    for (int i = 0; i < found.size(); i++) {
      ascend(found.get(i), states.get(i), policy, reweigh);
    }
  }

  private void add(Teacher teacher, DMatrixRMaj[] states, Lesson lesson) {
    BadmmMultipliers tied = multipliers(teacher.situation());
    LinearGaussianController controller = teacher.proposal().controller();
    for (int t = 0; t < states.length; t++) {
      lesson.add(
          teacher.situation().condition(),
          states[t],
          Badmm.targets(controller, t, states[t], tied),
          LocalTeacher.precision(controller, t),
          tied.weight(t));
    }
    lesson.end();
  }

  private void ascend(Teacher teacher, DMatrixRMaj[] states, PolicyActor policy, boolean reweigh) {
    Situation situation = teacher.situation();
    LinearGaussianController controller = teacher.proposal().controller();
    DMatrixRMaj[] inputs = new DMatrixRMaj[states.length];
    Arrays.setAll(inputs, t -> policy.inputs(situation.condition(), t, states[t]));
    LinearGaussianController linear = teaching.linearise(situation, policy, controller);
    BadmmMultipliers next =
        badmm.ascend(multipliers(situation), states, inputs, controller, linear);
    if (reweigh) {
      double progress = Math.min(1, (double) steps / learning.budget().iterations());
      DMatrixRMaj covariance = policy.covariance(situation.condition(), 0);
      double[] divergences = Badmm.divergences(controller, states, inputs, covariance);
      next = badmm.reweigh(next, divergences, progress);
    }
    multipliers.put(situation.condition().name(), next);
  }

  private void keep(List<Teacher> found, double nats) {
    Map<String, LinearGaussianController> named = new HashMap<>();
    for (Teacher teacher : found) {
      named.put(teacher.situation().condition().name(), teacher.proposal().controller());
    }
    PolicyActor policy = acting().orElseThrow();
    region.step(teachers, nats, found, PolicyGap.fits(policy, found, threads));
    teachers = teachers.with(named);
  }
}
