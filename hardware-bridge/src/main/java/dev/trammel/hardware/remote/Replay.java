package dev.trammel.hardware.remote;

import dev.trammel.controller.control.CycleListener;
import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.plant.Action;
import dev.trammel.hardware.wire.RunLog;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Tells a listener of a run that a device has recorded, as if it saw its cycles. */
final class Replay {

  private Replay() {}

  /** The state is what the sensors said; the truth is not known. */
  static void tell(RunLog log, CycleListener listener) {
    StateEstimate estimate = new StateEstimate(log.sensors());
    Action action = new Action(log.actuators());
    DMatrixRMaj truth = new DMatrixRMaj(log.sensors(), 1);
    Arrays.fill(truth.data, Double.NaN);
    for (int t = 0; t < log.steps().size(); t++) {
      RunLog.Step step = log.steps().get(t);
      copy(step.sensors(), estimate.mean);
      copy(step.requested(), action.requested);
      copy(step.applied(), action.applied);
      boolean cut = step.limited() || step.rateLimited();
      listener.cycle(t, estimate, truth, action, cut ? CycleStatus.SATURATED : CycleStatus.OK);
    }
    copy(log.last().sensors(), estimate.mean);
    listener.end(estimate, truth, CycleStatus.OK);
  }

  private static void copy(double[] from, DMatrixRMaj to) {
    System.arraycopy(from, 0, to.data, 0, from.length);
  }
}
