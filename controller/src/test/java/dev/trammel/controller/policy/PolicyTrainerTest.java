package dev.trammel.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.testing.OnEachKernels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@OnEachKernels
class PolicyTrainerTest {

  private static final int P = 6;
  private static final int M = 3;

  private final Kernels kernels;

  PolicyTrainerTest(Kernels kernels) {
    this.kernels = kernels;
  }

  private static PolicySettings settings(Activation activation, int epochs) {
    return new PolicySettings(List.of(24, 24), activation, 1e-2, 32, epochs, epochs, 1e-6, 0.1);
  }

  private static MlpPolicy teacher(Activation activation) {
    return MlpPolicy.random(P, List.of(8), M, activation, 7);
  }

  @ParameterizedTest
  @EnumSource
  void aTeacherThatIsANetworkIsLearnt(Activation activation) {
    MlpPolicy teacher = teacher(activation);
    TeacherSamples samples = Teachers.of(teacher, 100, 0, 1);

    TrainingReport report =
        new PolicyTrainer(kernels, settings(activation, 60)).train(samples, Optional.empty(), 1);

    assertThat(report.heldOutLoss()).isLessThan(2e-3 * report.curve().get(0));
    PolicyMean mean = report.policy().mean(kernels);
    double[] out = new double[M];
    double squares = 0;
    double errors = 0;
    SplittableRandom random = new SplittableRandom(99);
    for (int i = 0; i < 1_000; i++) {
      double[] o = Policies.vector(P, random);
      double[] expected = Policies.mean(teacher, o);
      assertThat(mean.of(o, out)).isTrue();
      for (int j = 0; j < M; j++) {
        squares += expected[j] * expected[j];
        errors += (out[j] - expected[j]) * (out[j] - expected[j]);
      }
    }
    assertThat(Math.sqrt(errors / squares)).isLessThan(0.05);
  }

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherOneOthers() {
    TeacherSamples samples = Teachers.of(teacher(Activation.TANH), 20, 0.1, 1);
    PolicyTrainer trainer = new PolicyTrainer(kernels, settings(Activation.TANH, 3));

    TrainingReport report = trainer.train(samples, Optional.empty(), 5);

    assertThat(trainer.train(samples, Optional.empty(), 5).curve()).isEqualTo(report.curve());
    assertThat(trainer.train(samples, Optional.empty(), 6).curve()).isNotEqualTo(report.curve());
  }

  @Test
  void trainingEndsWhenNothingGetsBetterAndTheBestEpochIsKept() {
    TeacherSamples samples = Teachers.of(teacher(Activation.TANH), 6, 1, 1);
    PolicySettings settings =
        new PolicySettings(List.of(64, 64), Activation.TANH, 1e-2, 8, 1_000, 7, 0, 0.3);

    TrainingReport report =
        new PolicyTrainer(kernels, settings).train(samples, Optional.empty(), 1);

    assertThat(report.epochs()).isEqualTo(report.bestEpoch() + 7).isLessThan(1_000);
    assertThat(report.curve()).hasSize(report.epochs() + 1);
    double best = report.curve().get(report.bestEpoch());
    assertThat(best).isEqualTo(Collections.min(report.curve()));
    // weights are rounded in between
    assertThat(report.heldOutLoss()).isCloseTo(best, within(1e-4 * best));
  }

  @Test
  void aWarmStartBeginsWhereTheLastTrainingEnded() {
    TeacherSamples samples = Teachers.of(teacher(Activation.TANH), 20, 0, 1);
    PolicyTrainer trainer = new PolicyTrainer(kernels, settings(Activation.TANH, 20));
    TrainingReport cold = trainer.train(samples, Optional.empty(), 5);

    TrainingReport warm = trainer.train(samples, Optional.of(cold.policy()), 5);

    assertThat(warm.curve().get(0)).isEqualTo(cold.heldOutLoss());
    assertThat(warm.heldOutLoss()).isLessThanOrEqualTo(cold.heldOutLoss());
  }

  @Test
  void theUnitOfThePrecisionsDoesNotMatter() {
    MlpPolicy teacher = teacher(Activation.TANH);
    SplittableRandom random = new SplittableRandom(3);
    List<TeacherSample> samples = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double[] o = Policies.vector(P, random);
      samples.add(new TeacherSample(o, Policies.mean(teacher, o), 0, 1, i / 20));
    }
    DMatrixRMaj precision = Teachers.precisions(M, random).get(0);
    DMatrixRMaj thousandfold = precision.copy();
    CommonOps_DDRM.scale(1024, thousandfold);
    PolicyTrainer trainer = new PolicyTrainer(kernels, settings(Activation.TANH, 5));

    TrainingReport one =
        trainer.train(new TeacherSamples(samples, List.of(precision)), Optional.empty(), 1);
    TrainingReport other =
        trainer.train(new TeacherSamples(samples, List.of(thousandfold)), Optional.empty(), 1);

