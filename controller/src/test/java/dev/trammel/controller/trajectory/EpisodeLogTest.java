package dev.trammel.controller.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.storage.BinaryFile;
import dev.trammel.controller.storage.CorruptFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeLogTest {

  private static final EpisodeId ID = new EpisodeId(7, 1, 2, -5L);

  @TempDir
  private Path folder;

  private Path file() {
    return folder.resolve("a.episode");
  }

  private byte[] written() throws IOException {
    Trajectory trajectory = Trajectories.random(4, 5, 3, 2, 1);
    new EpisodeLog(ID, 0.05, trajectory).write(file());
    return Files.readAllBytes(file());
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    Trajectory trajectory = Trajectories.random(3, 20, 4, 5, 2);
    new EpisodeLog(ID, 0.05, trajectory).write(file());

    EpisodeLog read = EpisodeLog.read(file());

    assertThat(read.id()).isEqualTo(ID);
    assertThat(read.period()).isEqualTo(0.05);
    assertThat(Trajectories.hash(read.trajectory())).isEqualTo(Trajectories.hash(trajectory));
  }

  @Test
  void notFiniteNumbersKeepTheirBits() throws IOException {
    double strangeNaN = Double.longBitsToDouble(0x7ff8000000abcdefL);
    double[][] states = {{strangeNaN}, {Double.NEGATIVE_INFINITY}};
    double[][] inputs = {{-0.0}};
    Trajectory trajectory = new Trajectory(states, states, inputs, inputs, List.of(CycleStatus.OK));
    new EpisodeLog(ID, 1, trajectory).write(file());

    assertThat(Trajectories.hash(EpisodeLog.read(file()).trajectory()))
        .isEqualTo(Trajectories.hash(trajectory));
  }

  @Test
  void aChangeOfAnyBitIsRefused() throws IOException {
    byte[] good = written();
    for (int bit = 0; bit < 8 * good.length; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file(), bad);

      assertThatThrownBy(() -> EpisodeLog.read(file()))
          .as("bit %d", bit)
          .isInstanceOf(CorruptFileException.class)
          .hasMessageContaining(file().toString())
          .hasMessageContaining("byte ");
    }
  }

  @Test
  void aFileCutAnywhereOrTooLongIsRefused() throws IOException {
    byte[] good = written();
    for (int length = 0; length <= good.length + 3; length++) {
      if (length != good.length) {
        Files.write(file(), Arrays.copyOf(good, length));

        assertThatThrownBy(() -> EpisodeLog.read(file()))
            .as("length %d", length)
            .isInstanceOf(CorruptFileException.class);
      }
    }
  }

  @Test
  void sizesThatDoNotFitTheFileAreRefused() throws IOException {
    ByteBuffer content = ByteBuffer.allocate(44);
    content.putInt(28, Integer.MAX_VALUE).putInt(32, Integer.MAX_VALUE);
    new BinaryFile(0x5452414D4D454C45L, 1, "an episode").write(file(), content.array());

    assertThatThrownBy(() -> EpisodeLog.read(file()))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("sizes announce");
  }

  @Test
  void onlyTheFileItselfIsLeftBehind() throws IOException {
    written();
    written();

    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }
}
