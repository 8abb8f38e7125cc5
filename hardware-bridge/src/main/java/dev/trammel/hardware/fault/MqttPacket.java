package dev.trammel.hardware.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A control packet of MQTT 5, as it is on the wire (MQTT 5, section 2). */
final class MqttPacket {

  private static final int CONNECT = 1;
  private static final int PUBLISH = 3;
  private static final int MOST_BYTES = 16 << 20;

  final byte[] bytes;
  private final int bodyAt;

  private MqttPacket(byte[] bytes, int bodyAt) {
    this.bytes = bytes;
    this.bodyAt = bodyAt;
  }

  /**
   * Reads one.
   *
   * @throws EOFException at the end of the stream
   */
  static MqttPacket read(InputStream in) throws IOException {
    byte[] head = new byte[5];
    head[0] = next(in);
    int length = 0;
    int used = 1;
    do {
      if (used == head.length) {
        throw new IOException("a packet's length has more than 4 byte");
      }
      head[used] = next(in);
      length |= (head[used] & 0x7F) << 7 * (used - 1);
    } while (head[used++] < 0);
    if (length > MOST_BYTES) {
      throw new IOException("a packet has " + length + " byte, at most " + MOST_BYTES);
    }
    byte[] bytes = Arrays.copyOf(head, used + length);
    if (in.readNBytes(bytes, used, length) < length) {
      throw new EOFException();
    }
    return new MqttPacket(bytes, used);
  }

  private static byte next(InputStream in) throws IOException {
    int value = in.read();
    if (value < 0) {
      throw new EOFException();
    }
    return (byte) value;
  }

  private int kind() {
    return (bytes[0] & 0xF0) >> 4;
  }

  private int u16(int at) throws IOException {
    if (at + 2 > bytes.length) {
      throw new IOException("a packet of MQTT is too short for what it says");
    }
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }

  private String text(int at) throws IOException {
    int length = u16(at);
    if (at + 2 + length > bytes.length) {
      throw new IOException("a packet of MQTT is too short for what it says");
    }
    return new String(bytes, at + 2, length, UTF_8);
  }

  boolean isPublish() {
    return kind() == PUBLISH;
  }

  boolean isConnect() {
    return kind() == CONNECT;
  }

  int qos() {
    return (bytes[0] & 6) >> 1;
  }

  /** Of a message. */
  String topic() throws IOException {
    return text(bodyAt);
  }

  /** Of a CONNECT: who connects. Behind the protocol's name come level, flags, keep-alive. */
  String clientId() throws IOException {
    int properties = bodyAt + 2 + u16(bodyAt) + 4;
    int length = 0;
    int at = properties;
    do {
      if (at == bytes.length || at == properties + 4) {
        throw new IOException("a CONNECT is too short for what it says");
      }
      length |= (bytes[at] & 0x7F) << 7 * (at - properties);
    } while (bytes[at++] < 0);
    return text(at + length);
  }

  private int packetIdAt() throws IOException {
    return bodyAt + 2 + u16(bodyAt);
  }

  /** What tells the sender of a message of QoS 1 that it arrived. */
  byte[] acknowledgement() throws IOException {
    int id = u16(packetIdAt());
    return new byte[] {0x40, 2, (byte) (id >> 8), (byte) id};
  }

  /** The same message with QoS 0, so that nobody acknowledges it. */
  byte[] copyWithoutAcknowledgement() throws IOException {
    if (qos() == 0) {
      return bytes;
    }
    int cut = packetIdAt();
    u16(cut);
    int length = bytes.length - bodyAt - 2;
    byte[] head = {(byte) (bytes[0] & 0xF1), 0, 0, 0, 0};
    int used = 1;
    for (int rest = length; used == 1 || rest > 0; rest >>= 7) {
      head[used++] = (byte) (rest & 0x7F | (rest > 0x7F ? 0x80 : 0));
    }
    byte[] copy = Arrays.copyOf(head, used + length);
    System.arraycopy(bytes, bodyAt, copy, used, cut - bodyAt);
    System.arraycopy(bytes, cut + 2, copy, used + cut - bodyAt, bytes.length - cut - 2);
    return copy;
  }
}
