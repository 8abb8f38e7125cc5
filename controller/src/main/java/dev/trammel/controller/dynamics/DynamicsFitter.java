package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Fits time-varying linear-Gaussian dynamics to trajectories: at each step t a Bayesian linear
 * regression of the next state estimate on the state estimate and the applied input, under a prior
 * (Levine and Abbeel, "Learning neural network policies with guided policy search under unknown
 * dynamics", 2014, section 4). Thread-safe.
 */
public final class DynamicsFitter {

  private final Kernels kernels;
  private final FitSettings settings;

  /** Kept from one fit to the next; a fit beside another one makes its own. */
  private final AtomicReference<@Nullable FitWorkspace> spare = new AtomicReference<>();

  public DynamicsFitter(Kernels kernels, FitSettings settings) {
    this.kernels = kernels;
    this.settings = settings;
  }

  /** Fits with all trajectories alike. */
  public FittedDynamics fit(TrajectoryBatch batch, DynamicsPrior prior) {
    double[] weights = new double[batch.size()];
    Arrays.fill(weights, 1);
    return fit(batch, weights, prior);
  }

  /**
   * Fits.
   *
   * @param weights as how many trajectories each one counts, for instance less for older ones
   * @throws IllegalArgumentException if points and prior together do not determine a step
   */
  public FittedDynamics fit(TrajectoryBatch batch, double[] weights, DynamicsPrior prior) {
    FitWorkspace workspace = spare.getAndSet(null);
    if (workspace == null || !workspace.fits(batch)) {
      workspace = new FitWorkspace(kernels, settings, batch);
    }
    workspace.fit(batch, weights, prior);
    Gaussian initial =
        InitialState.fit(batch, weights, prior.initialState(batch.stateSize()), settings);
    double[] kept = weights.clone();
    FittedDynamics fitted = new FittedDynamics(
        model(workspace.models(), initial),
        new FitDiagnostics(
            workspace.models(), () -> new PointwiseFit(kernels, settings, batch, kept, prior)));
    spare.set(workspace);
    return fitted;
  }

  private static LinearGaussianDynamics model(List<StepModel> steps, Gaussian initial) {
    DMatrixRMaj[] transitions = new DMatrixRMaj[steps.size()];
    DMatrixRMaj[] offsets = new DMatrixRMaj[steps.size()];
    DMatrixRMaj[] covariances = new DMatrixRMaj[steps.size()];
    for (int t = 0; t < transitions.length; t++) {
      transitions[t] = steps.get(t).transition();
      offsets[t] = steps.get(t).offset();
      covariances[t] = steps.get(t).covariance();
    }
    return new LinearGaussianDynamics(transitions, offsets, covariances, initial);
  }
}
