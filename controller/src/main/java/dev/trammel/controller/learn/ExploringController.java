package dev.trammel.controller.learn;

import static org.ejml.dense.row.CommonOps_DDRM.addEquals;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.plant.Action;
import org.ejml.data.DMatrixRMaj;

/** A controller's mean action and, step by step, a disturbance that was drawn beforehand. */
final class ExploringController implements Controller {

  private final Controller mean;
  private final DMatrixRMaj[] disturbances;

  /**
   * Takes both over.
   *
   * @param disturbances T of m×1, in the input's units; not modified
   */
  ExploringController(Controller mean, DMatrixRMaj[] disturbances) {
    this.mean = mean;
    this.disturbances = disturbances;
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
