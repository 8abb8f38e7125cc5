package dev.trammel.controller.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.controller.testing.Allocation;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryRecorder;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    assertThat(Allocation.bytes(() -> quiet.cycle(controller), 10_000)).isZero();
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
  void anEpisodeEndsWhereTheControllerIsNoLongerValid() {
    loop.run(
        START,
        new Controller() {
          @Override
          public boolean isValid(StateEstimate estimate, int step) {
            return step < 4;
          }

          @Override
          public boolean act(StateEstimate estimate, int step, Action out) {
            out.requested.data[0] = 2;
            return true;
          }
        },
        10);
    Trajectory episode = recorder.toTrajectory();

    assertThat(episode.steps()).isEqualTo(5);
    assertThat(episode.status(3)).isEqualTo(CycleStatus.OK);
    assertThat(episode.status(4)).isEqualTo(CycleStatus.LEFT_TUBE);
    // damping: −gain · rate
    assertThat(episode.applied(4, 0)).isEqualTo(1);
  }

  @Test
  void anEpisodeThatIsToldToStopEndsBeforeTheNextCycleWithTheSafeAction() {
    assertThatThrownBy(() -> loop.run(START, asking(2), 10, () -> recorder.steps() == 4))
        .isInstanceOf(PlantException.class)
        .hasMessageContaining("stopped after 4 of 10 steps, as this program was told to end");

    assertThat(recorder.steps()).isEqualTo(4);
    // damping: −gain · rate
    assertThat(cart.applied).isEqualTo(1);
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
  void anOldRateIsNotDamped() {
    loop.begin(START);
    loop.cycle((estimate, step, out) -> false);
    assertThat(cart.applied).isEqualTo(1);
    cart.fresh = false;
    cart.velocity = 1e9;
    loop.cycle(asking(2));

    assertThat(cart.applied).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void noNumberThatIsNoneIsRecordedWhateverThePlantSays(double nonsense) {
    cart.truth = nonsense;
    assertThat(run(asking(2))).satisfies(ControlLoopTest::isInvalidAndFinite);
    cart.truth = 0;
    cart.report = nonsense;
    assertThat(run(asking(2))).satisfies(ControlLoopTest::isInvalidAndFinite);
  }

  @Test
  void anEstimateThatIsNoNumberIsNeitherActedOnNorRecorded() {
    StateEstimator broken = new StateEstimator() {
      @Override
      public int stateSize() {
        return 2;
      }

      @Override
      public void reset() {}

      @Override
      public void update(Observation observation, Action previous, StateEstimate out) {
        out.mean.fill(Double.NaN);
      }
    };
    recorder.reset();
    new ControlLoop(cart, broken, Clock.virtual(), recorder).run(START, asking(2), 3);

    assertThat(recorder.toTrajectory()).satisfies(ControlLoopTest::isInvalidAndFinite);
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

  private static void isInvalidAndFinite(Trajectory episode) {
    for (int t = 0; t < episode.steps(); t++) {
      assertThat(episode.status(t)).isEqualTo(CycleStatus.INVALID_OBSERVATION);
      assertThat(episode.state(t, 0)).isFinite();
      assertThat(episode.applied(t, 0)).isFinite().isBetween(-3.0, 3.0);
      assertThat(episode.truth(t, 0)).isNotInfinite();
    }
    assertThat(episode.state(episode.steps(), 1)).isFinite();
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
    private double truth;
    private double report;

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
      action.applied.data[0] += report;
    }

    @Override
    public boolean truth(DMatrixRMaj out) {
      out.fill(truth);
      return true;
    }

    @Override
    public void close() {}
  }
}
