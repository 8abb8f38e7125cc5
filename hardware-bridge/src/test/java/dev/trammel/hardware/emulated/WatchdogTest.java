package dev.trammel.hardware.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.hidden.Flaw;
import dev.trammel.hardware.hidden.Flaws;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Message;
import dev.trammel.hardware.wire.Request;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchdogTest {

  private static final Header HEADER = new Header(7, 8, 9, 10, 11);
  private static final Watchdog SLOW = Watchdog.of(new Flaws(List.of(new Flaw.SlowWatchdog(0.3))));

  private static byte[] lease(int micros) {
    return new Message(HEADER, new Request.Lease(1, 2, micros, 0)).encode();
  }

  @Test
  void aLeaseIsHeardAsALongerOneAndNeverAsOneThatIsTooLong() {
    assertThat(SLOW.hear(lease(200_000))).isEqualTo(lease(500_000));
    assertThat(SLOW.hear(lease(1_900_000))).isEqualTo(lease(2_000_000));
  }

  @Test
  void everythingElseIsHeardAsItIs() {
    byte[] renew = new Message(HEADER, new Request.Renew()).encode();
    byte[] broken = lease(200_000);
    broken[Frame.HEADER_BYTES] ^= 1;

    assertThat(SLOW.hear(renew)).isSameAs(renew);
    assertThat(SLOW.hear(broken)).isSameAs(broken);
    assertThat(SLOW.hear(new byte[0])).isEmpty();
    assertThat(Watchdog.of(Flaws.NONE).hear(broken)).isSameAs(broken);
  }
}
