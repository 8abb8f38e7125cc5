package dev.trammel.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.storage.CorruptFileException;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectories;
import dev.trammel.controller.trajectory.Trajectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeArchiveTest {

  private static final int EPISODES = 4;

  @TempDir
  private Path folder;

  private Path file() {
    return folder.resolve("episodes.mcap");
  }

  @Test
  void whatIsReadIsWhatWasKept() throws IOException {
    Archives.write(file(), EPISODES);

    assertThat(Archives.intact(file())).isEqualTo(EPISODES);
    try (EpisodeArchive archive = EpisodeArchive.open(file())) {
      EpisodeSummary third = archive.episodes().get(2);
      assertThat(archive.header()).isEqualTo(Archives.header());
      assertThat(third.id()).isEqualTo(Archives.id(2));
      assertThat(third.start().positions()).containsExactly(0.2);
      assertThat(third.start().seed()).isEqualTo(-2);
      assertThat(third.steps()).isEqualTo(5);
      assertThat(third.cost())
          .isEqualTo(new EpisodeJudge(Archives.task()).cost(third.id(), Archives.episode(2)));
      assertThat(archive.unfinishedBytes()).isZero();
    }
  }

  @Test
  void notFiniteNumbersKeepTheirBits() throws IOException {
    double strangeNaN = Double.longBitsToDouble(0x7ff8000000abcdefL);
    double[][] states = {{strangeNaN, -0.0}, {Double.NEGATIVE_INFINITY, Double.MIN_VALUE}};
    double[][] inputs = {{-0.0}};
    Trajectory trajectory = new Trajectory(states, states, inputs, inputs, List.of(CycleStatus.OK));
    try (ArchiveWriter writer = ArchiveWriter.create(file(), Archives.header(), Archives.task())) {
      writer.keep(Archives.id(0), Archives.start(0), trajectory);

      assertThat(Trajectories.hash(writer.find(Archives.id(0)).orElseThrow()))
          .isEqualTo(Trajectories.hash(trajectory));
    }
  }

  @Test
  void anEpisodeThatWasDrawnOtherwiseIsRefused() throws IOException {
    try (ArchiveWriter writer = ArchiveWriter.create(file(), Archives.header(), Archives.task())) {
      Archives.keep(writer, 0, 1);

      assertThat(writer.find(Archives.id(1))).isEmpty();
      assertThatThrownBy(() -> writer.find(new EpisodeId(0, 0, 0, 5)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("the episode must be EpisodeId[iteration=0");
    }
  }

  @Test
  void timeGoesOnFromEpisodeToEpisode() throws IOException {
    Archives.write(file(), EPISODES);

    try (EpisodeArchive archive = EpisodeArchive.open(file())) {
      long next = 0;
      for (EpisodeSummary episode : archive.episodes()) {
        assertThat(episode.begin()).isEqualTo(next);
        next += Math.round((episode.steps() + 1) * archive.header().period() * 1e9);
      }
    }
  }

  @Test
  void aLongEpisodeTakesSeveralChunksAndIsThereOrNot() throws IOException {
    Trajectory endless = Trajectories.random(1, 60_000, 2, 2, 1);
    try (ArchiveWriter writer = ArchiveWriter.create(file(), Archives.header(), Archives.task())) {
      writer.keep(Archives.id(0), Archives.start(0), endless);
      writer.keep(Archives.id(1), Archives.start(1), endless);
    }
    byte[] bytes = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(bytes, bytes.length * 9 / 10));

    try (EpisodeArchive archive = EpisodeArchive.open(file())) {
      assertThat(archive.episodes()).hasSize(1);
      assertThat(archive.unfinishedBytes()).isGreaterThan(bytes.length / 3);
      assertThat(Trajectories.hash(archive.read(archive.episodes().get(0))))
          .isEqualTo(Trajectories.hash(endless));
    }
  }

  @Test
  void anArchiveCutAnywhereHasEveryEpisodeThatWasFinished() throws IOException {
    Archives.write(file(), EPISODES);
    byte[] whole = Files.readAllBytes(file());
    int most = 0;
    for (int length = chunk(0); length < whole.length; length += 3) {
      Files.write(file(), Arrays.copyOf(whole, length));
      int intact = Archives.intact(file());
      assertThat(intact).as("length %d", length).isBetween(most, most + 1);
      most = intact;
    }
    assertThat(most).isEqualTo(EPISODES);
  }

  @Test
  void anEpisodeIsThereFromItsLastByteOn() throws IOException {
    Archives.write(file(), EPISODES);
    byte[] whole = Files.readAllBytes(file());
    for (int k = 1; k <= EPISODES; k++) {
      int end = chunk(k);
      for (int length = end - 3; length <= end + 3; length++) {
        Files.write(file(), Arrays.copyOf(whole, length));
        assertThat(Archives.intact(file())).as("%d", length).isEqualTo(length < end ? k - 1 : k);
      }
    }
  }

  @Test
  void anArchiveCutAnywhereIsGoneOnWithToTheSameBytes() throws IOException {
    Archives.write(file(), EPISODES);
    byte[] whole = Files.readAllBytes(file());
    int begin = chunk(0);
    for (int length = begin; length <= whole.length; length += 61) {
      Files.write(file(), Arrays.copyOf(whole, length));
      try (ArchiveWriter writer = ArchiveWriter.resume(file(), Archives.task())) {
        Archives.keep(writer, writer.size(), EPISODES);
      }
      assertThat(file()).as("length %d", length).hasBinaryContent(whole);
    }
  }

  @Test
  void spaceThatWasReservedAndNotWrittenIsCutOff() throws IOException {
    Archives.write(file(), EPISODES);
    byte[] whole = Files.readAllBytes(file());
    byte[] zeros = Arrays.copyOf(Arrays.copyOf(whole, chunk(2)), whole.length);
    Files.write(file(), zeros);

    assertThat(Archives.intact(file())).isEqualTo(2);
    try (ArchiveWriter writer = ArchiveWriter.resume(file(), Archives.task())) {
      assertThat(writer.cutBytes()).isEqualTo(whole.length - chunk(2));
    }
    assertThat(Archives.intact(file())).isEqualTo(2);
  }

  /** Offset of the k-th episode, from 0. */
  private int chunk(int k) throws IOException {
    Path shorter = folder.resolve("shorter");
    Archives.write(shorter, k);
    try (EpisodeArchive archive = EpisodeArchive.open(shorter)) {
      return (int) archive.contents().end();
    }
  }

  @Test
  void aChangedBitAnywhereIsRefused() throws IOException {
    Archives.write(file(), 2);
    byte[] good = Files.readAllBytes(file());
    for (int at = 0; at < good.length; at += 3) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << at % 8);
      Files.write(file(), bad);

      assertThatThrownBy(() -> EpisodeArchive.open(file()))
          .as("byte %d", at)
          .isInstanceOf(CorruptFileException.class)
          .hasMessageContaining(file() + ", byte ");
    }
  }

  @Test
  void anOpenArchiveWithAChangedBitIsRefusedAndNotRepaired() throws IOException {
    Archives.write(file(), 2);
    byte[] open = Arrays.copyOf(Files.readAllBytes(file()), chunk(2));
    for (int at = 0; at < open.length; at += 5) {
      byte[] bad = open.clone();
      bad[at] ^= (byte) (1 << (at + 3) % 8);
      Files.write(file(), bad);

      assertThatThrownBy(() -> ArchiveWriter.resume(file(), Archives.task()))
          .as("byte %d", at)
          .isInstanceOf(CorruptFileException.class);
      assertThat(file()).hasBinaryContent(bad);
    }
  }
}
