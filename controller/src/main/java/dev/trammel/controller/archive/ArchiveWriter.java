package dev.trammel.controller.archive;

import dev.trammel.controller.mcap.Chunk;
import dev.trammel.controller.mcap.McapReader;
import dev.trammel.controller.mcap.McapWriter;
import dev.trammel.controller.mcap.Message;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.storage.CorruptFileException;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.EpisodeStore;
import dev.trammel.controller.trajectory.Trajectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps episodes in an archive: each is appended and forced to the disk when it ends. Thread-safe;
 * one process at a time.
 */
public final class ArchiveWriter implements EpisodeStore, AutoCloseable {

  private static final double NANOS = 1e9;
  private static final int CHUNK_BYTES = 1 << 22;

  private final Path file;
  private final ArchiveHeader header;
  private final StepCodec codec;
  private final EpisodeJudge judge;
  private final EpisodeIndex index;
  private final McapWriter writer;
  private final McapReader reader;
  private final long cutBytes;

  private ArchiveWriter(
      Path file, EpisodeJudge judge, EpisodeArchive archive, McapWriter writer, McapReader reader) {
    this.file = file;
    this.judge = judge;
    this.writer = writer;
    this.reader = reader;
    header = archive.header();
    codec = new StepCodec(header.layout());
    index = archive.index();
    cutBytes = archive.unfinishedBytes();
  }

  /** Begins an archive; a file that is there is replaced. */
  public static ArchiveWriter create(Path file, ArchiveHeader header, Task task)
      throws IOException {
    McapWriter.create(file, header.toPrelude()).close();
    return resume(file, task);
  }

  /**
   * Goes on with an archive; what its writer did not finish is cut off.
   *
   * @param task whose episodes these are; used by this archive alone
   * @throws CorruptFileException if it is something else, or a byte is not what was written
   */
  public static ArchiveWriter resume(Path file, Task task) throws IOException {
    try (EpisodeArchive archive = EpisodeArchive.open(file)) {
      int whole = archive.index().wholeChunks();
      McapWriter writer = McapWriter.resume(file, archive.contents().first(whole));
      return new ArchiveWriter(
          file, new EpisodeJudge(task), archive, writer, McapReader.open(file));
    }
  }

  /** Bytes that were cut off because their episode or summary was not whole. */
  public long cutBytes() {
    return cutBytes;
  }

  /** Number of episodes. */
  public int size() {
    return index.size();
  }

  @Override
  public synchronized Optional<Trajectory> find(EpisodeId id) {
    Optional<EpisodeIndex.Entry> entry = index.find(id);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    EpisodeId found = entry.get().summary().id();
    try {
      if (!found.equals(id)) {
        throw new CorruptFileException(
            file,
            entry.get().chunks().get(0).offset(),
            "the episode must be " + id + ", was " + found);
      }
      return Optional.of(EpisodeArchive.read(reader, codec, entry.get(), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void keep(EpisodeId id, EpisodeStart start, Trajectory trajectory) {
    codec.requireFits(trajectory);
    long begin = index.size() == 0 ? 0 : index.endTime() + nanos(header.period());
    EpisodeSummary summary = new EpisodeSummary(
        id,
        judge.condition(id),
        start,
        trajectory.steps(),
        judge.succeeds(id, trajectory),
        judge.cost(id, trajectory),
        begin);
    try {
      index.add(new EpisodeIndex.Entry(summary, writer.append(chunks(summary, trajectory))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Chunk> chunks(EpisodeSummary summary, Trajectory trajectory) {
    List<Chunk> chunks = new ArrayList<>();
    List<Message> messages = new ArrayList<>();
    int bytes = 0;
    long time = summary.begin();
    for (int t = 0; t <= trajectory.steps(); t++) {
      if (bytes > CHUNK_BYTES) {
        chunks.add(new Chunk(messages));
        messages.clear();
        bytes = 0;
      }
      double seconds = t * header.period();
      time = summary.begin() + nanos(seconds);
      byte[] data = codec.encode(summary.id(), trajectory, t, seconds);
      messages.add(new Message(ArchiveHeader.STEP, t, time, data));
      bytes += data.length;
    }
    messages.add(
        new Message(ArchiveHeader.EPISODE, index.size(), time, EpisodeJson.write(summary)));
    chunks.add(new Chunk(messages));
    return chunks;
  }

  /** Ends the file, so that readers of the summary can read it. */
  @Override
  public synchronized void close() throws IOException {
    try (reader) {
      writer.close();
    }
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * NANOS);
  }
}
