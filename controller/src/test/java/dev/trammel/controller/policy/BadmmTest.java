package dev.trammel.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ejml.dense.row.MatrixFeatures_DDRM.isIdentical;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.DualSearchSettings;
import dev.trammel.controller.lqr.KlBound;
import dev.trammel.controller.lqr.KlConstrainedUpdate;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.RandomProblems;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.lqr.TrajectoryDivergence;
import dev.trammel.controller.lqr.UpdateOutcome.Accepted;
import dev.trammel.controller.lqr.UpdateProblem;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadmmTest {

  private static final int STEPS = 12;
  private static final int N = 4;
  private static final int M = 2;
  private static final Kernels KERNELS = Kernels.rows();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void theCoupledCostIsTheLagrangianAtEveryPoint(long seed) {
    RandomProblems random = new RandomProblems(seed, STEPS, N, M);
    UpdateProblem local = random.update();
    LinearGaussianController policy = random.controller();
    BadmmMultipliers multipliers = multipliers(seed);

    UpdateProblem coupled = Badmm.coupled(local, policy, multipliers);

    SplittableRandom draw = new SplittableRandom(seed);
    for (int t = 0; t < STEPS; t++) {
      DMatrixRMaj x = column(draw, N);
      DMatrixRMaj u = column(draw, M);
      DMatrixRMaj mean = policy.offset(t);
      CommonOps_DDRM.multAdd(policy.gain(t), x, mean);
      double logNormaliser = new Gaussian(mean, policy.covariance(t)).logDensity(mean);
      double surprise = logNormaliser - new Gaussian(mean, policy.covariance(t)).logDensity(u);
      double expected = value(local, t, x, u)
          + multipliers.weight(t) * surprise
          - CommonOps_DDRM.dot(multipliers.at(t, x), u);
      assertThat(value(coupled, t, x, u)).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void aGreatWeightPullsTheControllerOntoThePolicy() {
    RandomProblems random = new RandomProblems(4, STEPS, N, M);
    UpdateProblem local = random.update();
    LinearGaussianController policy = random.controller();
    double free = distance(local, policy, 1e-9);

    assertThat(distance(local, policy, 1)).isLessThan(free);
    assertThat(distance(local, policy, 1e6)).isLessThan(1e-3);
  }

  @Test
  void multipliersRestWhereControllerAndPolicyAgree() {
    LinearGaussianController policy = new RandomProblems(5, STEPS, N, M).controller();
    DMatrixRMaj[] states = states(6);
    DMatrixRMaj[] inputs = inputs(policy, states);
    Badmm badmm =
        new Badmm(new BadmmSettings(0.5, 0.1, 0.1, BadmmSettings.defaults().rule(), 1));
    BadmmMultipliers before = multipliers(6);

    BadmmMultipliers after = badmm.ascend(before, states, inputs, policy, policy);

    assertThat(isIdentical(after.mean(3), before.mean(3), 1e-12)).isTrue();
    assertThat(isIdentical(after.gain(3), before.gain(3), 1e-12)).isTrue();
  }

  @Test
  void multipliersRiseWhereThePolicyLiesAboveTheController() {
    LinearGaussianController controller = new RandomProblems(5, STEPS, N, M).controller();
    DMatrixRMaj[] states = states(7);
    DMatrixRMaj[] inputs = inputs(controller, states);
    for (DMatrixRMaj step : inputs) {
      CommonOps_DDRM.add(step, 2.0);
    }
    Badmm badmm =
        new Badmm(new BadmmSettings(0.5, 0.1, 0, BadmmSettings.defaults().rule(), 1));
    BadmmMultipliers none = badmm.initial(STEPS, N, M);

    BadmmMultipliers after = badmm.ascend(none, states, inputs, controller, controller);

    // Cλ = αν(u_π − u_p)
    DMatrixRMaj product = new DMatrixRMaj(M, 1);
    CommonOps_DDRM.mult(controller.covariance(2), after.mean(2), product);
    assertThat(product.get(0)).isCloseTo(0.1 * 0.5 * 2, within(1e-12));
    // the controller is then paid for rising, and the policy's targets fall by C λ / ν
    DMatrixRMaj targets = Badmm.targets(controller, 2, states[2], after);
    DMatrixRMaj means = LocalTeacher.inputs(controller, 2, states[2]);
    assertThat(means.get(4, 1) - targets.get(4, 1)).isCloseTo(0.1 * 2, within(1e-12));
  }

  @Test
  void aTargetWithoutWeightIsTheControllersOwnInput() {
    LinearGaussianController controller = new RandomProblems(5, STEPS, N, M).controller();
    BadmmMultipliers weightless = multipliers(8).withWeights(new double[STEPS], new double[STEPS]);
    DMatrixRMaj states = states(8)[0];

    assertThat(Badmm.targets(controller, 0, states, weightless).data)
        .isEqualTo(LocalTeacher.inputs(controller, 0, states).data);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aSampledDivergenceIsTheModelsWhereStatesAreCertain(long seed) {
    LinearGaussianController controller = new RandomProblems(seed, 1, N, M).controller();
    LinearGaussianController policy = new RandomProblems(seed + 50, 1, N, M).controller();
    DMatrixRMaj x = column(new SplittableRandom(seed), N);
    UpdateProblem any = new RandomProblems(seed, 1, N, M).update();
    TrajectoryDistribution certain = TrajectoryDistribution.of(
        KERNELS, from(any, new Gaussian(x, new DMatrixRMaj(N, N))), controller);
    double[] expected = TrajectoryDivergence.perStep(KERNELS, certain, controller, policy);
    DMatrixRMaj[] states = {CommonOps_DDRM.transpose(x, null)};

    double[] sampled =
        Badmm.divergences(controller, states, inputs(policy, states), policy.covariance(0));

    assertThat(sampled[0]).isCloseTo(expected[0], within(1e-10));
  }

  private static LinearGaussianDynamics from(UpdateProblem any, Gaussian start) {
    return new LinearGaussianDynamics(
        any.model().transitions, any.model().offsets, any.model().covariances, start);
  }

  private static double distance(
      UpdateProblem local, LinearGaussianController policy, double weight) {
    BadmmMultipliers multipliers = BadmmMultipliers.initial(STEPS, N, M, weight);
    UpdateProblem coupled = Badmm.coupled(local, policy, multipliers);
    KlConstrainedUpdate update =
        new KlConstrainedUpdate(KERNELS, STEPS, N, M, DualSearchSettings.defaults());
    Accepted accepted = (Accepted) update.update(coupled, new KlBound.Total(1e4), 1);
    return TrajectoryDivergence.total(KERNELS, local.model(), accepted.controller(), policy);
  }

  private static double value(UpdateProblem problem, int t, DMatrixRMaj x, DMatrixRMaj u) {
    DMatrixRMaj z = new DMatrixRMaj(N + M, 1);
    CommonOps_DDRM.insert(x, z, 0, 0);
    CommonOps_DDRM.insert(u, z, N, 0);
    return problem.cost().constants[t]
        + new Gaussian(z, new DMatrixRMaj(N + M, N + M))
            .expectation(problem.cost().hessians[t], problem.cost().gradients[t]);
  }

  private static BadmmMultipliers multipliers(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DMatrixRMaj[] means = new DMatrixRMaj[STEPS];
    DMatrixRMaj[] gains = new DMatrixRMaj[STEPS];
    double[] weights = new double[STEPS];
    for (int t = 0; t < STEPS; t++) {
      means[t] = column(random, M);
      gains[t] = column(random, M * N);
      gains[t].reshape(M, N);
      weights[t] = random.nextDouble();
    }
    return new BadmmMultipliers(means, gains, weights, new double[0]);
  }

  private static DMatrixRMaj[] states(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DMatrixRMaj[] states = new DMatrixRMaj[STEPS];
    for (int t = 0; t < STEPS; t++) {
      states[t] = column(random, 6 * N);
      states[t].reshape(6, N);
    }
    return states;
  }

  private static DMatrixRMaj[] inputs(LinearGaussianController controller, DMatrixRMaj[] states) {
    DMatrixRMaj[] inputs = new DMatrixRMaj[states.length];
    Arrays.setAll(inputs, t -> LocalTeacher.inputs(controller, t, states[t]));
    return inputs;
  }

  private static DMatrixRMaj column(SplittableRandom random, int size) {
    DMatrixRMaj column = new DMatrixRMaj(size, 1);
    for (int i = 0; i < size; i++) {
      column.data[i] = 2 * random.nextDouble() - 1;
    }
    return column;
  }
}
