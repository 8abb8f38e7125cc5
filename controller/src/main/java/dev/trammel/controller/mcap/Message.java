package dev.trammel.controller.mcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One message of a chunk.
 *
 * @param channel its id
 * @param sequence counts the channel's messages, as its writer sees fit
 * @param time [ns] on the file's time axis
 * @param data content; do not modify
 */
public record Message(int channel, long sequence, long time, byte[] data) {

  /** Channel, sequence, and the times of logging and of publishing. */
  static final int HEADER_BYTES = 22;

  void encode(RecordBuffer out) {
    out.begin(Opcode.MESSAGE)
        .int16(channel)
        .int32(sequence)
        .int64(time)
        .int64(time)
        .raw(data);
    out.end();
  }

  /** The content, to be read from. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(data).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }
}
