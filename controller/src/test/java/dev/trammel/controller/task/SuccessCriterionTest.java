package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.trajectory.Trajectory;
import java.io.IOException;
import java.util.Collections;
import java.util.function.IntFunction;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The shipped criteria on made-up episodes. */
class SuccessCriterionTest {

  private static final double UPRIGHT = Math.PI;

  private static Task task(String name) throws IOException {
    return TaskReader.read(TaskCatalog.shipped().find(name));
  }

  private static SuccessCriterion criterion(String name) throws IOException {
    return task(name).conditions().get(0).success();
  }

  private static Trajectory episode(
      int T, IntFunction<double[]> truth, IntFunction<double[]> estimate) {
    double[][] truths = new double[T + 1][];
    double[][] estimates = new double[T + 1][];
    for (int t = 0; t <= T; t++) {
      truths[t] = truth.apply(t);
      estimates[t] = estimate.apply(t);
    }
    double[][] inputs = new double[T][1];
    return new Trajectory(
        estimates, truths, inputs, inputs, Collections.nCopies(T, CycleStatus.OK));
  }

  private static Trajectory known(int T, IntFunction<double[]> truth) {
    return episode(T, truth, t -> new double[truth.apply(t).length]);
  }

  /** Hangs, then stands at an angle from a step on, but for one step. */
  private static Trajectory pendulum(double angle, int from, int lapse) {
    return known(100, t -> new double[] {t >= from && t != lapse ? angle : 0, 0});
  }

  @Test
  void uprightThroughTheWholeLastSecondCounts() throws IOException {
    SuccessCriterion success = criterion("pendulum-swingup");

    assertThat(success.isMet(pendulum(UPRIGHT, 80, -1))).isTrue();
    assertThat(success.isMet(pendulum(UPRIGHT, 81, -1))).isFalse();
    assertThat(success.isMet(pendulum(UPRIGHT, 0, 90))).isFalse();
    assertThat(success.isMet(pendulum(UPRIGHT, 0, 100))).isFalse();
  }

  @Test
  void uprightIsUprightWholeTurnsAway() throws IOException {
    SuccessCriterion success = criterion("pendulum-swingup");
    double tenDegrees = Math.toRadians(10);

    assertThat(success.isMet(pendulum(-UPRIGHT, 0, -1))).isTrue();
    assertThat(success.isMet(pendulum(5 * UPRIGHT - 0.99 * tenDegrees, 0, -1))).isTrue();
    assertThat(success.isMet(pendulum(UPRIGHT + 1.01 * tenDegrees, 0, -1))).isFalse();
  }

  @Test
  void theTruthIsJudgedWhereItIsKnownAndTheEstimateElsewhere() throws IOException {
    SuccessCriterion success = criterion("pendulum-swingup");
    double[] up = {UPRIGHT, 0};
    double[] down = {0, 0};
    double[] unknown = {Double.NaN, Double.NaN};

    assertThat(success.isMet(episode(100, t -> up, t -> down))).isTrue();
    assertThat(success.isMet(episode(100, t -> down, t -> up))).isFalse();
    assertThat(success.isMet(episode(100, t -> unknown, t -> up))).isTrue();
    assertThat(success.isMet(episode(100, t -> unknown, t -> unknown))).isFalse();
  }

  @Test
  void anEpisodeCutShortIsNoSuccess() throws IOException {
    Trajectory half = known(50, t -> new double[] {UPRIGHT, 0});

    assertThat(criterion("pendulum-swingup").worstRatio(half)).isInfinite();
  }

  @Test
  void aPoleThatStandsInTheWrongPlaceIsNoSuccess() throws IOException {
    SuccessCriterion success = criterion("cartpole-swingup");

    assertThat(success.isMet(known(80, t -> new double[] {0.14, UPRIGHT, 0, 0})))
        .isTrue();
    assertThat(success.isMet(known(80, t -> new double[] {0.16, UPRIGHT, 0, 0})))
        .isFalse();
    // the tip is 0.6 sin 0.2 = 0.119 m off, the pole 11.5°
    assertThat(success.isMet(known(80, t -> new double[] {0, UPRIGHT + 0.2, 0, 0})))
        .isFalse();
  }

  @Test
  void aReachThatPassesByIsNoSuccess() throws IOException {
    Task task = task("planar-reach");
    Condition right = task.conditions().get(1);
    // both links' ends by hand: elbow angle from the law of cosines, goal at (0.5, -0.4)
    double elbow = Math.acos((0.41 - 0.5) / 0.5);
    double shoulder = Math.atan2(-0.4, 0.5) - elbow / 2;
    DMatrixRMaj x = new DMatrixRMaj(8, 1);
    double[] q = {shoulder, elbow};

    new SensorModel(task.plant()).read(q, new double[2], x);
    double[] resting = x.data.clone();
    new SensorModel(task.plant()).read(q, new double[] {0.1, 0}, x);
    double[] passing = x.data.clone();

    assertThat(right.success().isMet(known(60, t -> resting))).isTrue();
    // 0.1 rad/s at 0.64 m is 0.064 m/s: above 0.05, by 1.28 times
    assertThat(right.success().worstRatio(known(60, t -> passing))).isBetween(1.27, 1.29);
  }
}
