package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.dynamics.AdaptationSettings;
import dev.trammel.controller.dynamics.RegressorScale;
import dev.trammel.controller.mpc.ChangingBody.Change;
import dev.trammel.controller.testing.Allocation;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptingHorizonTest {

  private static final int STEPS = 120;

  @Test
  void beforeAnythingIsSeenItIsTheBase() {
    ChangingBody body = new ChangingBody(3, 2, 8, 2);
    AdaptingHorizon adapting = adapting(body);
    HorizonModel base = new KnownHorizon(body, STEPS);
    Model ofBase = new Model(base);
    Model ofAdapting = new Model(adapting);

    assertThat(ofAdapting.F.data).isEqualTo(ofBase.F.data);
    assertThat(ofAdapting.f.data).isEqualTo(ofBase.f.data);
    assertThat(ofAdapting.next.data).isEqualTo(ofBase.next.data);
    assertThat(adapting.innovation().data).containsOnly(Double.NaN);
  }

  @Test
  void itsLinearModelLeadsWhereItsStepDoes() {
    ChangingBody body = new ChangingBody(3, 2, 8, 3);
    AdaptingHorizon adapting = adapting(body);
    Trajectory episode = body.run(40, Change.DAMPING_DOUBLED, 0, new SplittableRandom(3));
    for (int t = 0; t < 40; t++) {
      observe(adapting, episode, t);
    }
    Model model = new Model(adapting);
    DMatrixRMaj along = model.f.copy();
    DMatrixRMaj z = new DMatrixRMaj(8, 1);
    CommonOps_DDRM.insert(model.x, z, 0, 0);
    CommonOps_DDRM.insert(model.u, z, 6, 0);
    CommonOps_DDRM.multAdd(model.F, z, along);
    CommonOps_DDRM.subtractEquals(along, model.next);

    assertThat(adapting.belief(3)).isGreaterThan(0.5);
    assertThat(NormOps_DDRM.normF(along)).isLessThan(1e-12 * NormOps_DDRM.normF(model.next));
  }

  @Test
  void afterAResetItIsTheBaseAgain() {
    ChangingBody body = new ChangingBody(2, 1, 0, 4);
    AdaptingHorizon adapting = adapting(body);
    Trajectory episode = body.run(30, Change.MASS_ADDED, 0, new SplittableRandom(4));
    for (int t = 0; t < 30; t++) {
      observe(adapting, episode, t);
    }
    adapting.reset();

    assertThat(new Model(adapting).next.data)
        .isEqualTo(new Model(new KnownHorizon(body, STEPS)).next.data);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void whatWasNotObservedChangesNothing(double bad) {
    ChangingBody body = new ChangingBody(2, 1, 8, 5);
    AdaptingHorizon adapting = adapting(body);
    Trajectory episode = body.run(30, Change.MASS_ADDED, 0, new SplittableRandom(5));
    for (int t = 0; t < 20; t++) {
      observe(adapting, episode, t);
    }
    double[] before = new Model(adapting).next.data;
    for (int part = 0; part < 3; part++) {
      DMatrixRMaj[] seen = {state(episode, 20), input(episode, 20), state(episode, 21)};
      seen[part].data[0] = bad;

      assertThat(adapting.observe(20, seen[0], seen[1], seen[2])).isFalse();
      assertThat(new Model(adapting).next.data).isEqualTo(before);
    }
  }

  @Test
  void aBaseWithoutAnAnswerHasAnInfiniteInnovation() {
    ChangingBody body = new ChangingBody(2, 1, 0, 6);
    AdaptingHorizon adapting = new AdaptingHorizon(
        new Still(4, 1, false),
        new DMatrixRMaj[] {noise(body)},
        scale(body),
        AdaptationSettings.defaults());
    DMatrixRMaj x = new DMatrixRMaj(4, 1);
    DMatrixRMaj u = new DMatrixRMaj(1, 1);

    assertThat(adapting.observe(0, x, u, x)).isFalse();
    assertThat(adapting.innovation().data).containsOnly(Double.POSITIVE_INFINITY);
    assertThat(adapting.step(0, x, u, new DMatrixRMaj(4, 1))).isFalse();
    assertThat(adapting.linearise(0, x, u, new DMatrixRMaj(4, 5), new DMatrixRMaj(4, 1)))
        .isFalse();
  }

  @Test
  void nothingAllocates() {
    int n = 26;
    int m = 7;
    double[] spread = new double[n + m];
    Arrays.fill(spread, 1);
    AdaptingHorizon adapting = new AdaptingHorizon(
        new Still(n, m, true),
        new DMatrixRMaj[] {CommonOps_DDRM.identity(n)},
        new RegressorScale(n, new double[n + m], spread),
        AdaptationSettings.defaults());
    InnovationGuard guard = new InnovationGuard(n, GuardSettings.defaults());
    DMatrixRMaj x = new DMatrixRMaj(n, 1);
    DMatrixRMaj u = new DMatrixRMaj(m, 1);
    DMatrixRMaj next = new DMatrixRMaj(n, 1);
    DMatrixRMaj F = new DMatrixRMaj(n, n + m);
    DMatrixRMaj f = new DMatrixRMaj(n, 1);
    int[] step = {0};
    Runnable cycle = () -> {
      x.data[step[0]++ % n] += 0.01;
      adapting.observe(0, x, u, next);
      guard.observe(adapting.innovation(), adapting.innovationCovariance());
      adapting.step(1, x, u, next);
      adapting.linearise(1, x, u, F, f);
    };

    assertThat(Allocation.bytes(cycle, 2_000)).isZero();
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    ChangingBody body = new ChangingBody(2, 1, 0, 8);
    HorizonModel base = new KnownHorizon(body, STEPS);
    DMatrixRMaj[] noise = {noise(body)};

    assertThatThrownBy(() -> new AdaptingHorizon(
            base,
            noise,
            new RegressorScale(3, new double[5], new double[] {1, 1, 1, 1, 1}),
            AdaptationSettings.defaults()))
        .hasMessage("the scale must be of n = 4 and m = 1, was of 3 and 2");
    assertThatThrownBy(() -> new AdaptingHorizon(
            base,
            new DMatrixRMaj[] {new DMatrixRMaj(3, 3)},
            scale(body),
            AdaptationSettings.defaults()))
        .hasMessageContaining("W at step 0 must be 4×4, was 3×3");
  }

  private static AdaptingHorizon adapting(ChangingBody body) {
    return new AdaptingHorizon(
        new KnownHorizon(body, STEPS),
        new DMatrixRMaj[] {noise(body)},
        scale(body),
        AdaptationSettings.defaults());
  }

  private static RegressorScale scale(ChangingBody body) {
    return RegressorScale.of(body.runs(2, 50, new SplittableRandom(9)));
  }

  static DMatrixRMaj noise(ChangingBody body) {
    DMatrixRMaj noise = new DMatrixRMaj(body.stateSize(), body.stateSize());
    for (int i = 0; i < body.stateSize(); i++) {
      noise.set(i, i, body.deviation(i) * body.deviation(i));
    }
    return noise;
  }

  static void observe(AdaptingHorizon model, Trajectory episode, int t) {
    model.observe(t, state(episode, t), input(episode, t), state(episode, t + 1));
  }

  static DMatrixRMaj state(Trajectory episode, int t) {
    DMatrixRMaj x = new DMatrixRMaj(episode.stateSize(), 1);
    episode.copyState(t, x.data, 0);
    return x;
  }

  static DMatrixRMaj input(Trajectory episode, int t) {
    DMatrixRMaj u = new DMatrixRMaj(episode.inputSize(), 1);
    episode.copyApplied(t, u.data, 0);
    return u;
  }

  /** Expects every next state to be zero, or has no answer. */
  private record Still(int stateSize, int inputSize, boolean answers) implements HorizonModel {

    @Override
    public int steps() {
      return 1;
    }

    @Override
    public boolean step(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
      next.zero();
      return answers;
    }

    @Override
    public boolean linearise(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F, DMatrixRMaj f) {
      F.zero();
      f.zero();
      return answers;
    }
  }

  /** What a horizon says at one point. */
  private static final class Model {

    final DMatrixRMaj x;
    final DMatrixRMaj u;
    final DMatrixRMaj next;
    final DMatrixRMaj F;
    final DMatrixRMaj f;

    Model(HorizonModel horizon) {
      int n = horizon.stateSize();
      x = new DMatrixRMaj(n, 1);
      u = new DMatrixRMaj(horizon.inputSize(), 1);
      Arrays.setAll(x.data, i -> 0.1 * i - 0.2);
      Arrays.setAll(u.data, i -> 0.3 - i);
      next = new DMatrixRMaj(n, 1);
      F = new DMatrixRMaj(n, n + u.numRows);
      f = new DMatrixRMaj(n, 1);
      horizon.step(5, x, u, next);
      horizon.linearise(5, x, u, F, f);
    }
  }
}
