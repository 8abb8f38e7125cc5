package dev.trammel.controller.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.testing.SpringSled;
import dev.trammel.controller.trajectory.TrajectoryRecorder;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** A controller that is activated is compiled before it may command. */
class ActivationTest {

  private static final EpisodeStart START =
      new EpisodeStart(new double[] {0.5}, new double[] {0}, 1);
  private static final Clock REAL_TIME = step -> {};

  private final Watched plant = new Watched();
  private final Controller damper = (estimate, step, out) -> {
    out.requested.data[0] = -estimate.mean.data[1];
    return true;
  };

  private ControlLoop loop(Clock clock) {
    return new ControlLoop(
        plant, new SensorEstimator(2), clock, new TrajectoryRecorder(3000, 2, 2, 1));
  }

  @Test
  void theFirstCyclesAfterActivationAllocateNothing() {
    ControlLoop loop = loop(REAL_TIME);
    WarmUpReport report = loop.activate(damper, 50, new WarmUp(60));
    loop.begin(START);

    long least = Long.MAX_VALUE;
    WarmUp.Meter meter = WarmUp.Meter.ofThread();
    for (int round = 0; round < 3; round++) {
      long before = meter.bytes();
      for (int i = 0; i < 1000; i++) {
        loop.cycle(damper);
      }
      least = Math.min(least, meter.bytes() - before);
    }

    assertThat(report.settled()).isTrue();
    assertThat(report.bytesPerCall()).isZero();
    assertThat(report.what()).isEqualTo("control cycle");
    assertThat(least).isZero();
  }

  @Test
  void activationDoesNotTouchTheBody() {
    loop(REAL_TIME).activate(damper, 50, new WarmUp(60));

    assertThat(plant.touched).isZero();
  }

  @Test
  void inRealTimeNothingIsCommandedBeforeActivation() {
    assertThatThrownBy(() -> loop(REAL_TIME).run(START, damper, 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a control loop in real time must be activated before it begins, was not");
    assertThat(plant.touched).isZero();
  }

  @Test
  void inRealTimeNothingIsCommandedIfTheCycleDidNotSettle() {
    ControlLoop loop = loop(REAL_TIME);
    WarmUpReport report = loop.activate(damper, 50, new WarmUp(1e-9));

    assertThat(report.settled()).isFalse();
    assertThatThrownBy(() -> loop.run(START, damper, 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must have settled before it begins, but after ");
    assertThat(plant.touched).isZero();
  }

  @Test
  void inVirtualTimeNoCycleIsLateAndNothingIsRefused() {
    loop(Clock.virtual()).run(START, damper, 3);

    assertThat(plant.touched).isPositive();
  }

  /** Counts every call that could reach a body. */
  private static final class Watched implements Plant {

    private final Plant sled = new SpringSled(SpringSled.task().plant().spec());
    private int touched;

    @Override
    public PlantSpec spec() {
      return sled.spec();
    }

    @Override
    public void open() {
      touched++;
    }

    @Override
    public void reset(EpisodeStart start) {
      touched++;
      sled.reset(start);
    }

    @Override
    public boolean observe(Observation out) {
      touched++;
      return sled.observe(out);
    }

    @Override
    public void apply(Action action) {
      touched++;
      sled.apply(action);
    }

    @Override
    public boolean truth(DMatrixRMaj out) {
      touched++;
      return sled.truth(out);
    }

    @Override
    public void close() {
      touched++;
    }
  }
}
