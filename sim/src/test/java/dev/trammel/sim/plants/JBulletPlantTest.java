package dev.trammel.sim.plants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.robot.GoldenMotion;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.spi.Registry;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorErrors;
import dev.trammel.controller.testing.Allocation;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JBulletPlantTest {

  private final JBulletPlant plant = Plants.arm();
  private final Observation observation = new Observation(14);
  private final Action action = new Action(7);

  @BeforeEach
  void open() {
    plant.open();
  }

  @AfterEach
  void close() {
    plant.close();
  }

  @Test
  void isFoundByItsName() {
    PlantSettings settings =
        Plants.settings(GoldenMotion.load("cartpole").model(), SensorErrors.NONE);

    assertThat(Registry.discover("plant", PlantProvider.class).named("jbullet").create(settings))
        .isInstanceOf(JBulletPlant.class);
  }

  @Test
  void otherThreadsAreRefused() {
    assertThatThrownBy(CompletableFuture.runAsync(() -> plant.reset(Plants.armStart(0)))::join)
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must be used by the thread that opened it, "
            + Thread.currentThread().getName());
  }

  @Test
  void aClosedPlantIsRefused() {
    plant.close();

    assertThatThrownBy(() -> plant.observe(observation)).hasMessageContaining("but is not open");
  }

  @Test
  void truthIsTheStateAndReadingsAreNearIt() {
    DMatrixRMaj truth = new DMatrixRMaj(14, 1);
    plant.reset(Plants.armStart(5));
    plant.truth(truth);
    plant.observe(observation);

    double[] start = Plants.armStart(5).positions();
    for (int i = 0; i < start.length; i++) {
      assertThat(truth.get(2 * i)).isCloseTo(start[i], within(1e-6));
      assertThat(observation.values.get(2 * i)).isCloseTo(start[i], within(6e-3));
    }
    assertThat(observation.values.data).isNotEqualTo(truth.data);
  }

  @Test
  void readingTwiceSeesTheSame() {
    plant.reset(Plants.armStart(5));
    plant.observe(observation);
    double[] first = observation.values.data.clone();
    plant.observe(observation);

    assertThat(observation.values.data).containsExactly(first);
  }

  @Test
  void aMotionThatBlowsUpEndsTheReadings() {
    double[] fast = new double[7];
    Arrays.fill(fast, 1e150);
    plant.reset(new EpisodeStart(new double[7], fast, 0));
    plant.apply(action);

    assertThat(plant.observe(observation)).isFalse();
    plant.reset(Plants.armStart(0));
    assertThat(plant.observe(observation)).isTrue();
  }

  @Test
  void aDelayBetweenTwoStepsIsRefused() {
    PlantSettings settings =
        Plants.settings(GoldenMotion.load("cartpole").model(), new SensorErrors(0, 0, 0.0123456));

    assertThatThrownBy(() -> new JBulletPlant(settings))
        .hasMessage(
            "a sensor's delay must be a whole multiple of the time step 0.001, was 0.0123456");
  }

  @Test
  void aCycleAllocatesNothing() {
    plant.reset(Plants.armStart(0));

    assertThat(Allocation.bytes(
            () -> {
              plant.observe(observation);
              plant.apply(action);
            },
            1000))
        .isZero();
  }
}
