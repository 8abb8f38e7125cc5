package dev.trammel.controller.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.control.CycleStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeLogTest {

  @TempDir
  private Path folder;

  private Path file() {
    return folder.resolve("a.episode");
  }

  private byte[] written() throws IOException {
    Trajectory trajectory = Trajectories.random(4, 5, 3, 2, 1);
    new EpisodeLog(7, 1, 2, -5L, 0.05, trajectory).write(file());
    return Files.readAllBytes(file());
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    Trajectory trajectory = Trajectories.random(3, 20, 4, 5, 2);
    new EpisodeLog(7, 1, 2, -5L, 0.05, trajectory).write(file());

    EpisodeLog read = EpisodeLog.read(file());

    assertThat(List.of(read.iteration(), read.condition(), read.episode()))
        .containsExactly(7, 1, 2);
    assertThat(read.seed()).isEqualTo(-5L);
    assertThat(read.period()).isEqualTo(0.05);
    assertThat(Trajectories.hash(read.trajectory())).isEqualTo(Trajectories.hash(trajectory));
  }

  @Test
  void notFiniteNumbersKeepTheirBits() throws IOException {
    double strangeNaN = Double.longBitsToDouble(0x7ff8000000abcdefL);
    double[][] states = {{strangeNaN}, {Double.NEGATIVE_INFINITY}};
    double[][] inputs = {{-0.0}};
    Trajectory trajectory = new Trajectory(states, states, inputs, inputs, List.of(CycleStatus.OK));
    new EpisodeLog(0, 0, 0, 0, 1, trajectory).write(file());

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
        Files.write(file(), java.util.Arrays.copyOf(good, length));

        assertThatThrownBy(() -> EpisodeLog.read(file()))
            .as("length %d", length)
            .isInstanceOf(CorruptFileException.class);
      }
    }
  }

  @Test
  void aHeaderThatAsksForMoreMemoryThanThereIsIsRefused() throws IOException {
    byte[] bad = written();
    java.nio.ByteBuffer.wrap(bad).putInt(40, Integer.MAX_VALUE).putInt(44, Integer.MAX_VALUE);
    Files.write(file(), bad);

    assertThatThrownBy(() -> EpisodeLog.read(file()))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("the header announces");
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
