package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Message;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Topics;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HearingTest {

  private static final int PINGS = 10_000;
  private static final long BETWEEN = 50_000;
  private static final long WAITED_FOR = 10_000_000;

  @Test
  void whatIsKeptOfPingsDoesNotGrowWithTime() throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", false, "")) {
      Topics topics = new Topics("robot");
      Hearing hearing = new Hearing(topics, "lab", bench);
      hearing.received(topics.birth(), bench.device.birth().encode(), true);
      int layout = bench.device.birth().layout().crc();
      for (long ping = 0; ping < PINGS; ping++) {
        hearing.pinged(ping, ping * BETWEEN);
        if (ping % 2 == 0) {
          Report.Pong pong = new Report.Pong(ping, ping * BETWEEN, ping * BETWEEN);
          Header header = new Header(layout, 0, ping + 1, ping * BETWEEN, 0);
          hearing.received(topics.pong("lab"), new Message(header, pong).encode(), false);
        }
      }

      assertThat(hearing.roundTrips()).hasSize(256);
      assertThat(hearing.unanswered()).isEqualTo((int) (WAITED_FOR / BETWEEN / 2) + 1);
    }
  }
}
