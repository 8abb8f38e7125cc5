package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ejml.dense.row.MatrixFeatures_DDRM.isIdentical;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.testing.OnEachKernels;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachKernels
class NeighbourhoodPriorTest {

  private final Kernels kernels;

  NeighbourhoodPriorTest(Kernels kernels) {
    this.kernels = kernels;
  }

  @Test
  void dynamicsThatDoNotDependOnTimeAreFittedFromOneTrajectory() {
    LinearSystem system = LinearSystem.stationary(3, 2, 40, 1);
    TransitionMemory memory = TransitionMemory.of(List.of(system.run(30, 0, 1)));
    NeighbourhoodPrior prior = new NeighbourhoodPrior(memory, 1, 60);
    FitSettings exact =
        FitSettings.defaults().withRegularisation(new Regularisation.Diagonal(1e-12));
    LinearGaussianDynamics model =
        new DynamicsFitter(kernels, exact).fit(system.run(1, 0, 2), prior).model();

    for (int t = 0; t < model.steps(); t++) {
      assertThat(isIdentical(model.transitions[t], system.transitions[0], 1e-6)).isTrue();
    }
  }

  /** x' = x + 0.1 sin(x) + 0.1 u: slopes that depend on where one is. */
  private static TrajectoryBatch bent(int episodes, long seed) {
    Random random = new Random(seed);
    List<Trajectory> trajectories = new ArrayList<>();
    for (int e = 0; e < episodes; e++) {
      double[][] x = new double[41][1];
      double[][] u = new double[40][1];
      x[0][0] = 6 * random.nextDouble() - 3;
      for (int t = 0; t < 40; t++) {
        u[t][0] = random.nextGaussian();
        x[t + 1][0] = x[t][0] + 0.1 * Math.sin(x[t][0]) + 0.1 * u[t][0];
      }
      trajectories.add(
          new Trajectory(x, new double[41][1], u, u, Collections.nCopies(40, CycleStatus.OK)));
    }
    return new TrajectoryBatch(trajectories);
  }

  @Test
  void slopesAreThoseOfTheNeighbourhood() {
    TransitionMemory memory = TransitionMemory.of(List.of(bent(100, 1)));
    NeighbourhoodPrior prior = new NeighbourhoodPrior(memory, 10, 40);
    for (double at : new double[] {-2, -1, 0, 1, 2}) {
      DMatrixRMaj points = new DMatrixRMaj(new double[][] {{at, 0, at}});
      DMatrixRMaj gain = prior.at(points, 0).mode().givenFirst(2).gain();

      assertThat(gain.get(0)).isEqualTo(1 + 0.1 * Math.cos(at), within(0.02));
      assertThat(gain.get(1)).isEqualTo(0.1, within(0.01));
    }
  }

  @Test
  void givenCentresAndTheMeansOfPointsComeToTheSame() {
    LinearSystem system = LinearSystem.stationary(2, 1, 6, 1);
    NeighbourhoodPrior prior =
        new NeighbourhoodPrior(TransitionMemory.of(List.of(system.run(40, 0.1, 1))), 2, 30);
    DMatrixRMaj[] states = new DMatrixRMaj[6];
    DMatrixRMaj[] inputs = new DMatrixRMaj[6];
    Arrays.setAll(states, t -> new DMatrixRMaj(new double[][] {{0.1 * t}, {-0.2 * t}}));
    Arrays.setAll(inputs, t -> new DMatrixRMaj(new double[][] {{0.3}}));
    DynamicsPrior along = prior.along(states, inputs);

    for (int t = 0; t < 6; t++) {
      DMatrixRMaj points = new DMatrixRMaj(new double[][] {
        {0.1 * t - 1, -0.2 * t, 1.3, 0, 0}, {0.1 * t + 1, -0.2 * t, -0.7, 0, 0}
      });
      assertThat(isIdentical(prior.at(points, t).scatter, along.at(points, t).scatter, 1e-9))
          .isTrue();
    }
  }

  @Test
  void aMemoryAsSmallAsTheNeighbourhoodIsTheGlobalPrior() {
    LinearSystem system = LinearSystem.stationary(2, 1, 5, 1);
    TransitionMemory memory = TransitionMemory.of(List.of(system.run(4, 0.1, 1)));
    DMatrixRMaj points = new DMatrixRMaj(1, 5);
    NormalInverseWishart near = new NeighbourhoodPrior(memory, 3, 1000).at(points, 0);
    NormalInverseWishart all = new GlobalPrior(memory, 3).at(points, 0);

    assertThat(isIdentical(near.mean, all.mean, 1e-12)).isTrue();
    assertThat(isIdentical(near.scatter, all.scatter, 1e-12)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 5, 30, 100, 300})
  void weightsReachTheirEffectiveNumber(double number) {
    double[] distances = new Random(1).doubles(400).map(d -> 1000 * d * d).toArray();
    double[] weights = new KernelBandwidth(distances).weights(number);

    double total = Arrays.stream(weights).sum();
    double squares = Arrays.stream(weights).map(w -> w * w).sum();
    assertThat(total * total / squares).isEqualTo(number, within(0.01 * number));
  }

  @Test
  void pointsAtOnePlaceWeighAlike() {
    assertThat(new KernelBandwidth(new double[] {4, 4, 4}).weights(2)).containsExactly(1, 1, 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void selectionAgreesWithSorting(long seed) {
    double[] values = new Random(seed).ints(101, 0, 40).asDoubleStream().toArray();
    double[] sorted = values.clone();
    Arrays.sort(sorted);

    for (int count = 1; count <= 101; count++) {
      assertThat(Selection.smallest(values.clone(), count)).isEqualTo(sorted[count - 1]);
    }
  }

  @Test
  void inputsThatNeverVariedDoNotTellTransitionsApart() {
    LinearSystem system = LinearSystem.stationary(2, 1, 5, 1);
    List<Trajectory> trajectories = new ArrayList<>();
    for (int e = 0; e < 10; e++) {
      trajectories.add(system.episode(new double[5][1], 0.1, new Random(e)));
    }
    TransitionMemory memory = TransitionMemory.of(List.of(new TrajectoryBatch(trajectories)));
    NormalInverseWishart prior = new NeighbourhoodPrior(memory, 1, 20)
        .at(new DMatrixRMaj(new double[][] {{0, 0, 0, 0, 0}}), 0);

    assertThat(prior.scatter.get(2, 2)).isZero();
    assertThat(CommonOps_DDRM.elementMaxAbs(prior.scatter)).isPositive();
  }
}
