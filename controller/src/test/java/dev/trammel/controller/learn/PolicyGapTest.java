package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.policy.Policy;
import dev.trammel.controller.policy.PolicyMean;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.trajectory.Trajectories;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyGapTest {

  private static final int N = 8;
  private static final int M = 2;

  /** A controller of one step as a policy of the state. */
  private record LinearPolicy(LinearGaussianController controller) implements Policy {

    @Override
    public int observationSize() {
      return N;
    }

    @Override
    public int inputSize() {
      return M;
    }

    @Override
    public DMatrixRMaj covariance() {
      return controller.covariance(0);
    }

    @Override
    public PolicyMean mean(Kernels kernels) {
      return (o, mean) -> {
        DMatrixRMaj u = controller.offset(0);
        CommonOps_DDRM.multAdd(controller.gain(0), DMatrixRMaj.wrap(N, 1, o), u);
        System.arraycopy(u.data, 0, mean, 0, M);
        return true;
      };
    }
  }

  private static double[] perStep(
      LinearGaussianController policy, LinearGaussianController teacher, DMatrixRMaj... states)
      throws Exception {
    Task task = TaskReader.read(TaskCatalog.shipped().find("planar-reach"));
    Actor actor = new PolicyActor(new LinearPolicy(policy), task, Kernels.rows());
    return PolicyGap.perStep(actor, task.conditions().get(0), teacher, states);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void ofALinearPolicyItIsTheDivergenceOfTwoControllersAtThatState(long seed) throws Exception {
    LinearGaussianController policy = RandomControllers.of(seed, 1, N, M);
    LinearGaussianController teacher = RandomControllers.of(seed + 100, 1, N, M);
    Trajectory episode = Trajectories.random(seed, 1, N, N, M);
    DMatrixRMaj x = new DMatrixRMaj(N, 1);
    episode.copyState(0, x.data, 0);

    double[] perStep = perStep(policy, teacher, x);

    double expected = RealisedDivergence.of(List.of(episode), policy, teacher).mean();
    assertThat(perStep).hasSize(1);
    assertThat(perStep[0]).isCloseTo(expected, within(1e-9 * expected));
  }

  @Test
  void aTeacherThatIsThePolicyIsNotFarFromIt() throws Exception {
    LinearGaussianController policy = RandomControllers.of(4, 1, N, M);

    assertThat(perStep(policy, policy, new DMatrixRMaj(N, 1))[0]).isCloseTo(0, within(1e-12));
  }
}
