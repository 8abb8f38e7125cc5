package dev.trammel.controller.mcap;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Messages that are written and checked together: a chunk, and the indexes that follow it. */
public final class Chunk {

  /** Opcode, length, two times, size, checksum, an empty name of a compression, length. */
  static final int HEADER_BYTES = 49;

  private static final int RECORD_START = 9;

  private final List<Message> messages;
  private final byte[] records;
  private final int[] offsets;

  /** Keeps messages; at least one, none of them changed later. */
  public Chunk(List<Message> messages) {
    this.messages = List.copyOf(messages);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("a chunk needs at least one message, had 0");
    }
    RecordBuffer out = new RecordBuffer();
    offsets = new int[messages.size()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = out.size();
      messages.get(i).encode(out);
    }
    records = out.toBytes();
  }

  /**
   * The chunk of some records.
   *
   * @throws IllegalArgumentException if they are not messages, one after another
   */
  static Chunk of(byte[] records) {
    List<Message> messages = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
    try {
      while (in.hasRemaining()) {
        messages.add(message(in));
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a chunk ends within a message", e);
    }
    return new Chunk(messages);
  }

  private static Message message(ByteBuffer in) {
    int opcode = in.get();
    long length = in.getLong() - Message.HEADER_BYTES;
    int channel = Short.toUnsignedInt(in.getShort());
    long sequence = Integer.toUnsignedLong(in.getInt());
    long time = in.getLong();
    if (opcode != Opcode.MESSAGE || in.getLong() != time || length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("a chunk holds something else than messages");
    }
    byte[] data = new byte[(int) length];
    in.get(data);
    return new Message(channel, sequence, time, data);
  }

  public List<Message> messages() {
    return messages;
  }

  /** The messages as bytes. */
  byte[] records() {
    return records;
  }

  long startTime() {
    return messages.stream().mapToLong(Message::time).min().orElseThrow();
  }

  long endTime() {
    return messages.stream().mapToLong(Message::time).max().orElseThrow();
  }

  /** Number of messages of each channel. */
  Map<Integer, Integer> counts() {
    Map<Integer, Integer> counts = new TreeMap<>();
    messages.forEach(message -> counts.merge(message.channel(), 1, Integer::sum));
    return counts;
  }

  /** The chunk's record up to its content. */
  byte[] header() {
    RecordBuffer content = new RecordBuffer().raw(records);
    RecordBuffer out = new RecordBuffer().int8(Opcode.CHUNK);
    out.int64(HEADER_BYTES - RECORD_START + (long) records.length);
    out.int64(startTime()).int64(endTime()).int64(records.length);
    out.int32(content.crc(0)).text("").int64(records.length);
    return out.toBytes();
  }

  /** The index of a channel: when and where its messages are. */
  byte[] index(int channel) {
    RecordBuffer out = new RecordBuffer().begin(Opcode.MESSAGE_INDEX).int16(channel);
    out.int32(16L * counts().getOrDefault(channel, 0));
    for (int i = 0; i < offsets.length; i++) {
      if (messages.get(i).channel() == channel) {
        out.int64(messages.get(i).time()).int64(offsets[i]);
      }
    }
    return out.end().toBytes();
  }
}
