package dev.trammel.controller.lqr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.StandardNormal;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tubes by the forward pass against episodes that are rolled out on the same model. */
class TubeTest {

  private static final int STEPS = 20;
  private static final int N = 3;
  private static final int EPISODES = 4000;

  /** Of what the sensors add. */
  private static final double[] NOISE = {0.3, 0, 0.05};

  /** How many of so many episodes leave the tube. */
  private static int left(
      LinearGaussianDynamics model, LinearGaussianController controller, Tube tube, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int left = 0;
    for (int e = 0; e < EPISODES; e++) {
      left += isInside(model, controller, tube, random) ? 0 : 1;
    }
    return left;
  }

  private static boolean isInside(
      LinearGaussianDynamics model,
      LinearGaussianController controller,
      Tube tube,
      SplittableRandom random) {
    DMatrixRMaj x = model.initial.mean();
    disturb(x, model.initial.covariance(), random);
    boolean inside = true;
    for (int t = 0; t <= STEPS; t++) {
      inside &= tube.contains(t, seen(x, random));
      if (t < STEPS) {
        DMatrixRMaj u = controller.offset(t);
        CommonOps_DDRM.multAdd(controller.gain(t), x, u);
        disturb(u, controller.covariance(t), random);
        DMatrixRMaj z = new DMatrixRMaj(x.numRows + u.numRows, 1);
        CommonOps_DDRM.insert(x, z, 0, 0);
        CommonOps_DDRM.insert(u, z, x.numRows, 0);
        x = model.offsets[t].copy();
        CommonOps_DDRM.multAdd(model.transitions[t], z, x);
        disturb(x, model.covariances[t], random);
      }
    }
    return inside;
  }

  private static DMatrixRMaj seen(DMatrixRMaj x, SplittableRandom random) {
    DMatrixRMaj reading = x.copy();
    for (int i = 0; i < N; i++) {
      reading.data[i] += NOISE[i] * StandardNormal.draw(random);
    }
    return reading;
  }

  private static void disturb(DMatrixRMaj x, DMatrixRMaj covariance, SplittableRandom random) {
    CholeskyDecompositionInner_DDRM factor = new CholeskyDecompositionInner_DDRM(true);
    assertThat(factor.decompose(covariance.copy())).isTrue();
    DMatrixRMaj drawn = new DMatrixRMaj(x.numRows, 1);
    Arrays.setAll(drawn.data, i -> StandardNormal.draw(random));
    CommonOps_DDRM.multAdd(factor.getT(null), drawn, x);
  }

