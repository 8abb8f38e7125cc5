package dev.trammel.hardware.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever accepts connections and closes them, as what stands before a broker does that is down. */
class ClosedAtOnceTest {

  private static final int TIMES = 5;
  private static final String CLIENT = "closed-at-once";

  @TempDir
  private Path folder;

  private static void turnAway(ServerSocket server, CountDownLatch turned) {
    try {
      while (turned.getCount() > 0) {
        server.accept().close();
        turned.countDown();
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<Thread> ofPaho() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("MQTT Con: " + CLIENT))
        .toList();
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      CountDownLatch turned = new CountDownLatch(TIMES);
      new Thread(() -> turnAway(server, turned), "turns away").start();
      LinkAddress address =
          new LinkAddress(false, "lab", "localhost", server.getLocalPort(), "arm");
      LinkOptions options = new LinkOptions(address, CLIENT, null, List.of());
      try (Link link =
          new MqttLinker(new Credentials(folder)).open(options, (topic, payload, retained) -> {})) {
        assertThat(turned.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(link.isConnected()).isFalse();
      }
    }
    for (Thread thread : ofPaho()) {
      thread.join(20_000);
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }
}
