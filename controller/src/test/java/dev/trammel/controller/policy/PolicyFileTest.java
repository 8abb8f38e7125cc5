package dev.trammel.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.storage.CorruptFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyFileTest {

  @TempDir
  private Path folder;

  @ParameterizedTest
  @EnumSource
  void aPolicyIsReadAsItWasWritten(Activation activation) throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      MlpPolicy policy = Policies.random(activation, seed);
      Path file = folder.resolve("a.policy");
      policy.write(file);

      MlpPolicy read = MlpPolicy.read(file);

      double[] o = Policies.vector(policy.observationSize(), new SplittableRandom(seed));
      assertThat(Policies.mean(read, o)).isEqualTo(Policies.mean(policy, o));
      assertThat(read.activation()).isEqualTo(activation);
      assertThat(read.hiddenSizes()).isEqualTo(policy.hiddenSizes());
      assertThat(MatrixFeatures_DDRM.isIdentical(read.covariance(), policy.covariance(), 0))
          .isTrue();
    }
  }

  @Test
  void twoHundredDamagesAreRefused() throws IOException {
    Path whole = folder.resolve("whole.policy");
    Policies.random(Activation.TANH, 3).write(whole);
    byte[] bytes = Files.readAllBytes(whole);
    Path damaged = folder.resolve("damaged.policy");
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 200; trial++) {
      Files.write(damaged, damage(bytes, trial % 4, random));

      assertThatThrownBy(() -> MlpPolicy.read(damaged))
          .isInstanceOf(CorruptFileException.class)
          .hasMessageStartingWith(damaged.toString());
    }
  }

  /** Flips a bit, cuts, repeats a part or swaps two. */
  private static byte[] damage(byte[] bytes, int kind, SplittableRandom random) {
    int place = random.nextInt(bytes.length);
    byte[] damaged = bytes.clone();
    switch (kind) {
      case 0 -> damaged[place] ^= (byte) (1 << random.nextInt(8));
      case 1 -> damaged = Arrays.copyOf(bytes, place);
      case 2 -> damaged = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100));
      default -> {
        int half = bytes.length / 2;
        System.arraycopy(bytes, 0, damaged, half, half);
        System.arraycopy(bytes, half, damaged, 0, half);
      }
    }
    return damaged;
  }
}
