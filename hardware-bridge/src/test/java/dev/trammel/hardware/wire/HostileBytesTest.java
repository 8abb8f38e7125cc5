package dev.trammel.hardware.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.wire.Decoded.Valid;
import dev.trammel.hardware.wire.Frame.Opening.Opened;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A million damaged messages. What is taken must be, byte for byte, what the encoder writes of it;
 * nothing is thrown; and no more memory is asked for than a small multiple of the message.
 */
class HostileBytesTest {

  private static final int RECORDS = 700_000;
  private static final int PROGRAMS = 100_000;
  private static final int LOGS = 50_000;
  private static final int TEXTS = 50_000;

  private final com.sun.management.ThreadMXBean memory =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void noDamagedRecordIsTaken() {
    RandomMessages messages = new RandomMessages(1);
    Damage damage = new Damage(2);
    int taken = 0;
    for (int i = 0; i < RECORDS / 2; i++) {
      byte[] record = messages.message().encode();
      byte[] damaged = damage.of(record);
      taken += !Arrays.equals(record, damaged) && isTaken(damaged) ? 1 : 0;
    }

    assertThat(taken).isZero();
  }

  @Test
  void forgedRecordIsTakenOnlyIfItIsWhatItsBytesSay() {
    RandomMessages messages = new RandomMessages(3);
    Damage damage = new Damage(4);
    int taken = 0;
    for (int i = 0; i < RECORDS / 2; i++) {
      taken += isTaken(damage.forged(messages.message().encode())) ? 1 : 0;
    }

    assertThat(taken).isBetween(RECORDS / 20, RECORDS / 4);
  }

  @ParameterizedTest
  @EnumSource(ProgramKind.class)
  void damagedProgramIsTakenOnlyIfItIsWhatItsBytesSay(ProgramKind kind) {
    RandomMessages messages = new RandomMessages(5);
    Damage damage = new Damage(6);
    for (int i = 0; i < PROGRAMS; i++) {
      byte[] bytes = damage.of(messages.program(kind).encode());
      checked(bytes, b -> Program.decode(kind, b), Program::encode);
    }
  }

  @Test
  void damagedLogIsNotTaken() {
    RandomMessages messages = new RandomMessages(7);
    Damage damage = new Damage(8);
    for (int i = 0; i < LOGS; i++) {
      byte[] log = messages.log().encode();
      byte[] damaged = damage.of(log);
      boolean taken = checked(damaged, RunLog::decode, RunLog::encode);
      assertThat(taken).isEqualTo(Arrays.equals(log, damaged));
    }
  }

  @Test
  void forgedLogIsTakenOnlyIfItIsWhatItsBytesSay() {
    RandomMessages messages = new RandomMessages(9);
    Damage damage = new Damage(10);
    for (int i = 0; i < LOGS; i++) {
      byte[] log = messages.log().encode();
      byte[] content = damage.of(Arrays.copyOf(log, log.length - 32));
      byte[] forged = Arrays.copyOf(content, content.length + 32);
      System.arraycopy(Sha256.of(content), 0, forged, content.length, 32);
      checked(forged, RunLog::decode, RunLog::encode);
    }
  }

  @Test
  void damagedBirthIsTakenOnlyIfItCanBeSaidAgain() {
    Damage damage = new Damage(11);
    byte[] birth = Births.cartpole().encode();
    for (int i = 0; i < TEXTS; i++) {
      byte[] damaged = damage.of(birth);
      if (Birth.decode(damaged) instanceof Valid<Birth> valid) {
        assertThat(Birth.decode(valid.value().encode())).isEqualTo(valid);
      }
      Conn.decode(damaged);
      Event.decode(damaged);
    }
  }

  @Test
  void damagedLayoutIsTakenOnlyIfItIsWhatItsLinesSay() {
    Damage damage = new Damage(12);
    byte[] layout = Births.cartpole().layout().text().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < TEXTS; i++) {
      String text = new String(damage.of(layout), StandardCharsets.UTF_8);
      if (Layout.parse(text) instanceof Valid<Layout> valid) {
        assertThat(valid.value().text()).isEqualTo(text);
      }
    }
  }

  private boolean isTaken(byte[] bytes) {
    return checked(bytes, HostileBytesTest::message, Message::encode);
  }

  private static Decoded<Message> message(byte[] bytes) {
    if (Frame.open(bytes) instanceof Opened opened
        && opened.frame().body() instanceof Valid<? extends Body> valid) {
      return Decoded.valid(new Message(opened.frame().header(), valid.value()));
    }
    return Decoded.refused(Code.MALFORMED, 0, "not a record");
  }

  /** Whether bytes are taken; those that are must be what the encoder writes. */
  private <T> boolean checked(
      byte[] bytes, Function<byte[], Decoded<T>> decode, Function<T, byte[]> encode) {
    long most = 16_384 + 8L * bytes.length;
    // the JVM itself may allocate on a thread, once
    long first = allocated(bytes, decode);
    if (first > most && allocated(bytes, decode) > most) {
      throw new AssertionError("more than " + most + " bytes for a message of " + bytes.length);
    }
    if (!(decode.apply(bytes) instanceof Valid<T> valid)) {
      return false;
    }
    if (!Arrays.equals(encode.apply(valid.value()), bytes)) {
      throw new AssertionError("taken, but not as its bytes say: " + valid.value());
    }
    return true;
  }

  private <T> long allocated(byte[] bytes, Function<byte[], Decoded<T>> decode) {
    long before = memory.getCurrentThreadAllocatedBytes();
    Decoded<T> decoded = decode.apply(bytes);
    long after = memory.getCurrentThreadAllocatedBytes();
    Objects.requireNonNull(decoded);
    return after - before;
  }
}