    assertThat(other.heldOutLoss()).isEqualTo(1024 * one.heldOutLoss());
    double[] o = Policies.vector(P, random);
    assertThat(Policies.mean(other.policy(), o)).isEqualTo(Policies.mean(one.policy(), o));
  }

  @Test
  void theCovarianceIsTheInverseOfTheMeanPrecision() {
    TeacherSamples samples = Teachers.of(teacher(Activation.TANH), 20, 0.1, 1);
    DMatrixRMaj mean = new DMatrixRMaj(M, M);
    for (int i = 0; i < samples.count(); i++) {
      CommonOps_DDRM.addEquals(
          mean, 1.0 / samples.count(), samples.precision(samples.precisionOf(i)));
    }

    DMatrixRMaj covariance = new PolicyTrainer(kernels, settings(Activation.TANH, 1))
        .train(samples, Optional.empty(), 1)
        .policy()
        .covariance();

    DMatrixRMaj product = new DMatrixRMaj(M, M);
    CommonOps_DDRM.mult(mean, covariance, product);
    CommonOps_DDRM.subtractEquals(product, CommonOps_DDRM.identity(M));
    assertThat(CommonOps_DDRM.elementMaxAbs(product)).isLessThan(1e-10);
  }

  @Test
  void aTeacherOfWeightTenPullsAsTenCopiesOfIt() {
    TeacherSamples weighted = disagreeing(1, 10);
    TeacherSamples copied = disagreeing(10, 1);
    // affine, so that there is one best network
    PolicySettings affine =
        new PolicySettings(List.of(), Activation.TANH, 1e-2, 32, 200, 200, 0, 0);
    PolicyTrainer trainer = new PolicyTrainer(kernels, affine);

    TrainingReport one = trainer.train(weighted, Optional.empty(), 1);
    TrainingReport ten = trainer.train(copied, Optional.empty(), 1);

    assertThat(one.trainingLoss()).isCloseTo(ten.trainingLoss(), withinPercentage(0.01));
    assertThat(MatrixFeatures_DDRM.isIdentical(
            one.policy().covariance(), ten.policy().covariance(), 1e-12))
        .isTrue();
    SplittableRandom random = new SplittableRandom(99);
    for (int i = 0; i < 100; i++) {
      double[] o = Policies.vector(P, random);
      assertThat(Policies.mean(one.policy(), o))
          .containsExactly(Policies.mean(ten.policy(), o), within(1e-2));
    }
  }

  /** Two affine teachers on the same observations, of which the second is copied and weighed. */
  private static TeacherSamples disagreeing(int copies, double weight) {
    MlpPolicy first = MlpPolicy.random(P, List.of(), M, Activation.TANH, 7);
    MlpPolicy second = MlpPolicy.random(P, List.of(), M, Activation.TANH, 8);
    SplittableRandom random = new SplittableRandom(3);
    List<TeacherSample> samples = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double[] o = Policies.vector(P, random);
      samples.add(new TeacherSample(o, Policies.mean(first, o), 0, 1, i));
      for (int copy = 0; copy < copies; copy++) {
        samples.add(new TeacherSample(o, Policies.mean(second, o), 1, weight, i));
      }
    }
    return new TeacherSamples(samples, Teachers.precisions(M, random));
  }

  @Test
  void clippingLeavesWeightsThatAreAlikeAndCutsThoseThatWouldRule() {
    MlpPolicy teacher = teacher(Activation.TANH);
    SplittableRandom random = new SplittableRandom(3);
    double[] weights = {1, 1.5, 1, 40, 1e-4};
    double[] clipped = {1, 1.5, 1, 3, 1e-4};
    List<TeacherSample> samples = new ArrayList<>();
    for (double weight : weights) {
      double[] o = Policies.vector(P, random);
      samples.add(new TeacherSample(o, Policies.mean(teacher, o), 0, weight, 0));
    }

    TeacherSamples cut =
        new TeacherSamples(samples, Teachers.precisions(M, random)).withClippedWeights();

    for (int i = 0; i < weights.length; i++) {
      assertThat(cut.weight(i)).isEqualTo(clipped[i]);
    }
  }

  @Test
  void aStartOfOtherSizesIsRefused() {
    TeacherSamples samples = Teachers.of(teacher(Activation.TANH), 2, 0, 1);
    PolicyTrainer trainer = new PolicyTrainer(kernels, settings(Activation.TANH, 1));
    MlpPolicy other = MlpPolicy.random(P, List.of(5), M, Activation.RELU, 1);

    assertThatThrownBy(() -> trainer.train(samples, Optional.of(other), 1))
        .hasMessage("a warm start must be 6-24-24-3 TANH, was 6-5-3 RELU");
  }
}
