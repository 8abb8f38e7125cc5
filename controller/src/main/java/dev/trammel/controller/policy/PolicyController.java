package dev.trammel.controller.policy;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.task.ObservationReader;
import dev.trammel.controller.task.ObservedSource;
import java.util.List;

/** Asks for the mean of a policy at every step. For one thread. */
public final class PolicyController implements Controller {

  private final Policy policy;
  private final ObservationReader reader;
  private final PolicyMean mean;
  private final double[] o;
  private final double[] u;

  /** Acts by a policy on what a reader makes of the state. */
  public PolicyController(Policy policy, ObservationReader reader, Kernels kernels) {
    this.policy = policy;
    this.reader = reader;
    mean = policy.mean(kernels);
    o = new double[policy.observationSize()];
    u = new double[policy.inputSize()];
  }

  /** Whose mean it asks for. */
  public Policy policy() {
    return policy;
  }

  /** Where the policy's observations come from. */
  public List<ObservedSource> sources() {
    return reader.sources();
  }

  @RealTime
  @Override
  public boolean act(StateEstimate estimate, int step, Action out) {
    reader.read(estimate.mean, o);
    if (!mean.of(o, u)) {
      return false;
    }
    System.arraycopy(u, 0, out.requested.data, 0, u.length);
    return true;
  }
}
