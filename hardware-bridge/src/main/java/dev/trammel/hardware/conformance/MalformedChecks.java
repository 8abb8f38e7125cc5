package dev.trammel.hardware.conformance;

import dev.trammel.hardware.conformance.Draft.Sent;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Crc32c;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Transition;
import java.util.Arrays;
import java.util.List;

/** What is no record at all: it is counted, and otherwise as if it had not come. */
final class MalformedChecks {

  private MalformedChecks() {}

  static List<Check> all() {
    return List.of(
        Check.still("malformed-is-counted-and-not-answered", 2, MalformedChecks::notAnswered),
        Check.still("retained-is-refused", 1, MalformedChecks::retained),
        Check.moving("garbled-is-a-fault", 4, MalformedChecks::garbled));
  }

  private static void notAnswered(Rig rig) {
    rig.lease();
    for (Damaged damaged : damaged(rig)) {
      Report.Counters before = rig.counters();
      Sent sent = rig.probe().draft(RecordChecks.HARMLESS).send(damaged.bytes());
      Counted.await(rig, Code.MALFORMED, before, damaged.how());
      Deviation.unless(!sent.isAnswered(), damaged.how() + " was answered");
    }
  }

  private record Damaged(String how, byte[] bytes) {}

  private static List<Damaged> damaged(Rig rig) {
    byte[] good = rig.probe().draft(new Request.Lifecycle(Transition.CONFIGURE)).bytes();
    byte[] flipped = good.clone();
    flipped[Frame.HEADER_BYTES] ^= 1;
    byte[] magic = good.clone();
    magic[0] ^= 1;
    return List.of(
        new Damaged("a flipped bit", flipped),
        new Damaged("another magic", resealed(magic)),
        new Damaged("a record cut off", Arrays.copyOf(good, good.length - 1)),
        new Damaged("a record with a byte more", Arrays.copyOf(good, good.length + 1)),
        new Damaged("a body that is too short", cut(good)),
        new Damaged("flags that are not 0", with(good, 6, 1)),
        new Damaged("a reserved byte that is not 0", with(good, Frame.HEADER_BYTES + 3, 1)),
        new Damaged("a single byte", new byte[1]));
  }

  private static byte[] with(byte[] record, int at, int value) {
    byte[] bytes = record.clone();
    bytes[at] = (byte) value;
    return resealed(bytes);
  }

  private static byte[] cut(byte[] record) {
    byte[] bytes = Arrays.copyOf(record, record.length - 4);
    bytes[8] = (byte) bytes.length;
    return resealed(bytes);
  }

  private static byte[] resealed(byte[] bytes) {
    int end = bytes.length - Frame.CRC_BYTES;
    int crc = Crc32c.of(bytes, end);
    for (int i = 0; i < Frame.CRC_BYTES; i++) {
      bytes[end + i] = (byte) (crc >>> 8 * i);
    }
    return bytes;
  }

  private static void retained(Rig rig) {
    rig.lease();
    Report.Counters before = rig.counters();
    Draft draft = rig.probe().draft(RecordChecks.HARMLESS);
    rig.probe().publish(draft.topic(), draft.bytes(), 1, true);
    Counted.await(rig, Code.MALFORMED, before, "a retained request");
    rig.probe().publish(draft.topic(), new byte[0], 1, true);
  }

  private static void garbled(Rig rig) {
    rig.hold();
    byte[] noise = new byte[80];
    for (int i = 0; i < 3; i++) {
      rig.probe().publish(rig.probe().topics().request(rig.probe().user()), noise, 1, false);
    }
    rig.awaitFault(Fault.GARBLED);
  }
}
