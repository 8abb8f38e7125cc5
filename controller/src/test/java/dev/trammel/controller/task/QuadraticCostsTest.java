package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuadraticCostsTest {

  private Task task;

  @BeforeEach
  void readTheTask() throws IOException {
    task = TaskReader.read(TaskCatalog.shipped().find("cartpole-swingup"));
  }

  private static double[][] random(int rows, int columns, SplittableRandom random) {
    double[][] drawn = new double[rows][];
    for (int i = 0; i < rows; i++) {
      drawn[i] = random.doubles(columns, -1, 1).toArray();
    }
    return drawn;
  }

  private static TrajectoryBatch batch(int size, int T, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Trajectory> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      all.add(new Trajectory(
          random(T + 1, 4, random),
          random(T + 1, 4, random),
          random(T, 1, random),
          random(T, 1, random),
          Collections.nCopies(T, CycleStatus.OK)));
    }
    return new TrajectoryBatch(all);
  }

  private static double at(QuadraticCost cost, int t, DMatrixRMaj z) {
    DMatrixRMaj Cz = new DMatrixRMaj(z.numRows, 1);
    CommonOps_DDRM.mult(cost.hessians[t], z, Cz);
    return 0.5 * CommonOps_DDRM.dot(z, Cz)
        + CommonOps_DDRM.dot(cost.gradients[t], z)
        + cost.constants[t];
  }

  @Test
  void modelOfOneSampleTouchesTheCostAtItsEstimateAndAppliedInput() {
    Cost cost = task.conditions().get(0).cost();
    Trajectory sample = batch(1, 80, 1).get(0);
    SampledCosts sampled = QuadraticCosts.average(cost, new TrajectoryBatch(List.of(sample)));
    for (int t = 0; t <= 80; t++) {
      DMatrixRMaj x = new DMatrixRMaj(4, 1);
      DMatrixRMaj u = new DMatrixRMaj(1, 1);
      DMatrixRMaj z = new DMatrixRMaj(t < 80 ? 5 : 4, 1);
      for (int i = 0; i < 4; i++) {
        x.data[i] = sample.state(t, i);
        z.data[i] = x.data[i];
      }
      if (t < 80) {
        u.data[0] = sample.applied(t, 0);
        z.data[4] = u.data[0];
      }
      double expected = cost.value(t, x, u);

      assertThat(sampled.costs()[0][t]).isEqualTo(expected);
      assertThat(at(sampled.average(), t, z)).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void averageIsTheMeanOfTheSamplesModels() {
    Cost cost = task.conditions().get(0).cost();
    TrajectoryBatch batch = batch(3, 80, 2);
    SampledCosts all = QuadraticCosts.average(cost, batch);
    DMatrixRMaj z = new DMatrixRMaj(new double[][] {{0.1}, {0.2}, {0.3}, {0.4}, {0.5}});
    double sum = 0;
    double costs = 0;
    for (int i = 0; i < 3; i++) {
      SampledCosts one = QuadraticCosts.average(cost, new TrajectoryBatch(List.of(batch.get(i))));
      sum += at(one.average(), 60, z);
      costs += one.total(0);
    }

    assertThat(at(all.average(), 60, z)).isCloseTo(sum / 3, within(1e-9));
    assertThat(all.mean()).isCloseTo(costs / 3, within(1e-9));
  }
}
