package dev.trammel.controller.plant;

import static org.assertj.core.api.Assertions.assertThat;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every plant promises; each module with a plant extends it. */
public abstract class PlantContract {

  private static final int CYCLES = 20;

  private Plant plant = create();
  private Observation observation = new Observation(plant.spec().observationSize());
  private Action action = new Action(plant.spec().actionSize());

  /** A plant of its own for each test, not yet opened. */
  protected abstract Plant create();

  /** Where a short episode can begin. */
  protected abstract EpisodeStart start(long seed);

  @BeforeEach
  void open() {
    plant.open();
  }

  @AfterEach
  void close() {
    plant.close();
  }

  @Test
  void thereIsNoReadingBeforeTheFirstReset() {
    assertThat(plant.observe(observation)).isFalse();
    assertThat(plant.truth(new DMatrixRMaj(observation.values.numRows, 1))).isFalse();
  }

  @Test
  void oneStartAndTheSameActionsGiveTheSameReadings() {
    double[] first = episode(start(7));
    double[] other = episode(start(8));

    assertThat(episode(start(7))).containsExactly(first);
    assertThat(other).hasSameSizeAs(first);
  }

  @Test
  void timeStartsAtZeroAndGoesOnByThePeriod() {
    plant.reset(start(1));
    for (int t = 0; t < CYCLES; t++) {
      assertThat(plant.observe(observation)).isTrue();
      assertThat(observation.time).isEqualTo(t * plant.spec().period());
      apply(0);
    }
  }

  @Test
  void anInputWithinItsLimitsIsAppliedAsItIs() {
    plant.reset(start(1));
    for (int i = 0; i < action.applied.numRows; i++) {
      action.applied.set(i, 0, 0.5 * plant.spec().actuators().get(i).upper());
    }
    DMatrixRMaj asked = action.applied.copy();
    plant.apply(action);

    assertThat(action.applied.data).containsExactly(asked.data);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {1e300, -1e300, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN})
  void whatIsAppliedIsFiniteAndWithinItsLimits(double input) {
    plant.reset(start(1));
    action.requested.fill(input);
    apply(input);

    for (int i = 0; i < action.applied.numRows; i++) {
      Channel channel = plant.spec().actuators().get(i);
      assertThat(action.applied.get(i, 0)).isBetween(channel.lower(), channel.upper());
      assertThat(action.requested.get(i, 0)).isEqualTo(Double.valueOf(input));
    }
    assertThat(plant.observe(observation)).isTrue();
    for (double value : observation.values.data) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void readingTheTruthChangesNothing() {
    double[] without = episode(start(3));
    DMatrixRMaj truth = new DMatrixRMaj(observation.values.numRows, 1);
    plant.reset(start(3));
    for (int t = 0; t < CYCLES; t++) {
      plant.truth(truth);
      plant.observe(observation);
      plant.truth(truth);
      apply(0.1);
    }
    plant.observe(observation);

    assertThat(observation.values.data).containsExactly(without);
  }

  /** The last reading of a short episode. */
  private double[] episode(EpisodeStart start) {
    plant.reset(start);
    for (int t = 0; t < CYCLES; t++) {
      assertThat(plant.observe(observation)).isTrue();
      apply(0.1);
    }
    assertThat(plant.observe(observation)).isTrue();
    return observation.values.data.clone();
  }

  private void apply(double input) {
    action.applied.fill(input);
    plant.apply(action);
  }
}
