package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Message;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Request;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeaseNoncesTest {

  @Test
  void eachIsGreaterThanAllBeforeInWhateverThread() {
    long before = LeaseNonces.next();
    List<Long> drawn =
        IntStream.range(0, 10_000).parallel().mapToObj(i -> LeaseNonces.next()).toList();

    assertThat(drawn).doesNotHaveDuplicates().allMatch(nonce -> nonce > before);
    assertThat(LeaseNonces.next())
        .isGreaterThan(drawn.stream().max(Long::compare).orElseThrow());
  }

  @Test
  void thoseOfAnotherProgramThatBeginsLaterAreGreaterToo() {
    long atOnce = 1000 * Instant.now().minusSeconds(1).toEpochMilli();

    assertThat(LeaseNonces.next()).isGreaterThan(atOnce);
  }

  @Test
  void itIsGreaterThanWhatTheDeviceHasSeenOfAClockThatIsAhead() {
    long ahead = LeaseNonces.next() + 3_600_000_000L;

    assertThat(LeaseNonces.nextAfter(ahead)).isEqualTo(ahead + 1);
    assertThat(LeaseNonces.next()).isEqualTo(ahead + 2);
  }

  @Test
  void whoseClockIsBehindThatOfWhoHadTheRobotBeforeGetsItToo() throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", false, "");
        RemotePlant plant = bench.plant()) {
      Birth birth = bench.device.birth();
      Request lease = new Request.Lease(
          birth.identity().boot(), LeaseNonces.next() + 3_600_000_000L, 100_000, Frame.MINOR);
      long now = bench.deviceTime();
      Header header = new Header(birth.layout().crc(), 0, 1, now, now + 1_000_000);
      bench.device.receive(
          bench.topics.of(MessageType.LEASE, "eve"),
          new Message(header, lease).encode(),
          false,
          now);
      assertThat(bench.device.report().session()).isNotZero();
      bench.pass(200_000);

      plant.open();

      assertThat(bench.device.report().session()).isNotZero();
    }
  }
}
