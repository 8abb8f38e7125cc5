package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.dynamics.GaussianProcessModel;
import dev.trammel.controller.dynamics.GaussianProcessSettings;
import dev.trammel.controller.dynamics.TransitionMemory;
import dev.trammel.controller.mpc.RigidBodyTransition;
import dev.trammel.controller.task.SensorModel;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;

/** On the two-link arm: angles and rates are entries 0 to 3, the tip's place and velocity 4 to 7. */
class KinematicTransitionTest {

  private static final int STEPS = 40;

  private final Task task = task("planar-reach");
  private final RigidBodyTransition truth = new RigidBodyTransition(task.plant());
  private final DMatrixRMaj x = new DMatrixRMaj(8, 1);
  private final DMatrixRMaj u = new DMatrixRMaj(new double[] {0.7, -0.4});
  private final KinematicTransition model = learned();

  KinematicTransitionTest() {
    truth.observe(new double[] {0.2, 0.5}, new double[] {0.3, -0.2}, x);
  }

  private static Task task(String name) {
    try {
      return TaskReader.read(TaskCatalog.shipped().find(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private KinematicTransition learned() {
    List<Trajectory> episodes = new ArrayList<>();
    for (int e = 0; e < 6; e++) {
      episodes.add(episode(new Random(e)));
    }
    TransitionMemory joints = TransitionMemory.of(List.of(new TrajectoryBatch(episodes)))
        .ofEntries(JointEntries.of(task.plant()));
    GaussianProcessModel process =
        GaussianProcessModel.fit(joints, new boolean[4], GaussianProcessSettings.defaults(), 1);
    return new KinematicTransition(process.predictor(), task.plant());
  }

  private Trajectory episode(Random random) {
    double[][] states = new double[STEPS + 1][8];
    double[][] inputs = new double[STEPS][2];
    DMatrixRMaj state = new DMatrixRMaj(8, 1);
    DMatrixRMaj input = new DMatrixRMaj(2, 1);
    truth.observe(new double[] {0, 0.6}, new double[2], state);
    states[0] = state.data.clone();
    for (int t = 0; t < STEPS; t++) {
      input.data[0] = inputs[t][0] = random.nextGaussian();
      input.data[1] = inputs[t][1] = random.nextGaussian();
      truth.step(state, input, state);
      states[t + 1] = state.data.clone();
    }
    return new Trajectory(
        states, states, inputs, inputs, Collections.nCopies(STEPS, CycleStatus.OK));
  }

  @Test
  void theTipIsWhereTheJointsPutIt() {
    DMatrixRMaj next = new DMatrixRMaj(8, 1);
    DMatrixRMaj expected = new DMatrixRMaj(8, 1);
    model.step(x, u, next);
    new SensorModel(task.plant())
        .read(
            new double[] {next.get(0), next.get(1)},
            new double[] {next.get(2), next.get(3)},
            expected);
    assertThat(next.data).containsExactly(expected.data);

    truth.step(x, u, expected);
    assertThat(next.data).containsExactly(expected.data, within(0.01));
  }

  @Test
  void whatAPointReadsChangesNothing() {
    DMatrixRMaj next = new DMatrixRMaj(8, 1);
    DMatrixRMaj other = new DMatrixRMaj(8, 1);
    model.step(x, u, next);
    x.set(4, 0, 17);
    model.step(x, u, other);

    assertThat(other.data).containsExactly(next.data);
  }

  @Test
  void derivativesAreThoseOfTheStep() {
    DMatrixRMaj F = new DMatrixRMaj(8, 10);
    model.linearise(x, u, F);

    for (int column = 0; column < 10; column++) {
      DMatrixRMaj varied = column < 8 ? x : u;
      int entry = column < 8 ? column : column - 8;
      DMatrixRMaj ahead = new DMatrixRMaj(8, 1);
      DMatrixRMaj behind = new DMatrixRMaj(8, 1);
      varied.data[entry] += 1e-5;
      model.step(x, u, ahead);
      varied.data[entry] -= 2e-5;
      model.step(x, u, behind);
      varied.data[entry] += 1e-5;
      CommonOps_DDRM.subtract(ahead, behind, ahead);
      CommonOps_DDRM.scale(1 / 2e-5, ahead);
      assertThat(CommonOps_DDRM.extractColumn(F, column, null).data)
          .containsExactly(ahead.data, within(1e-6));
    }
  }

  @Test
  void theTipIsAsUncertainAsTheJointsMakeIt() {
    DMatrixRMaj W = new DMatrixRMaj(8, 8);
    model.covariances(new DMatrixRMaj[] {x}, new DMatrixRMaj[] {u}, new DMatrixRMaj[] {W});
    DMatrixRMaj next = new DMatrixRMaj(8, 1);
    model.step(x, u, next);
    DMatrixRMaj H = new DMatrixRMaj(8, 4);
    new SensorModel(task.plant())
        .linearise(
            new double[] {next.get(0), next.get(1)}, new double[] {next.get(2), next.get(3)}, H);
    DMatrixRMaj V = CommonOps_DDRM.extract(W, 0, 4, 0, 4);
    DMatrixRMaj expected = new DMatrixRMaj(8, 8);
    CommonOps_DDRM.multTransB(CommonOps_DDRM.mult(H, V, null), H, expected);

    assertThat(W.data).containsExactly(expected.data, within(1e-9));
    assertThat(MatrixFeatures_DDRM.isPositiveDefinite(W)).isTrue();
  }
}
