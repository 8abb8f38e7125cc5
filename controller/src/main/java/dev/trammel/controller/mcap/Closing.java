package dev.trammel.controller.mcap;

import dev.trammel.controller.mcap.Prelude.Place;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What stands at a closed file's end: the data's checksum, the summary, the footer. */
final class Closing {

  private static final int DATA_END_BYTES = 13;

  private final Prelude prelude;
  private final List<ChunkInfo> chunks;
  private final long begin;
  private final RecordBuffer out = new RecordBuffer();
  private final RecordBuffer offsets = new RecordBuffer();

  /**
   * Closes what a file holds.
   *
   * @param begin offset of the data's end
   */
  Closing(Prelude prelude, List<ChunkInfo> chunks, long begin) {
    this.prelude = prelude;
    this.chunks = chunks;
    this.begin = begin;
  }

  /**
   * The bytes, for once.
   *
   * @param dataCrc checksum of all bytes before
   */
  byte[] encode(int dataCrc) {
    out.begin(Opcode.DATA_END).int32(dataCrc).end();
    group(Opcode.SCHEMA, () -> prelude.schemas().forEach(schema -> schema.encode(out)));
    group(Opcode.CHANNEL, () -> prelude.channels().forEach(channel -> channel.encode(out)));
    group(Opcode.STATISTICS, this::statistics);
    group(Opcode.CHUNK_INDEX, () -> chunks.forEach(chunk -> chunk.encode(out)));
    group(Opcode.ATTACHMENT_INDEX, () -> places(Opcode.ATTACHMENT));
    group(Opcode.METADATA_INDEX, () -> places(Opcode.METADATA));
    long offsetsBegin = begin + out.size();
    out.raw(offsets.toBytes());
    // the summary's checksum ends within the footer, before itself
    out.int8(Opcode.FOOTER).int64(20).int64(begin + DATA_END_BYTES).int64(offsetsBegin);
    out.int32(out.crc(DATA_END_BYTES)).raw(Prelude.MAGIC);
    return out.toBytes();
  }

  private void group(int opcode, Runnable records) {
    int from = out.size();
    records.run();
    if (out.size() > from) {
      offsets.begin(Opcode.SUMMARY_OFFSET).int8(opcode).int64(begin + from);
      offsets.int64(out.size() - from).end();
    }
  }

  private void statistics() {
    Map<Integer, Long> counts = new TreeMap<>();
    chunks.forEach(chunk ->
        chunk.counts().forEach((channel, count) -> counts.merge(channel, (long) count, Long::sum)));
    long messages = counts.values().stream().mapToLong(Long::longValue).sum();
    out.begin(Opcode.STATISTICS).int64(messages);
    out.int16(prelude.schemas().size()).int32(prelude.channels().size());
    out.int32(count(Opcode.ATTACHMENT)).int32(count(Opcode.METADATA)).int32(chunks.size());
    out.int64(chunks.stream().mapToLong(ChunkInfo::startTime).min().orElse(0));
    out.int64(chunks.stream().mapToLong(ChunkInfo::endTime).max().orElse(0));
    out.int32(10L * counts.size());
    counts.forEach((channel, count) -> out.int16(channel).int64(count));
    out.end();
  }

  private long count(int opcode) {
    return prelude.places().stream().filter(place -> place.opcode() == opcode).count();
  }

  private void places(int opcode) {
    for (Place place : prelude.places()) {
      if (place.opcode() == opcode && opcode == Opcode.ATTACHMENT) {
        out.begin(Opcode.ATTACHMENT_INDEX).int64(place.offset()).int64(place.length());
        out.int64(0).int64(0).int64(place.dataLength()).text(place.name());
        out.text(Prelude.MEDIA_TYPE).end();
      } else if (place.opcode() == opcode) {
        out.begin(Opcode.METADATA_INDEX).int64(place.offset()).int64(place.length());
        out.text(place.name()).end();
      }
    }
  }
}
