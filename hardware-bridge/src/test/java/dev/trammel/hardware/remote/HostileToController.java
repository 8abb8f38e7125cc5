package dev.trammel.hardware.remote;

import dev.trammel.hardware.fixtures.Page;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Conn;
import dev.trammel.hardware.wire.Damage;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Message;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.RandomMessages;
import dev.trammel.hardware.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Somebody who hears all that a device says, and says it again, spoilt, late, or as somebody else.
 * The page's judgement of each message comes with it.
 */
final class HostileToController {

  private static final MessageType[] REPORTS = {
    MessageType.STATE, MessageType.ACK, MessageType.LOG, MessageType.PONG
  };
  private static final int CAPTURED = 256;
  private static final byte[] FAR_TOO_LONG =
      Damage.sealed(new byte[Frame.MOST_BYTES + Frame.CRC_BYTES]);
  private static final byte[] TOO_MUCH_TEXT = " ".repeat(65_537).getBytes(StandardCharsets.UTF_8);

  private final SplittableRandom random;
  private final RandomMessages messages;
  private final Damage damage;
  private final Topics topics = new Topics("robot");
  private final Birth birth;
  private final String birthText;
  private final String connText =
      new String(new Conn(Conn.Presence.LOST, 1).encode(), StandardCharsets.UTF_8);
  private final List<Packet> captured = new ArrayList<>();
  private int heard;
  private final Map<String, Long> newest = new HashMap<>();
  private long session;

  /** What the broker would deliver. */
  record Packet(String topic, byte[] bytes, boolean retained) {}

  HostileToController(long seed, Birth birth) {
    this.birth = birth;
    birthText = new String(birth.encode(), StandardCharsets.UTF_8);
    random = new SplittableRandom(seed);
    messages = new RandomMessages(random.nextLong());
    damage = new Damage(random.nextLong());
  }

  /** The device says this. */
  void hear(Packet packet) {
    if (packet.topic().equals(topics.birth()) || packet.topic().equals(topics.conn())) {
      return;
    }
    newest.put(packet.topic(), Page.read(packet.bytes()).getLong(24));
    session = Math.max(session, Page.read(packet.bytes()).getLong(16));
    if (captured.size() < CAPTURED) {
      captured.add(packet);
    }
    captured.set(heard++ % captured.size(), packet);
  }

  Packet next() {
    return switch (random.nextInt(11) / 2) {
      case 0 -> anywhere(damage.of(good().encode()));
      case 1 -> truncated();
      case 2 -> oversized();
      case 3 -> replayed();
      case 4 -> forged();
      default -> text();
    };
  }

  /** By what name a controller should count it; OK if nobody could tell it from the device's. */
  Code judge(Packet packet) {
    if (packet.topic().equals(topics.birth()) || packet.topic().equals(topics.conn())) {
      return Code.MALFORMED;
    }
    int frame = Page.counter(packet.bytes(), packet.retained());
    if (frame != Page.WHOLE) {
      return new Code[] {Code.MALFORMED, Code.VERSION, Code.TYPE}[frame];
    }
    var in = Page.read(packet.bytes());
    if (!packet.topic().equals(topic(in.get(5)))) {
      return Code.TYPE;
    }
    if (in.getInt(12) != birth.layout().crc()) {
      return Code.LAYOUT;
    }
    long claimed = in.getLong(16);
    if (claimed != 0 && (claimed >>> 32 != birth.identity().boot() || claimed < session)) {
      return Code.SESSION;
    }
    long last = newest.getOrDefault(packet.topic(), 0L);
    return Long.compareUnsigned(in.getLong(24), last) <= 0 ? Code.SEQUENCE : Code.OK;
  }

  private String topic(int type) {
    return switch (type) {
      case 2 -> topics.pong("lab");
      case 32 -> topics.ack("lab");
      case 33 -> topics.state();
      case 34 -> topics.log("lab");
      default -> "";
    };
  }

  /** What the device could say next. */
  private Message good() {
    MessageType type = REPORTS[random.nextInt(REPORTS.length)];
    return new Message(header(session, type, birth.layout().crc()), messages.report(type));
  }

