package dev.trammel.controller.lqr;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.plant.Action;
import java.util.Optional;

/**
 * A local controller that is not followed out of its tube, as on a robot that runs it by itself.
 * One whose tube is not known is valid everywhere.
 */
public final class TubedController implements Controller {

  private final LinearGaussianController local;
  private final Optional<Tube> tube;

  public TubedController(LinearGaussianController local) {
    this.local = local;
    tube = local.tube();
  }

  /** What acts inside the tube. */
  public LinearGaussianController local() {
    return local;
  }

  @RealTime
  @Override
  public boolean isValid(StateEstimate estimate, int step) {
    return tube.isEmpty() || tube.get().contains(step, estimate.mean);
  }

  @RealTime
  @Override
  public boolean act(StateEstimate estimate, int step, Action out) {
    return local.act(estimate, step, out);
  }
}
