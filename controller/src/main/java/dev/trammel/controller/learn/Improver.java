package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.policy.BadmmMultipliers;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** Fits models to what happened and improves controllers on them, inside a KL ball. */
interface Improver {

  /**
   * Takes in what is remembered; once per iteration, before any fit.
   *
   * @param memory batches of all conditions, oldest first; they come in rounds, one of each
   *     condition in the task's order, of which the first may be cut off
   * @param seed of random choices in the fit
   */
  void learn(List<TrajectoryBatch> memory, long seed);

  /** A model of one condition. May be called from any thread. */
  Fit fit(Experience experience);

  /**
   * What one condition's model is fitted to.
   *
   * @param condition with the cost
   * @param controller that the batch's episodes came from
   * @param batch newest accepted episodes
   * @param rejected episodes of updates that were rolled back since
   */
  record Experience(
      Condition condition,
      LinearGaussianController controller,
      TrajectoryBatch batch,
      List<Trajectory> rejected) {}

  /** A model of one condition, and what can be done with it. Used by one thread. */
  interface Fit {

    /**
     * Where the model expects the experience's controller to go without noise; nothing if nowhere
     * finite.
     */
    Optional<TrajectoryDistribution> expectedPath();

    /** What the model expects the experience's controller to cost; NaN if it expects nothing. */
    double expectedCost();

    /**
     * What the model expects a controller to cost from a start; NaN if it expects nothing.
     *
     * @param start n×1; not modified
     */
    double expectedCost(LinearGaussianController controller, DMatrixRMaj start);

    /**
     * Proposes a better controller.
     *
     * @param nats bound on the divergence of the whole trajectory
     * @param eta where the dual search begins
     */
    Result improve(double nats, double eta);

    /**
     * Proposes a better controller that pays for what it does otherwise than a policy, as BADMM has
     * it.
     *
     * @param nats bound on the divergence of the whole trajectory
     * @param policy linearised where the controller goes
     * @param tied by what
     */
    Result improveTied(double nats, LinearGaussianController policy, BadmmMultipliers tied);
  }

  /**
   * No model: the experience does not determine one, or it has no answer under the controller.
   *
   * @param reason that people read
   */
  record NoFit(String reason) implements Fit {

    @Override
    public Optional<TrajectoryDistribution> expectedPath() {
      return Optional.empty();
    }

    @Override
    public double expectedCost() {
      return Double.NaN;
    }

    @Override
    public double expectedCost(LinearGaussianController controller, DMatrixRMaj start) {
      return Double.NaN;
    }

    @Override
    public Result improve(double nats, double eta) {
      return new Result.Failed(reason);
    }

    @Override
    public Result improveTied(double nats, LinearGaussianController policy, BadmmMultipliers tied) {
      return new Result.Failed(reason);
    }
  }

  /** What an improvement comes to. */
  sealed interface Result {

    record Proposed(Proposal proposal) implements Result {}

    /** No controller, for a reason that people read. */
    record Failed(String reason) implements Result {}
  }
}
