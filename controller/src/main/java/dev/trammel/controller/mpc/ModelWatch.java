package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.mpc.MpcCounts.Count;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a model while plans are made on it: it is told of every transition, and a guard
 * says from what it had not expected whether it can be planned on. All on the thread that plans; the
 * verdict may be asked for from any thread.
 *
 * <p>Where the model is wrong the last accepted local controller acts, as far as its states were
 * expected; beyond its tube, or where the model is wrong beyond measure, nobody does, and the body
 * rests. The model goes on learning, and when it explains what happens again, plans act again.
 */
public final class ModelWatch {

  private static final GuardVerdict[] VERDICTS = GuardVerdict.values();

  private static final int BITS = 2;

  private final @Nullable AdaptingHorizon model;
  private final @Nullable InnovationGuard guard;
  private final @Nullable StateTube tube;
  private @Nullable BalancedCost cost;
  private long episode;

  /** The episode's first request and the verdict, in the last bits, at once. */
  private volatile long judged;

  private ModelWatch(
      @Nullable AdaptingHorizon model, @Nullable InnovationGuard guard, @Nullable StateTube tube) {
    this.model = model;
    this.guard = guard;
    this.tube = tube;
  }

  /** Nobody watches. */
  public static ModelWatch none() {
    return new ModelWatch(null, null, null);
  }

  /** A model that learns and is never doubted. */
  public static ModelWatch learning(AdaptingHorizon model) {
    return new ModelWatch(model, null, null);
  }

  /**
   * A model that learns, under guard.
   *
   * @param model planned on, or with a correction of strength infinity beside what is planned on
   * @param tube of the local controller that acts where the model is wrong; without, it is trusted
   *     wherever it is
   */
  public static ModelWatch guarded(
      AdaptingHorizon model, InnovationGuard guard, Optional<StateTube> tube) {
    return new ModelWatch(model, guard, tube.orElse(null));
  }

  /**
   * Lets a plan's cost know of what is learned.
   *
   * @param balanced on the same model
   */
  public ModelWatch telling(BalancedCost balanced) {
    cost = balanced;
    return this;
  }

  /** Whether nobody watches. */
  boolean isIdle() {
    return model == null;
  }

  /** Takes in the transition that led to a request; one at which a model throws is not used. */
  @RealTime
  void observe(PlanRequest request, MpcCounts counts) {
    try {
      learn(request, counts);
    } catch (RuntimeException e) {
      counts.add(Count.TRANSITIONS_UNUSED);
    }
  }

  @RealTime
  private void learn(PlanRequest request, MpcCounts counts) {
    if (model == null || request.firstOfEpisode < episode) {
      return;
    }
    begin(request.firstOfEpisode);
    if (!request.continues) {
      return;
    }
    boolean used =
        model.observe(request.step - 1, request.lastState, request.lastInput, request.state);
    counts.add(used ? Count.TRANSITIONS : Count.TRANSITIONS_UNUSED);
    if (used && cost != null) {
      cost.update(request.step - 1, request.lastState, request.lastInput);
    }
    if (guard != null) {
      GuardVerdict verdict = guard.observe(model.innovation(), model.innovationCovariance());
      judged = episode << BITS | confined(verdict, request).ordinal();
    }
  }

  @RealTime
  private void begin(long first) {
    if (first > episode && model != null) {
      episode = first;
      model.reset();
      if (cost != null) {
        cost.reset();
      }
      if (guard != null) {
        guard.reset();
      }
    }
  }

  @RealTime
  private GuardVerdict confined(GuardVerdict verdict, PlanRequest request) {
    boolean out = verdict == GuardVerdict.WRONG
        && tube != null
        && !tube.contains(request.step, request.state);
    return out ? GuardVerdict.BEYOND : verdict;
  }

  /** The newest verdict of an episode; sound as long as there is none. */
  @RealTime
  GuardVerdict verdict(long firstOfEpisode) {
    long newest = judged;
    return newest >> BITS == firstOfEpisode
        ? VERDICTS[(int) (newest & (1 << BITS) - 1)]
        : GuardVerdict.SOUND;
  }
}