  private static Tube about(
      LinearGaussianDynamics model, LinearGaussianController controller, double leaving) {
    return Tube.about(
        TrajectoryDistribution.of(Kernels.rows(), model, controller),
        NOISE,
        new TubeSettings(leaving, 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noMoreEpisodesOfTheModelLeaveItThanWasSaid(long seed) {
    RandomProblems problems = new RandomProblems(seed, STEPS, N, 2);
    LinearGaussianDynamics model = problems.dynamics();
    LinearGaussianController controller = problems.controller();
    double leaving = 0.1;

    int left = left(model, controller, about(model, controller, leaving), seed);

    // of 400 expected by Boole's inequality at most, three standard deviations are 57
    assertThat(left).isBetween(20, (int) (leaving * EPISODES) + 57);
  }

  @Test
  void whereNothingIsCorrelatedAsManyLeaveItAsWasSaid() {
    RandomProblems problems = new RandomProblems(4, STEPS, N, 2);
    LinearGaussianDynamics drawn = problems.dynamics();
    DMatrixRMaj[] forgetting = new DMatrixRMaj[STEPS];
    DMatrixRMaj[] white = new DMatrixRMaj[STEPS];
    Arrays.setAll(forgetting, t -> new DMatrixRMaj(N, N + 2));
    Arrays.setAll(white, t -> CommonOps_DDRM.identity(N));
    LinearGaussianDynamics model = new LinearGaussianDynamics(
        forgetting,
        drawn.offsets,
        white,
        new Gaussian(new DMatrixRMaj(N, 1), CommonOps_DDRM.identity(N)));
    LinearGaussianController controller = problems.controller();

    int left = left(model, controller, about(model, controller, 0.1), 4);

    // 1 − (1 − p/k)ᵏ = 0.0952 for k = 63 intervals: 381 ± 3 · 18.6
    assertThat(left).isBetween(325, 437);
  }

  @Test
  void itIsWiderByWhatTheModelIsTakenToBeWrongByAndByWhatWasSeen() {
    RandomProblems problems = new RandomProblems(5, STEPS, N, 2);
    TrajectoryDistribution expected =
        TrajectoryDistribution.of(Kernels.rows(), problems.dynamics(), problems.controller());
    double[] none = new double[N];
    Tube narrow = Tube.about(expected, none, new TubeSettings(1e-3, 1));
    Tube wide = Tube.about(expected, none, new TubeSettings(1e-3, 3));
    DMatrixRMaj[] least = new DMatrixRMaj[STEPS + 1];
    Arrays.setAll(least, t -> new DMatrixRMaj(N, 1));
    least[7].data[1] = 100;
    Tube reaching = narrow.atLeast(least);

    for (int t = 0; t <= STEPS; t++) {
      for (int i = 0; i < N; i++) {
        double radius = narrow.radius(t).data[i];
        assertThat(wide.radius(t).data[i] / radius).isBetween(3 - 1e-12, 3 + 1e-12);
        assertThat(reaching.radius(t).data[i]).isEqualTo(t == 7 && i == 1 ? 100 : radius);
        assertThat(narrow.centre(t).data[i]).isEqualTo(expected.state(t).mean().data[i]);
      }
    }
  }

  @Test
  void nothingIsInsideThatIsNoNumberOrComesAfterItsEnd() {
    DMatrixRMaj[] centres = {new DMatrixRMaj(2, 1), new DMatrixRMaj(2, 1)};
    DMatrixRMaj[] radii = {column(1, 2), column(1, 2)};
    Tube tube = new Tube(centres, radii);

    assertThat(tube.contains(1, column(1, -2))).isTrue();
    assertThat(tube.contains(1, column(1.0000001, 0))).isFalse();
    assertThat(tube.contains(1, column(0, Double.NaN))).isFalse();
    assertThat(tube.contains(1, column(Double.NEGATIVE_INFINITY, 0))).isFalse();
    assertThat(tube.contains(2, column(0, 0))).isFalse();
  }

  @Test
  void aTubeThatCannotBeIsRefusedByPlaceAndNumber() {
    DMatrixRMaj[] centres = {new DMatrixRMaj(2, 1), new DMatrixRMaj(2, 1)};

    assertThatThrownBy(() -> new Tube(centres, new DMatrixRMaj[] {column(1, 1), column(1, 0)}))
        .hasMessage("entry 1 of the radius of the tube at step 1 must be positive and finite,"
            + " was 0.0");
    assertThatThrownBy(() ->
            new Tube(centres, new DMatrixRMaj[] {column(1, Double.NaN), column(1, 1)}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RandomProblems(1, 5, 2, 1)
            .controller()
            .within(Optional.of(new Tube(centres, new DMatrixRMaj[] {column(1, 1), column(1, 1)}))))
        .hasMessageContaining("steps of a controller's tube");
  }

  @Test
  void aControllerActsOutsideOfItButIsNotValidThereWhereThatCounts() {
    RandomProblems problems = new RandomProblems(6, STEPS, N, 2);
    LinearGaussianController controller = problems.controller();
    Tube tube = about(problems.dynamics(), controller, 0.01);
    StateEstimate far = new StateEstimate(N);
    far.mean.data[0] = 1e6;

    assertThat(controller.within(Optional.of(tube)).isValid(far, 3)).isTrue();
    assertThat(new TubedController(controller).isValid(far, 3)).isTrue();
    assertThat(new TubedController(controller.within(Optional.of(tube))).isValid(far, 3))
        .isFalse();
    far.mean.setTo(tube.centre(3));
    assertThat(new TubedController(controller.within(Optional.of(tube))).isValid(far, 3))
        .isTrue();
  }

  private static DMatrixRMaj column(double first, double second) {
    return new DMatrixRMaj(2, 1, true, first, second);
  }
}
