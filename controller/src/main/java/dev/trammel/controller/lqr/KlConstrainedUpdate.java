package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.lqr.UpdateOutcome.Accepted;
import dev.trammel.controller.lqr.UpdateOutcome.BoundStatus;
import dev.trammel.controller.lqr.UpdateOutcome.Reason;
import dev.trammel.controller.lqr.UpdateOutcome.Rejected;

/**
 * Improves a controller inside a KL ball about it: minimises the expected cost under a fitted model
 * subject to a bound on the divergence of the new trajectory distribution from the old one, through
 * the dual (Levine and Abbeel, 2014): at a given η the best controller is that of a linear-quadratic
 * problem with cost C − η log p₀(u|x), and η is searched until the divergence meets its bound. With
 * a bound per step there is one η per step.
 *
 * <p>Where inputs keep least standard deviations, it is the divergence of the controller that keeps
 * them that meets the bound. It then stays finite as η falls, and the best controller of all can lie
 * inside the ball.
 *
 * <p>A workspace of fixed sizes. Nothing carries over from one update to the next. Not thread-safe.
 */
public final class KlConstrainedUpdate {

  private final DualEvaluation dual;
  private final DualSearch totalSearch;
  private final PerStepSearch perStepSearch;

  /** Room for updates of T steps, n states and m inputs. */
  public KlConstrainedUpdate(
      Kernels kernels, int steps, int stateSize, int inputSize, DualSearchSettings settings) {
    dual = new DualEvaluation(kernels, steps, stateSize, inputSize, settings.entropyWeight());
    totalSearch = new DualSearch(settings);
    perStepSearch = new PerStepSearch(settings, steps);
  }

  /**
   * Finds the best controller within the bound.
   *
   * @param update what to improve, of this workspace's sizes
   * @param bound on the divergence
   * @param startEta where the dual search begins: the last update's η, or 1
   */
  public UpdateOutcome update(UpdateProblem update, KlBound bound, double startEta) {
    Require.positive(startEta, "start of eta");
    requireSizes(update);
    int indefiniteStep = dual.begin(update);
    if (indefiniteStep >= 0) {
      return new Rejected(Reason.INDEFINITE_PREVIOUS_COVARIANCE, indefiniteStep);
    }
    if (bound instanceof KlBound.PerStep perStep) {
      DualSearch.End end = perStepSearch.search(dual::perStep, perStep.nats(), startEta);
      return outcome(update, end, perStepSearch.total(), perStepSearch.meanEta());
    }
    double nats = ((KlBound.Total) bound).nats();
    DualSearch.End end = totalSearch.search(dual::total, nats, startEta);
    return outcome(update, end, totalSearch.divergence(), totalSearch.eta());
  }

  private void requireSizes(UpdateProblem update) {
    LqrProblem room = dual.problem();
    int steps = update.model().steps();
    int n = update.model().stateSize();
    int m = update.model().inputSize();
    if (steps != room.steps() || n != room.stateSize() || m != room.inputSize()) {
      throw new IllegalArgumentException(
          "an update must have T = " + room.steps() + ", n = " + room.stateSize() + ", m = "
              + room.inputSize() + ", had " + steps + ", " + n + ", " + m);
    }
  }

  private UpdateOutcome outcome(UpdateProblem update, DualSearch.End end, double kl, double eta) {
    Rejected rejection = dual.rejection();
    boolean tooFar = end == DualSearch.End.ABOVE_BOUND;
    // the divergence vanishes as η grows, unless limits or a floor keep it above its bound
    boolean restricted = update.limits().any() || update.exploration().hasFloor();
    if (tooFar && !(restricted && rejection.reason() == Reason.ETA_OUT_OF_RANGE)) {
      return rejection;
    }
    TrajectoryDistribution expected = dual.problem().distribution();
    return new Accepted(
        dual.problem().controller(),
        expected,
        kl,
        eta,
        expected.expectedCost(update.cost()),
        status(end),
        dual.effort());
  }

  private static BoundStatus status(DualSearch.End end) {
    return switch (end) {
      case ON_BOUND -> BoundStatus.ON_BOUND;
      case BELOW_BOUND -> BoundStatus.BELOW_BOUND;
      case ABOVE_BOUND -> BoundStatus.LIMITS_OVER_BOUND;
    };
  }
}
