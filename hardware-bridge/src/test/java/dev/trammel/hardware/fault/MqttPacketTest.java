package dev.trammel.hardware.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MqttPacketTest {

  private static MqttPacket read(byte... bytes) throws IOException {
    return MqttPacket.read(new ByteArrayInputStream(bytes));
  }

  /** Topic "a/b", identifier 0x1234, no properties, and so many bytes of payload. */
  private static byte[] publish(int payload) {
    int length = 2 + 3 + 2 + 1 + payload;
    byte[] bytes = new byte[1 + 3 + length];
    byte[] head = {
      0x32,
      (byte) (length & 0x7F | 0x80),
      (byte) (length >> 7 & 0x7F | 0x80),
      (byte) (length >> 14),
      0,
      3,
      'a',
      '/',
      'b',
      0x12,
      0x34,
      0
    };
    System.arraycopy(head, 0, bytes, 0, head.length);
    Arrays.fill(bytes, head.length, bytes.length, (byte) 7);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 119, 120, 121, 16_375, 16_376, 16_377, 100_000})
  void aCopyWithoutAcknowledgementIsTheSameMessageWithQualityZero(int payload) throws IOException {
    MqttPacket first = read(publish(payload));

    MqttPacket copy = read(first.copyWithoutAcknowledgement());

    assertThat(first.topic()).isEqualTo("a/b");
    assertThat(first.qos()).isEqualTo(1);
    assertThat(copy.isPublish()).isTrue();
    assertThat(copy.topic()).isEqualTo("a/b");
    assertThat(copy.qos()).isZero();
    byte[] end = new byte[payload];
    Arrays.fill(end, (byte) 7);
    assertThat(Arrays.copyOfRange(copy.bytes, copy.bytes.length - payload, copy.bytes.length))
        .isEqualTo(end);
    assertThat(read(copy.copyWithoutAcknowledgement()).bytes).isEqualTo(copy.bytes);
  }

  @Test
  void anAcknowledgementNamesTheMessage() throws IOException {
    assertThat(read(publish(3)).acknowledgement()).containsExactly(0x40, 2, 0x12, 0x34);
  }

  @Test
  void readsWhoConnects() throws IOException {
    MqttPacket connect = read(
        (byte) 0x10,
        (byte) 18,
        (byte) 0,
        (byte) 4,
        (byte) 'M',
        (byte) 'Q',
        (byte) 'T',
        (byte) 'T',
        (byte) 5,
        (byte) 2,
        (byte) 0,
        (byte) 60,
        (byte) 0,
        (byte) 0,
        (byte) 5,
        (byte) 'm',
        (byte) 'o',
        (byte) 'u',
        (byte) 't',
        (byte) 'h');

    assertThat(connect.isConnect()).isTrue();
    assertThat(connect.clientId()).isEqualTo("mouth");
  }

  @Test
  void whatIsCutOrSaysTooMuchIsRefused() {
    byte[] cut = Arrays.copyOf(publish(50), 30);
    assertThatThrownBy(() -> read(cut)).isInstanceOf(EOFException.class);
    assertThatThrownBy(
            () -> read((byte) 0x30, (byte) -1, (byte) -1, (byte) -1, (byte) -1, (byte) 1))
        .hasMessageContaining("more than 4 byte");
    assertThatThrownBy(() -> read((byte) 0x30, (byte) 2, (byte) 0, (byte) 9).topic())
        .hasMessageContaining("too short");
  }
}
