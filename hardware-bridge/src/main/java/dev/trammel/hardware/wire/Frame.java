package dev.trammel.hardware.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A record whose frame is right: magic, version, type, length and CRC. Its body has the length that
 * its type and counts say, but what stands in it has still to be read.
 *
 * @param bytes the whole record; not copied
 */
public record Frame(Header header, MessageType type, byte[] bytes) {

  /** The bytes {@code TRML}. */
  public static final int MAGIC = 0x4C4D5254;

  public static final int MAJOR = 1;

  /** Greatest minor version spoken. */
  public static final int MINOR = 1;

  public static final int HEADER_BYTES = 48;

  public static final int CRC_BYTES = 4;

  /** No record is longer [byte]. */
  public static final int MOST_BYTES = 1 << 18;

  /** What came of looking at a packet. */
  public sealed interface Opening {

    /** A record; its body may still be refused. */
    record Opened(Frame frame) implements Opening {}

    /** Not a record: it is counted, and not answered. */
    record Malformed(String why) implements Opening {}

    /**
     * A record of another protocol: it is answered with VERSION or TYPE.
     *
     * @param code which of the two
     * @param type its number
     * @param sequence to answer with
     */
    record Foreign(Code code, int type, long sequence) implements Opening {}
  }

  /** Looks at a packet. */
  public static Opening open(byte[] packet) {
    if (packet.length < HEADER_BYTES + CRC_BYTES || packet.length > MOST_BYTES) {
      return malformed("a record has 52 to " + MOST_BYTES + " bytes, not " + packet.length);
    }
    ByteBuffer in = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getInt(0) != MAGIC) {
      return malformed("the magic is not TRML");
    }
    if (in.getInt(8) != packet.length) {
      return malformed("the packet has " + packet.length + " bytes, its length says "
          + Integer.toUnsignedString(in.getInt(8)));
    }
    int end = packet.length - CRC_BYTES;
    if (in.getInt(end) != Crc32c.of(packet, end)) {
      return malformed("the CRC is wrong");
    }
    return openChecked(packet, in);
  }

  private static Opening openChecked(byte[] packet, ByteBuffer in) {
    int number = Byte.toUnsignedInt(in.get(5));
    long sequence = in.getLong(24);
    if (in.get(4) != MAJOR) {
      return new Opening.Foreign(Code.VERSION, number, sequence);
    }
    MessageType type = MessageType.of(number).orElse(null);
    if (type == null) {
      return new Opening.Foreign(Code.TYPE, number, sequence);
    }
    long length = BodyFrame.length(type, in) + HEADER_BYTES + CRC_BYTES;
    if (length != packet.length) {
      return malformed(type + " has " + length + " bytes, not " + packet.length);
    }
    if (in.getShort(6) != 0 || !BodyFrame.reservedAreZero(type, in)) {
      return malformed("the flags and what is reserved must be 0");
    }
    Header header =
        new Header(in.getInt(12), in.getLong(16), sequence, in.getLong(32), in.getLong(40));
    return new Opening.Opened(new Frame(header, type, packet));
  }

  /** What stands in it, whoever sent it. */
  public Decoded<? extends Body> body() {
    return type.isRequest() ? request() : report();
  }

  /** What a controller asks; TYPE if devices send this. */
  public Decoded<Request> request() {
    return type.isRequest() ? RequestDecoder.decode(type, bodyReader()) : wrongDirection();
  }

  /** What a device says; TYPE if controllers send this. */
  public Decoded<Report> report() {
    return type.isRequest() ? wrongDirection() : ReportDecoder.decode(type, bodyReader());
  }

  private WireReader bodyReader() {
    return WireReader.ofBody(bytes);
  }

  private <T> Decoded<T> wrongDirection() {
    return Decoded.refused(Refusal.of(Code.TYPE, type + " goes the other way"));
  }

  private static Opening malformed(String why) {
    return new Opening.Malformed(why);
  }
}
