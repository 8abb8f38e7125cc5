package dev.trammel.controller.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.controller.testing.Allocation;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryRecorder;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ControlLoopTest {

  private static final EpisodeStart START =
      new EpisodeStart(new double[] {0.5}, new double[] {-2}, 1);

  private final Cart cart = new Cart();
  private final TrajectoryRecorder recorder = new TrajectoryRecorder(10, 2, 2, 1);
  private final ControlLoop loop =
      new ControlLoop(cart, new SensorEstimator(2), Clock.virtual(), recorder);

  @Test
  void aCycleAllocatesNothing() {
    CycleListener nobody = new TrajectoryRecorder(1, 2, 2, 1);
    ControlLoop quiet = new ControlLoop(cart, new SensorEstimator(2), Clock.virtual(), nobody);
    Controller controller = asking(1);
    quiet.begin(START);

    assertThat(Allocation.settledBytes(() -> quiet.cycle(controller), 10_000)).isZero();
  }

  @Test
  void whatIsAskedWithinTheLimitsIsApplied() {
    Trajectory episode = run(asking(2));

    assertThat(episode.status(0)).isEqualTo(CycleStatus.OK);
    assertThat(episode.applied(0, 0)).isEqualTo(2);
  }

  @Test
  void whatExceedsTheLimitsIsCutAndBothAreRecorded() {
    Trajectory episode = run(asking(7));

    assertThat(episode.status(0)).isEqualTo(CycleStatus.SATURATED);
    assertThat(episode.requested(0, 0)).isEqualTo(7);
    assertThat(episode.applied(0, 0)).isEqualTo(3);
  }

  @Test
  void aControllerThatFailsLeavesTheSafeAction() {
    Trajectory episode = run((estimate, step, out) -> false);

    assertThat(episode.status(0)).isEqualTo(CycleStatus.CONTROLLER_FAILED);
    // damping: −gain · rate
    assertThat(episode.applied(0, 0)).isEqualTo(1);
  }

  @Test
  void anActionThatIsNotFiniteNeverReachesTheBody() {
    Trajectory episode = run(asking(Double.NaN));

    assertThat(episode.status(0)).isEqualTo(CycleStatus.CONTROLLER_FAILED);
    assertThat(episode.requested(0, 0)).isEqualTo(1);
    assertThat(episode.applied(0, 0)).isEqualTo(1);
  }

  @Test
  void aStaleReadingLeavesTheSafeAction() {
    cart.fresh = false;

    assertThat(run(asking(2)).status(0)).isEqualTo(CycleStatus.STALE_OBSERVATION);
  }

  @Test
  void aReadingThatIsNotFiniteLeavesASafeActionThatIs() {
    cart.velocity = Double.NaN;
    loop.begin(START);
    cart.velocity = Double.NaN;

    assertThat(loop.cycle(asking(2))).isEqualTo(CycleStatus.INVALID_OBSERVATION);
    assertThat(cart.applied).isZero();
  }

  @Test
  void anEpisodeEndsWithTheSafeAction() {
    run(asking(2));

    assertThat(cart.applied).isEqualTo(1);
  }

  @Test
  void anEpisodeThatBreaksEndsWithTheSafeAction() {
    Controller broken = (estimate, step, out) -> {
      throw new IllegalStateException("broken");
    };

    assertThatThrownBy(() -> run(broken)).hasMessage("broken");
    assertThat(cart.applied).isEqualTo(1);
  }

  @Test
  void aSafeActionMustFitThePlant() {
    SafeAction twoGains = new SafeAction.Damping(List.of(1.0, 1.0), List.of(1, 1));

    assertThatThrownBy(() -> new SafetyGuard(spec(twoGains)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs a gain per actuator");
  }

  private Trajectory run(Controller controller) {
    recorder.reset();
    loop.run(START, controller, 3);
    return recorder.toTrajectory();
  }

  private static Controller asking(double input) {
    return (estimate, step, out) -> {
      out.requested.data[0] = input;
      return true;
    };
  }

  private static PlantSpec spec(SafeAction safeAction) {
    return new PlantSpec(
        "cart",
        List.of(Channel.unlimited("position", "m"), Channel.unlimited("velocity", "m/s")),
        List.of(new Channel("force", "N", -3, 3)),
        0.1,
        safeAction);
  }

  /** Stands where it was put, and tells it. */
  private static final class Cart implements Plant {

    private double position;
    private double velocity;
    private double applied;
    private boolean fresh = true;

    @Override
    public PlantSpec spec() {
      return ControlLoopTest.spec(new SafeAction.Damping(List.of(0.5), List.of(1)));
    }

    @Override
    public void open() {}

    @Override
    public void reset(EpisodeStart start) {
      position = start.positions()[0];
      velocity = start.velocities()[0];
    }

    @Override
    public boolean observe(Observation out) {
      out.values.data[0] = position;
      out.values.data[1] = velocity;
      return fresh;
    }

    @Override
    public void apply(Action action) {
      applied = action.applied.data[0];
    }

    @Override
    public boolean truth(DMatrixRMaj out) {
      return false;
    }

    @Override
    public void close() {}
  }
}
