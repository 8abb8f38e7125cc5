package dev.trammel.controller.control;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.plant.PlantSpec;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Runs one controller on one plant, cycle by cycle: observe, estimate, act, guard, apply. The same
 * loop runs simulated rollouts, bench runs and deployment; only the clock and the plant differ. In
 * real time it commands nothing before it was activated.
 */
public final class ControlLoop {

  private final Plant plant;
  private final StateEstimator estimator;
  private final SafetyGuard guard;
  private final Clock clock;
  private final CycleListener listener;
  private final Observation incoming;
  private final Observation observation;
  private final StateEstimate estimate;
  private final DMatrixRMaj believed;
  private final Action action;
  private final DMatrixRMaj commanded;
  private final DMatrixRMaj truth;
  private boolean fresh;
  private @Nullable WarmUpReport activation;
  private int step;

  public ControlLoop(Plant plant, StateEstimator estimator, Clock clock, CycleListener listener) {
    PlantSpec spec = plant.spec();
    this.plant = plant;
    this.estimator = estimator;
    this.clock = clock;
    this.listener = listener;
    guard = new SafetyGuard(spec);
    incoming = new Observation(spec.observationSize());
    observation = new Observation(spec.observationSize());
    estimate = new StateEstimate(estimator.stateSize());
    believed = new DMatrixRMaj(estimator.stateSize(), 1);
    action = new Action(spec.actionSize());
    commanded = new DMatrixRMaj(spec.actionSize(), 1);
    truth = new DMatrixRMaj(spec.observationSize(), 1);
  }

  /**
   * Compiles the cycle: runs it with stand-ins for plant, clock and listener. The body is not
   * touched, and nothing of the estimator's remains.
   *
   * @param controller of the kind that is to command, itself if calling it leaves nothing behind;
   *     gets estimates that mean nothing
   * @param steps of its episodes
   * @return what that took; a loop in real time runs episodes only after this has settled
   */
  public WarmUpReport activate(Controller controller, int steps, WarmUp warmUp) {
    Rehearsal rehearsal = new Rehearsal(plant.spec(), estimator, controller, steps);
    WarmUpReport report =
        warmUp.run("control cycle", () -> rehearseBody(controller, steps), rehearsal::cycle);
    estimator.reset();
    activation = report;
    return report;
  }

  private void rehearseBody(Controller controller, int steps) {
    if (plant instanceof EpisodeBody body && body.canRun(controller)) {
      body.rehearse(controller, steps);
    }
  }

  /**
   * Runs one episode and leaves the body with its safe action. It ends early where the state leaves
   * what the controller is valid in. A body that can run this controller by itself does so.
   *
   * @param steps T, number of cycles
   */
  public void run(EpisodeStart start, Controller controller, int steps) {
    run(start, controller, steps, () -> false);
  }

  /**
   * The same, unless it is told to stop.
   *
   * @param stop asked before each cycle; a body that runs by itself is not asked
   * @throws PlantException if it was stopped; the body has its safe action then
   */
  public void run(EpisodeStart start, Controller controller, int steps, BooleanSupplier stop) {
    if (plant instanceof EpisodeBody body && body.canRun(controller)) {
      body.run(start, controller, steps, listener);
      return;
    }
    begin(start);
    try {
      CycleStatus status = CycleStatus.OK;
      for (int t = 0; t < steps && status != CycleStatus.LEFT_TUBE; t++) {
        if (stop.getAsBoolean()) {
          throw new PlantException(plant.spec().name() + ": stopped after " + t + " of " + steps
              + " steps, as this program was told to end");
        }
        status = cycle(controller);
      }
      end();
    } finally {
      rest();
    }
  }

  /**
   * Brings the body to a start.
   *
   * @throws IllegalStateException in real time, if the cycle is not compiled
   */
  public void begin(EpisodeStart start) {
    if (clock.isRealTime()) {
      requireActivated();
    }
    plant.reset(start);
    estimator.reset();
    observation.values.zero();
    estimate.mean.zero();
    action.requested.zero();
    action.applied.zero();
    fresh = false;
    step = 0;
  }

  /** Runs one cycle. */
  @RealTime
  public CycleStatus cycle(Controller controller) {
    clock.awaitCycle(step);
    CycleStatus status = decide(controller);
    if (!status.controlled()) {
      guard.rest(observation, fresh, action);
      action.requested.setTo(action.applied);
    }
    if (!apply()) {
      status = CycleStatus.INVALID_OBSERVATION;
    }
    listener.cycle(step, estimate, truth, action, status);
    step++;
    return status;
  }

  /** False if the plant says it applied what is no number; then what it was told stands. */
  @RealTime
  private boolean apply() {
    commanded.setTo(action.applied);
    plant.apply(action);
    boolean finite = SafetyGuard.isFinite(action.applied);
    if (!finite) {
      action.applied.setTo(commanded);
    }
    return finite;
  }

  private void requireActivated() {
    WarmUpReport report = activation;
    if (report == null) {
      throw new IllegalStateException(
          "a control loop in real time must be activated before it begins, was not");
    }
    if (!report.settled()) {
      throw new IllegalStateException("a control loop in real time must have settled before it"
          + " begins, but after " + report.seconds() + " s of warm-up a cycle took "
          + report.secondsPerCall() + " s and " + report.bytesPerCall() + " bytes");
    }
  }

  /** Reads the state after the last action. */
  @RealTime
  public CycleStatus end() {
    clock.awaitCycle(step);
    CycleStatus status = estimate();
    listener.end(estimate, truth, status);
    return status;
  }

  /** Applies the safe action. */
  @RealTime
  public void rest() {
    guard.rest(observation, fresh, action);
    plant.apply(action);
  }

  @RealTime
  private CycleStatus decide(Controller controller) {
    CycleStatus status = estimate();
    if (status != CycleStatus.OK) {
      return status;
    }
    if (!controller.isValid(estimate, step)) {
      return CycleStatus.LEFT_TUBE;
    }
    if (!controller.act(estimate, step, action) || !SafetyGuard.isFinite(action.requested)) {
      return CycleStatus.CONTROLLER_FAILED;
    }
    return guard.limit(action) ? CycleStatus.SATURATED : CycleStatus.OK;
  }

  @RealTime
  private CycleStatus estimate() {
    boolean sound = readTruth();
    fresh = false;
    if (!plant.observe(incoming)) {
      return CycleStatus.STALE_OBSERVATION;
    }
    if (!sound || !SafetyGuard.isFinite(incoming.values)) {
      return CycleStatus.INVALID_OBSERVATION;
    }
    fresh = true;
    observation.values.setTo(incoming.values);
    observation.time = incoming.time;
    believed.setTo(estimate.mean);
    estimator.update(observation, action, estimate);
    if (!SafetyGuard.isFinite(estimate.mean)) {
      estimate.mean.setTo(believed);
      return CycleStatus.INVALID_OBSERVATION;
    }
    return CycleStatus.OK;
  }

  /** False if the plant claims to know the truth and says what is no number. */
  @RealTime
  private boolean readTruth() {
    boolean known = plant.truth(truth);
    boolean finite = SafetyGuard.isFinite(truth);
    if (!known || !finite) {
      Arrays.fill(truth.data, Double.NaN);
    }
    return !known || finite;
  }
}
