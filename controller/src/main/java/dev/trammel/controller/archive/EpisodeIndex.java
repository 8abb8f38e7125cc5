package dev.trammel.controller.archive;

import dev.trammel.controller.mcap.Chunk;
import dev.trammel.controller.mcap.ChunkInfo;
import dev.trammel.controller.mcap.McapReader.ChunkVisitor;
import dev.trammel.controller.mcap.Message;
import dev.trammel.controller.trajectory.EpisodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Which episodes an archive holds, and in which chunks. May be read while it grows. */
final class EpisodeIndex implements ChunkVisitor {

  /**
   * An episode that is whole.
   *
   * @param chunks that hold its steps; the last one ends it
   */
  record Entry(EpisodeSummary summary, List<ChunkInfo> chunks) {}

  /** An id without its seed. */
  private record Key(int iteration, int condition, int episode) {}

  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
  private final List<ChunkInfo> pending = new ArrayList<>();
  private int wholeChunks;
  private long endTime;

  @Override
  public void visit(ChunkInfo info, Chunk chunk) {
    pending.add(info);
    Message last = chunk.messages().get(chunk.messages().size() - 1);
    if (last.channel() == ArchiveHeader.EPISODE) {
      add(new Entry(EpisodeJson.read(last.data()), List.copyOf(pending)));
      pending.clear();
    }
  }

  /** Takes an episode in whose chunks follow those before. */
  void add(Entry entry) {
    EpisodeSummary summary = entry.summary();
    long steps = entry.chunks().stream()
        .mapToLong(chunk -> chunk.counts().getOrDefault(ArchiveHeader.STEP, 0))
        .sum();
    if (steps != summary.steps() + 1L) {
      throw new IllegalArgumentException(
          summary.id() + " must have " + (summary.steps() + 1L) + " states, had " + steps);
    }
    if (entries.put(key(summary.id()), entry) != null) {
      throw new IllegalArgumentException(summary.id() + " is there twice");
    }
    wholeChunks += entry.chunks().size();
    endTime = entry.chunks().get(entry.chunks().size() - 1).endTime();
  }

  /** An episode of this number, whatever its seed. */
  Optional<Entry> find(EpisodeId id) {
    return Optional.ofNullable(entries.get(key(id)));
  }

  /** All episodes, by iteration, condition and episode. */
  List<EpisodeSummary> episodes() {
    return sorted().toList();
  }

  int size() {
    return entries.size();
  }

  /** Chunks of whole episodes. */
  int wholeChunks() {
    return wholeChunks;
  }

  /** When the last episode ends [ns]. */
  long endTime() {
    return endTime;
  }

  private Stream<EpisodeSummary> sorted() {
    return entries.values().stream().map(Entry::summary).sorted(EpisodeSummary.ORDER);
  }

  private static Key key(EpisodeId id) {
    return new Key(id.iteration(), id.condition(), id.episode());
  }
}
