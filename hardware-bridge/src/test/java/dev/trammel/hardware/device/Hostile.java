package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Damage;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Message;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.RandomMessages;
import dev.trammel.hardware.wire.Request;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Somebody without the credentials of who commands a device, but with all that goes over the wire:
 * malformed, truncated, oversized, replayed and forged packets, as many of each.
 */
final class Hostile {

  private static final List<MessageType> REQUESTS =
      Stream.of(MessageType.values()).filter(MessageType::isRequest).toList();
  private static final String[] OTHERS = {"eve", "mallory", "LAB", "lab_", "a", "x".repeat(32)};
  private static final byte[] FAR_TOO_LONG =
      Damage.sealed(new byte[Frame.MOST_BYTES + Frame.CRC_BYTES]);

  private final SplittableRandom random;
  private final RandomMessages messages;
  private final Damage damage;
  private final Rig rig;

  /** What the broker would deliver. */
  record Packet(String topic, byte[] bytes, boolean retained) {}

  Hostile(long seed, Rig rig) {
    this.rig = rig;
    random = new SplittableRandom(seed);
    messages = new RandomMessages(random.nextLong());
    damage = new Damage(random.nextLong());
  }

  Packet next() {
    return switch (random.nextInt(5)) {
      case 0 -> anywhere(damage.of(good().encode()));
      case 1 -> truncated();
      case 2 -> oversized();
      case 3 -> replayed();
      default -> forged();
    };
  }

  /** A name that is not that of who commands. */
  String other() {
    return OTHERS[random.nextInt(OTHERS.length)];
  }

  /** What would be accepted, were it sent as it is by who holds the lease. */
  private Message good() {
    MessageType type = REQUESTS.get(random.nextInt(REQUESTS.size()));
    Request request = type == MessageType.LEASE
        ? new Request.Lease(Cart.BOOT, random.nextLong(), 50_000 + random.nextInt(2_000_000), 0)
        : messages.request(type);
    boolean isFree = type == MessageType.LEASE || type == MessageType.PING;
    long sequence = type.isFast() ? rig.nextFast() : rig.nextRequest();
    Header header =
        new Header(rig.layout(), isFree ? 0 : rig.session(), sequence, rig.now, rig.now + Rig.SOON);
    return new Message(header, request);
  }

  private Packet anywhere(byte[] bytes) {
    return on(random.nextBoolean() ? "lab" : other(), bytes);
  }

  private Packet on(String user, byte[] bytes) {
    String topic = switch (random.nextInt(20)) {
      case 0 -> "trammel/v1/cart/from/" + user;
      case 1 -> "trammel/v1/cart/from/" + user + "/lab/request";
      case 2 -> "trammel/v1/cart/from//request";
      default -> random.nextBoolean() ? rig.topics.request(user) : rig.topics.fast(user);
    };
    return new Packet(topic, bytes, random.nextInt(50) == 0);
  }

  private Packet truncated() {
    byte[] bytes = good().encode();
    byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
    return anywhere(random.nextBoolean() ? Damage.sealed(cut) : cut);
  }

  private Packet oversized() {
    if (random.nextInt(50) == 0) {
      return anywhere(FAR_TOO_LONG);
    }
    byte[] bytes = good().encode();
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(500));
    return anywhere(random.nextBoolean() ? Damage.sealed(longer) : longer);
  }

  /** What was sent before, or would have been; late, of an earlier session, or by another name. */
  private Packet replayed() {
    int kind = random.nextInt(4);
    if (kind < 2 && !rig.captured.isEmpty()) {
      Rig.Sent old = rig.captured.stream()
          .skip(random.nextInt(rig.captured.size()))
          .findFirst()
          .orElseThrow();
      String topic = kind == 0 ? old.topic() : old.topic().replace("/lab/", "/" + other() + "/");
      return new Packet(topic, old.payload(), random.nextInt(10) == 0);
    }
    Message good = good();
    Header header = good.header();
    long session = kind == 2 ? header.session() - random.nextLong(1L << 33) : header.session();
    long expiry = kind == 2
        ? header.expiry()
        : rig.now + (random.nextBoolean() ? -random.nextLong(9_000_000) : 5_000_001);
    Header late =
        new Header(header.layout(), session, header.sequence(), header.time(), Math.max(0, expiry));
    return as(random.nextInt(4) == 0 ? other() : "lab", new Message(late, good.body()));
  }

  private Packet forged() {
    return switch (random.nextInt(4)) {
      case 0 -> as(other(), good());
      case 1 -> on(other(), damage.forged(good().encode()));
      case 2 -> anywhere(messages.message().encode());
      default -> {
        byte[] bytes = good().encode();
        bytes[4 + random.nextInt(2)] = (byte) random.nextInt();
        yield on(other(), Damage.sealed(bytes));
      }
    };
  }

  private Packet as(String user, Message message) {
    MessageType type = ((Request) message.body()).type();
    return new Packet(rig.topics.of(type, user), message.encode(), false);
  }
}
