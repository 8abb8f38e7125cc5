package dev.trammel.controller.learn;

import dev.trammel.controller.learn.JointStep.Change;
import dev.trammel.controller.learn.LearningSettings.StepSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How far teachers may go, the same for all of them: what the last step promised and what came of
 * it set the size of the next. Not thread-safe.
 */
final class TrustRegion {

  private final StepSettings settings;
  private final int steps;
  private final JointStep step;
  private Optional<Actor> before = Optional.empty();
  private List<TeacherFit> fits = List.of();
  private Costs costs = Costs.UNKNOWN;
  private double promised = Double.NaN;
  private double agreement;
  private double bound = Double.NaN;

  /**
   * Of what acts, means over an iteration's situations.
   *
   * @param sampled in the episodes without noise
   * @param expected by the models
   */
  private record Costs(double sampled, double expected) {

    static final Costs UNKNOWN = new Costs(Double.NaN, Double.NaN);

    static Costs of(List<Reflection> reflections) {
      return new Costs(
          mean(reflections, reflection -> reflection.situation().cost()),
          mean(reflections, reflection -> reflection.fit().expectedCost()));
    }
  }

  /**
   * Begins.
   *
   * @param steps of an episode
   */
  TrustRegion(StepSettings settings, int steps) {
    this.settings = settings;
    this.steps = steps;
    step = new JointStep(settings);
  }

  /** What acted before the last step; nothing if there was none. */
  Optional<Actor> before() {
    return before;
  }

  /** Bound on a teacher's divergence over an episode [nat]. */
  double nats() {
    return settings.ball().kl() * step.multiplier() * steps;
  }

  /** What came of the last step, for people. */
  PolicyIteration account(List<Situation> situations, List<StartOutcome> starts, Actor now) {
    return new PolicyIteration(fits, bound, realised(situations, now), step.multiplier(), starts);
  }

  /** Widens or narrows, after what came of the last step, if there was one. */
  void judge(List<Situation> situations, List<Reflection> reflections, Actor now) {
    Costs found = Costs.of(reflections);
    if (before.isPresent()) {
      boolean tooFar = JointStep.isTooFar(realised(situations, now), bound);
      step.adjust(change(reflections, found), tooFar);
    }
    costs = found;
  }

  /** No teacher was found: what acts is tried again, and teachers are looked for nearer to it. */
  void narrow() {
    step.halve();
    before = Optional.empty();
    fits = List.of();
    bound = Double.NaN;
  }

  /**
   * A step was taken.
   *
   * @param from what acted before it
   * @param nats bound that the teachers were found within
   * @param teachers at least one
   * @param howNear the policy came to them
   */
  void step(Actor from, double nats, List<Teacher> teachers, List<TeacherFit> howNear) {
    before = Optional.of(from);
    bound = nats;
    fits = List.copyOf(howNear);
    promised = mean(teachers, teacher -> teacher.proposal().predictedCost());
    agreement = mean(teachers, teacher -> teacher.proposal().agreement());
  }

  /** What the last step promised, and what came of it; what it agreed to, it kept. */
  private Change change(List<Reflection> reflections, Costs now) {
    Change ofCost = switch (settings.measure()) {
      case MONTE_CARLO -> Change.monteCarlo(costs.sampled(), promised, now.sampled());
      case LAPLACE -> Change.laplace(costs.expected(), promised, now.expected());
      case PAIRED -> {
        double gain = mean(reflections, Reflection::gain);
        // of starts that no model could tell of, nothing is known to have been gained
        yield new Change(costs.expected() - promised, Double.isFinite(gain) ? gain : 0);
      }
    };
    return new Change(ofCost.predicted() + agreement, ofCost.measured() + agreement);
  }

  /** The divergence of what acts now from what acted before, over episodes. */
  private Estimate realised(List<Situation> situations, Actor now) {
    return ActorDivergence.over(situations, now, before);
  }

  /** Over those that have one. */
  private static <T> double mean(List<T> over, ToDoubleFunction<T> figure) {
    return over.stream().mapToDouble(figure).filter(Double::isFinite).average().orElse(Double.NaN);
  }
}
