package dev.trammel.hardware.soak;

import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.soak.Captured.Packet;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Crc32c;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Topics;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Somebody at a broker without an access list, who may publish whatever they like. */
final class Intruder implements AutoCloseable {

  private static final String USER = "intruder";
  private static final String GUARD = "guard";
  private static final int SEQUENCE_AT = 24;

  private final Topics topics = new Topics(Subject.NAME);
  private final Link link;
  private long sequence;

  Intruder(Site site) {
    LinkAddress address =
        new LinkAddress(false, USER, "localhost", site.broker().port(), Subject.NAME);
    link = site.linker()
        .open(new LinkOptions(address, USER, null, List.of()), (topic, payload, retained) -> {});
  }

  boolean isConnected() {
    return link.isConnected();
  }

  private boolean say(String topic, byte[] bytes, int qos, boolean retained) {
    return link.publish(new Message(topic, bytes, qos, retained, 0));
  }

  /** Asks for the lease, as anybody may. */
  void askForLease(Birth birth, long nonce, long micros) {
    Request.Lease lease = new Request.Lease(birth.identity().boot(), nonce, 300_000, Frame.MINOR);
    Header header = new Header(birth.layout().crc(), 0, ++sequence, micros, micros + 1_000_000);
    byte[] record = new dev.trammel.hardware.wire.Message(header, lease).encode();
    say(topics.request(USER), record, 1, false);
  }

  /** Says again what others said, where they said it, also as if it were to be kept. */
  void replay(List<Packet> packets, SplittableRandom random) {
    for (Packet packet : packets) {
      boolean retained = random.nextInt(20) == 0;
      if (packet.bytes().length == 0 || packet.topic().contains("/stop/")) {
        continue;
      }
      say(packet.topic(), packet.bytes(), random.nextInt(2), retained);
      if (retained) {
        say(packet.topic(), new byte[0], 1, true);
      }
    }
  }

  /** Says what others said below its own name, under greater sequences and with a right CRC. */
  void forge(List<Packet> packets) {
    for (Packet packet : packets) {
      byte[] bytes = packet.bytes().clone();
      if (bytes.length >= Frame.HEADER_BYTES + Frame.CRC_BYTES) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(SEQUENCE_AT, buffer.getLong(SEQUENCE_AT) + 1000);
        seal(bytes);
        boolean fast = packet.topic().endsWith("/fast");
        say(fast ? topics.fast(USER) : topics.request(USER), bytes, 0, false);
      }
    }
  }

  /** Says what nobody understands, on anybody's topics. */
  void garble(List<Packet> packets, SplittableRandom random) {
    List<String> users = List.of("ada", "bob", USER);
    for (int i = 0; i < 20; i++) {
      String user = users.get(random.nextInt(users.size()));
      String topic = random.nextBoolean() ? topics.fast(user) : topics.request(user);
      byte[] bytes = packets.isEmpty() || random.nextInt(3) == 0
          ? noise(random)
          : damaged(packets.get(random.nextInt(packets.size())).bytes(), random);
      say(topic, bytes, 0, false);
    }
  }

  private static byte[] noise(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(10) == 0 ? Frame.MOST_BYTES : random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] damaged(byte[] whole, SplittableRandom random) {
    if (whole.length < Frame.HEADER_BYTES + Frame.CRC_BYTES) {
      return whole;
    }
    if (random.nextInt(3) == 0) {
      return Arrays.copyOf(whole, random.nextInt(whole.length));
    }
    byte[] bytes = whole.clone();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    if (random.nextInt(3) == 0) {
      // another major version, rightly sealed
      bytes[4] = (byte) random.nextInt(2, 100);
      seal(bytes);
    }
    return bytes;
  }

  private static void seal(byte[] bytes) {
    int end = bytes.length - Frame.CRC_BYTES;
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(end, Crc32c.of(bytes, end));
  }

  /** Stops the robot as another user, or takes that back. */
  boolean stop(boolean stands) {
    return say(topics.stop(GUARD), stands ? new byte[] {1} : new byte[0], 1, true);
  }

  @Override
  public void close() {
    link.close();
  }
}
