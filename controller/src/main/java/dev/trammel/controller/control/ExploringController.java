package dev.trammel.controller.control;

import static org.ejml.dense.row.CommonOps_DDRM.addEquals;

import dev.trammel.controller.plant.Action;
import org.ejml.data.DMatrixRMaj;

/** A controller's mean action and, step by step, a disturbance that was drawn beforehand. */
public final class ExploringController implements Controller {

  private final Controller mean;
  private final DMatrixRMaj[] disturbances;

  /**
   * Takes both over.
   *
   * @param disturbances T of m×1, in the input's units; not modified
   */
  public ExploringController(Controller mean, DMatrixRMaj[] disturbances) {
    this.mean = mean;
    this.disturbances = disturbances;
  }

  /** What acts beneath the disturbances. */
  public Controller mean() {
    return mean;
  }

  /** A copy of the disturbance of a step, m×1. */
  public DMatrixRMaj disturbance(int step) {
    return disturbances[step].copy();
  }

  @RealTime
  @Override
  public boolean isValid(StateEstimate estimate, int step) {
    return mean.isValid(estimate, step);
  }

  @RealTime
  @Override
  public boolean act(StateEstimate estimate, int step, Action out) {
    if (!mean.act(estimate, step, out)) {
      return false;
    }
    addEquals(out.requested, disturbances[step]);
    return true;
  }
}
