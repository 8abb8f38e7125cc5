package dev.trammel.controller.mcap;

import java.util.List;

/**
 * What a file was found to hold.
 *
 * @param prelude its begin
 * @param chunks those that are whole, in the order of the file
 * @param end offset of what follows the last whole chunk and its indexes
 * @param length of the file
 * @param state whether it was closed
 */
public record McapContents(
    Prelude prelude, List<ChunkInfo> chunks, long end, long length, State state) {

  /** How a file ends. */
  public enum State {
    /** With its summary. */
    CLOSED,
    /** After a chunk: its writer has not closed it, or was killed. */
    OPEN,
    /** Within a chunk or the summary: its writer is writing, or was killed while it did. */
    TORN
  }

  public McapContents {
    chunks = List.copyOf(chunks);
  }

  /** What is left if only the first chunks count. */
  public McapContents first(int count) {
    if (count == chunks.size()) {
      return this;
    }
    long cut = count == 0 ? prelude.encode().length : chunks.get(count - 1).end();
    return new McapContents(prelude, chunks.subList(0, count), cut, length, State.TORN);
  }
}
