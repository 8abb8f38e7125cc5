package dev.trammel.hardware.kill;

import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.archive.EpisodeSummary;
import dev.trammel.controller.trajectory.EpisodeId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/**
 * The finished episodes of a run's folder, at one instant.
 *
 * @param bytes of the archive up to there: without what is not finished, and without a summary
 */
record Kept(List<EpisodeId> episodes, byte[] bytes) {

  private static final int MAGIC_BYTES = 8;
  private static final int HEAD_BYTES = 9;
  private static final byte DATA_END = 0x0F;
  private static final Kept NOTHING = new Kept(List.of(), new byte[0]);

  static Kept in(Path run) throws IOException {
    Path file = run.resolve("episodes.mcap");
    if (!Files.exists(run.resolve("run.json")) || !Files.exists(file) || Files.size(file) == 0) {
      return NOTHING;
    }
    // a running process goes on writing it
    Path copy = Files.copy(file, run.resolve("copy.mcap"), StandardCopyOption.REPLACE_EXISTING);
    try (EpisodeArchive archive = EpisodeArchive.open(copy)) {
      byte[] all = Files.readAllBytes(copy);
      int whole = (int) (all.length - archive.unfinishedBytes());
      List<EpisodeId> ids = archive.episodes().stream().map(EpisodeSummary::id).toList();
      return new Kept(ids, Arrays.copyOf(all, Math.min(whole, data(all))));
    }
  }

  /** Where the summary begins that a good end leaves, and that whoever goes on takes off. */
  private static int data(byte[] mcap) {
    ByteBuffer in = ByteBuffer.wrap(mcap).order(ByteOrder.LITTLE_ENDIAN);
    int at = MAGIC_BYTES;
    while (at + HEAD_BYTES <= mcap.length && mcap[at] != DATA_END) {
      at = (int) Math.min(mcap.length, at + HEAD_BYTES + in.getLong(at + 1));
    }
    return Math.min(at, mcap.length);
  }

  int count() {
    return episodes.size();
  }

  /** Whether nothing of this is lost or changed there. */
  boolean isIn(Kept later) {
    return later.episodes().containsAll(episodes)
        && later.bytes().length >= bytes.length
        && Arrays.equals(bytes, 0, bytes.length, later.bytes(), 0, bytes.length);
  }
}