  private Header header(long claimed, MessageType type, int layout) {
    long sequence = newest.getOrDefault(topic(type.number()), 0L) + 1;
    return new Header(layout, claimed, sequence, random.nextInt(), 0);
  }

  private Packet right(Message message) {
    return new Packet(topic(message.body().type().number()), message.encode(), false);
  }

  private Packet anywhere(byte[] bytes) {
    MessageType type = REPORTS[random.nextInt(REPORTS.length)];
    return new Packet(topic(type.number()), bytes, random.nextInt(50) == 0);
  }

  private Packet truncated() {
    byte[] bytes = good().encode();
    byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
    return anywhere(random.nextBoolean() ? Damage.sealed(cut) : cut);
  }

  private Packet oversized() {
    if (random.nextInt(100) == 0) {
      return anywhere(FAR_TOO_LONG);
    }
    byte[] bytes = good().encode();
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(500));
    return anywhere(random.nextBoolean() ? Damage.sealed(longer) : longer);
  }

  /** What came before, as it came; or what would have come before but was held back. */
  private Packet replayed() {
    if (captured.isEmpty()) {
      return truncated();
    }
    Packet old = captured.get(random.nextInt(captured.size()));
    if (random.nextInt(4) > 0) {
      return new Packet(old.topic(), old.bytes(), random.nextInt(10) == 0);
    }
    byte[] bytes = old.bytes().clone();
    Page.read(bytes).putLong(24, random.nextLong(newest.getOrDefault(old.topic(), 0L) + 1));
    return new Packet(old.topic(), Damage.sealed(bytes), false);
  }

  private Packet forged() {
    Message good = good();
    MessageType type = good.body().type();
    int layout = birth.layout().crc();
    return switch (random.nextInt(6)) {
      case 0 -> elsewhere(good.encode());
      case 1 -> right(new Message(header(session, type, layout + 1), good.body()));
      case 2 -> right(new Message(header(random.nextLong() | 1, type, layout), good.body()));
      case 3 -> right(new Message(header(earlier(), type, layout), good.body()));
      case 4 -> anywhere(messages.message().encode());
      default -> {
        byte[] bytes = good.encode();
        bytes[4 + random.nextInt(2)] = (byte) random.nextInt();
        yield anywhere(Damage.sealed(bytes));
      }
    };
  }

  /** A session of another boot, or of this boot before the present one. */
  private long earlier() {
    return random.nextBoolean() ? session ^ 1L << 32 + random.nextInt(32) : session - 1;
  }

  /** Where somebody with credentials of their own may publish, and where nobody listens. */
  private Packet elsewhere(byte[] bytes) {
    String[] places = {
      topics.ack("eve"),
      topics.request("lab"),
      topics.fast("eve"),
      topics.stop("eve"),
      topics.event(),
      new Topics("robot2").state(),
      new Topics("robot2").ack("lab"),
      topics.ack("lab") + "/x",
      "trammel/v2/robot/state"
    };
    return new Packet(places[random.nextInt(places.length)], bytes, false);
  }

  /** A birth or a word on presence that is none, or another robot's. */
  private Packet text() {
    boolean isBirth = random.nextBoolean();
    String whole = isBirth ? birthText : connText;
    String bad = switch (random.nextInt(6)) {
      case 0 -> whole.substring(0, random.nextInt(whole.length()));
      case 1 -> isBirth ? whole.replace("\"robot\"", "\"robot2\"") : whole.replace("lost", "gone");
      case 2 -> isBirth ? whole.replace("\"m\"", "\"mm\"") : whole.replace("\"boot\"", "\"boo\"");
      case 3 -> whole + "{[\"}".charAt(random.nextInt(4));
      case 4 -> whole.replaceFirst("\\{", "{\"boot\":\"00000001\",\"boot\":\"00000001\",");
      default -> Character.toString(1 + random.nextInt(8)) + whole;
    };
    byte[] bytes = random.nextInt(100) == 0
        ? concatenated(whole.getBytes(StandardCharsets.UTF_8), TOO_MUCH_TEXT)
        : bad.getBytes(StandardCharsets.UTF_8);
    String topic = isBirth ? topics.birth() : topics.conn();
    return new Packet(topic, bytes, random.nextBoolean());
  }

  private static byte[] concatenated(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
