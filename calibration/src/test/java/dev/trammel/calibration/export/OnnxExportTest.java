package dev.trammel.calibration.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.trammel.calibration.Trammel;
import dev.trammel.calibration.Trammel.Ended;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.policy.Activation;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.PolicyMean;
import dev.trammel.controller.policy.PolicySettings;
import dev.trammel.controller.policy.PolicyTrainer;
import dev.trammel.controller.policy.TeacherSample;
import dev.trammel.controller.policy.TeacherSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ONNX Runtime computes from an exported policy what we compute. */
class OnnxExportTest {

  private static final int INPUTS = 10_000;
  private static final int P = 9;
  private static final int M = 4;

  @TempDir
  private Path folder;

  /** Trained for an epoch, so that its whitenings are not trivial. */
  private static MlpPolicy policy(Activation activation) {
    SplittableRandom random = new SplittableRandom(1);
    List<TeacherSample> samples = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      double[] o = random.doubles(P, -3, 8).toArray();
      double[] u = {10 * o[0], o[1] * o[2], 100 + o[3], 1e-3 * o[4]};
      samples.add(new TeacherSample(o, u, 0, 1, i / 50));
    }
    PolicySettings settings = new PolicySettings(List.of(64, 48), activation, 1e-3, 50, 1, 1, 0, 0);
    return new PolicyTrainer(Kernels.rows(), settings)
        .train(
            new TeacherSamples(samples, List.of(CommonOps_DDRM.identity(M))), Optional.empty(), 1)
        .policy();
  }

  @ParameterizedTest
  @EnumSource
  void onnxRuntimeComputesWhatWeCompute(Activation activation) throws Exception {
    MlpPolicy policy = policy(activation);
    Path file = folder.resolve("a.policy");
    Path onnx = folder.resolve("a.onnx");
    policy.write(file);

    Ended ended = trammel("export", file.toString(), "--onnx", onnx.toString());

    assertThat(ended.out()).contains("Wrote the policy: " + onnx);
    assertThat(ended.code()).isZero();
    float[][] observations = observations(new SplittableRandom(2));
    float[][] found = evaluated(onnx, observations);
    PolicyMean mean = policy.mean(Kernels.best());
    double[] o = new double[P];
    double[] u = new double[M];
    for (int i = 0; i < INPUTS; i++) {
      for (int j = 0; j < P; j++) {
        o[j] = observations[i][j];
      }
      assertThat(mean.of(o, u)).isTrue();
      for (int j = 0; j < M; j++) {
        assertThat(Math.abs(found[i][j] - u[j])).isLessThanOrEqualTo(1e-5 * Math.abs(u[j]));
      }
    }
  }

  private static float[][] observations(SplittableRandom random) {
    float[][] observations = new float[INPUTS][P];
    for (float[] observation : observations) {
      for (int j = 0; j < P; j++) {
        observation[j] = (float) random.nextDouble(-5, 10);
      }
    }
    return observations;
  }

  private static float[][] evaluated(Path model, float[][] observations) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(model.toString());
        OnnxTensor tensor = OnnxTensor.createTensor(environment, observations);
        OrtSession.Result result = session.run(Map.of("observation", tensor))) {
      assertThat(session.getMetadata().getCustomMetadata()).containsKey("covariance");
      assertThat(session.getMetadata().getProducerName()).isEqualTo("trammel");
      return (float[][]) result.get(0).getValue();
    }
  }

  @Test
  void aRunWithoutAPolicySaysSo() throws Exception {
    Files.createDirectories(folder.resolve("run"));

    Ended ended = trammel("export", "run", "--onnx", "a.onnx");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .contains("run has no policy: there is no file run/policies/best.policy");
  }

  @Test
  void aDamagedPolicyIsRefused() throws Exception {
    Path file = folder.resolve("a.policy");
    policy(Activation.RELU).write(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    Ended ended = trammel("export", "a.policy", "--onnx", "a.onnx");

    assertThat(ended.code()).isNotZero();
    assertThat(ended.err()).contains("a.policy, byte ", "checksum");
    assertThat(folder.resolve("a.onnx")).doesNotExist();
  }

  private Ended trammel(String... arguments) throws IOException, InterruptedException {
    return Trammel.run(folder, arguments);
  }
}
