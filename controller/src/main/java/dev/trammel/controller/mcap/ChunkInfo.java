package dev.trammel.controller.mcap;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a chunk stands in its file, and what the file's summary says of it.
 *
 * @param offset of the chunk's record
 * @param recordsLength bytes of its messages
 * @param startTime earliest message [ns]
 * @param endTime latest message [ns]
 * @param counts number of messages of each channel
 * @param indexOffsets offset of each channel's index
 * @param end offset of what follows the last index
 */
public record ChunkInfo(
    long offset,
    int recordsLength,
    long startTime,
    long endTime,
    Map<Integer, Integer> counts,
    Map<Integer, Long> indexOffsets,
    long end) {

  public ChunkInfo {
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    indexOffsets = Collections.unmodifiableMap(new TreeMap<>(indexOffsets));
  }

  static ChunkInfo of(Chunk chunk, long offset) {
    Map<Integer, Long> indexOffsets = new TreeMap<>();
    long next = offset + Chunk.HEADER_BYTES + chunk.records().length;
    for (int channel : chunk.counts().keySet()) {
      indexOffsets.put(channel, next);
      next += chunk.index(channel).length;
    }
    return new ChunkInfo(
        offset,
        chunk.records().length,
        chunk.startTime(),
        chunk.endTime(),
        chunk.counts(),
        indexOffsets,
        next);
  }

  void encode(RecordBuffer out) {
    long records = Chunk.HEADER_BYTES + (long) recordsLength;
    out.begin(Opcode.CHUNK_INDEX).int64(startTime).int64(endTime).int64(offset).int64(records);
    out.int32(10L * indexOffsets.size());
    indexOffsets.forEach((channel, at) -> out.int16(channel).int64(at));
    out.int64(end - offset - records)
        .text("")
        .int64(recordsLength)
        .int64(recordsLength)
        .end();
  }
}
