package dev.trammel.controller.archive;

import dev.trammel.controller.mcap.Chunk;
import dev.trammel.controller.mcap.ChunkInfo;
import dev.trammel.controller.mcap.McapContents;
import dev.trammel.controller.mcap.McapReader;
import dev.trammel.controller.mcap.Message;
import dev.trammel.controller.storage.CorruptFileException;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the episodes of an archive, also while it is being written or after its writer was
 * killed; changes nothing. Every byte is checked on opening. Not thread-safe.
 */
public final class EpisodeArchive implements AutoCloseable {

  private final Path file;
  private final McapReader reader;
  private final McapContents contents;
  private final ArchiveHeader header;
  private final EpisodeIndex index;
  private final StepCodec codec;

  private EpisodeArchive(Path file, McapReader reader) throws IOException {
    this.file = file;
    this.reader = reader;
    index = new EpisodeIndex();
    contents = reader.scan(index);
    try {
      header = ArchiveHeader.of(contents.prelude());
    } catch (IllegalArgumentException e) {
      throw new CorruptFileException(file, 0, String.valueOf(e.getMessage()));
    }
    codec = new StepCodec(header.layout());
  }

  /**
   * Opens a file.
   *
   * @throws CorruptFileException if it is something else, or a byte is not what was written
   */
  public static EpisodeArchive open(Path file) throws IOException {
    McapReader reader = McapReader.open(file);
    try {
      return new EpisodeArchive(file, reader);
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  public ArchiveHeader header() {
    return header;
  }

  /** All whole episodes, by iteration, condition and episode. */
  public List<EpisodeSummary> episodes() {
    return index.episodes();
  }

  /** An episode of this iteration, condition and number, whatever its seed. */
  public Optional<EpisodeSummary> find(EpisodeId id) {
    return index.find(id).map(EpisodeIndex.Entry::summary);
  }

  /** What happened in an episode of this archive. */
  public Trajectory read(EpisodeSummary episode) throws IOException {
    EpisodeIndex.Entry entry = index
        .find(episode.id())
        .orElseThrow(() -> new IllegalArgumentException(file + " has no " + episode.id()));
    return read(reader, codec, entry, file);
  }

  /** Bytes of an episode or a summary at the end that is not whole. */
  public long unfinishedBytes() {
    McapContents whole = contents.first(index.wholeChunks());
    return whole.state() == McapContents.State.TORN ? whole.length() - whole.end() : 0;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  McapContents contents() {
    return contents;
  }

  EpisodeIndex index() {
    return index;
  }

  static Trajectory read(McapReader reader, StepCodec codec, EpisodeIndex.Entry entry, Path file)
      throws IOException {
    List<Message> steps = new ArrayList<>();
    for (ChunkInfo info : entry.chunks()) {
      Chunk chunk = reader.read(info);
      chunk.messages().stream()
          .filter(message -> message.channel() == ArchiveHeader.STEP)
          .forEach(steps::add);
    }
    try {
      return codec.decode(entry.summary().id(), steps);
    } catch (IllegalArgumentException e) {
      throw new CorruptFileException(
          file, entry.chunks().get(0).offset(), String.valueOf(e.getMessage()));
    }
  }
}
