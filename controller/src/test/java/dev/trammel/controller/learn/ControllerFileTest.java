package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.Tube;
import dev.trammel.controller.storage.CorruptFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControllerFileTest {

  @TempDir
  private Path folder;

  private static LinearGaussianController random(int steps, int n, int m) {
    Random random = new Random(1);
    return new LinearGaussianController(
        matrices(random, steps, m, n),
        matrices(random, steps, m, 1),
        matrices(random, steps, m, m),
        matrices(random, steps + 1, n, 1),
        matrices(random, steps, m, 1));
  }

  private static DMatrixRMaj[] matrices(Random random, int count, int rows, int columns) {
    DMatrixRMaj[] matrices = new DMatrixRMaj[count];
    Arrays.setAll(matrices, t -> RandomMatrices_DDRM.rectangle(rows, columns, -1, 1, random));
    return matrices;
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    Path file = folder.resolve("a.controller");
    LinearGaussianController written = random(7, 3, 2);
    ControllerFile.write(file, written);

    LinearGaussianController read = ControllerFile.read(file);

    assertThat(read.steps()).isEqualTo(7);
    for (int t = 0; t < 7; t++) {
      assertThat(read.gain(t).data).isEqualTo(written.gain(t).data);
      assertThat(read.offset(t).data).isEqualTo(written.offset(t).data);
      assertThat(read.covariance(t).data).isEqualTo(written.covariance(t).data);
      assertThat(read.nominalState(t + 1).data).isEqualTo(written.nominalState(t + 1).data);
      assertThat(read.nominalInput(t).data).isEqualTo(written.nominalInput(t).data);
    }
  }

  @Test
  void theTubeIsKeptAndCostsNothingWhereThereIsNone() throws IOException {
    LinearGaussianController without = random(7, 3, 2);
    Random random = new Random(2);
    DMatrixRMaj[] radii = matrices(random, 8, 3, 1);
    Arrays.stream(radii).forEach(radius -> CommonOps_DDRM.add(radius, 2));
    Tube tube = new Tube(matrices(random, 8, 3, 1), radii);

    byte[] bytes = ControllerFile.bytes(without.within(Optional.of(tube)));
    Tube read = ControllerFile.read(folder, bytes).tube().orElseThrow();

    for (int t = 0; t <= 7; t++) {
      assertThat(read.centre(t).data).isEqualTo(tube.centre(t).data);
      assertThat(read.radius(t).data).isEqualTo(tube.radius(t).data);
    }
    byte[] plain = ControllerFile.bytes(without);
    assertThat(bytes.length - plain.length).isEqualTo(2 * 8 * 3 * 8);
    assertThat(ControllerFile.read(folder, plain).tube()).isEmpty();
  }

  @Test
  void aChangedOrCutFileIsRefused() throws IOException {
    Path file = folder.resolve("a.controller");
    ControllerFile.write(file, random(2, 2, 1));
    byte[] good = Files.readAllBytes(file);
    for (int i = 0; i < good.length; i++) {
      byte[] changed = good.clone();
      changed[i] ^= 0x40;
      Files.write(file, changed);
      assertThatThrownBy(() -> ControllerFile.read(file)).isInstanceOf(CorruptFileException.class);
      Files.write(file, Arrays.copyOf(good, i));
      assertThatThrownBy(() -> ControllerFile.read(file)).isInstanceOf(CorruptFileException.class);
    }
  }
}
