package dev.trammel.hardware.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.fixtures.Ear;
import dev.trammel.hardware.fixtures.MosquittoServer;
import dev.trammel.hardware.fixtures.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MosquittoLinkTest extends LinkContract {

  @Test
  void whatNobodyForesawIsToldAndCostsOneConnectionOnly(@TempDir Path folder) throws Exception {
    Queue<Throwable> told = new ConcurrentLinkedQueue<>();
    AtomicInteger attempts = new AtomicInteger();
    try (MosquittoServer broker = MosquittoServer.open(folder)) {
      LinkOptions options =
          new LinkOptions(broker.address("lab", "arm"), "lab", null, List.of("a"));
      MqttLink link = new MqttLink(
          options,
          new Credentials(folder).accessTo(options.address()),
          new Ear(),
          (wanted, access, listener) -> {
            if (attempts.getAndIncrement() == 0) {
              Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> told.add(e));
              throw new IllegalStateException("unforeseen");
            }
            return PahoConnection.open(wanted, access, listener);
          });
      link.start();
      link.awaitConnected(Duration.ofSeconds(20));
      link.close();

      assertThat(attempts).hasValue(2);
      assertThat(told).hasSize(1).first().asString().contains("unforeseen");
    }
  }

  @Override
  TestBroker startBroker(Path folder) {
    return MosquittoServer.open(folder);
  }

  @Test
  void theOlderOfTwoWithOneNameIsThrownOut() throws Exception {
    Ear first = new Ear();
    open("twin", null, first);
    assertThat(first.next()).isEqualTo("connected");

    open("twin", null, new Ear());

    // it names the twin before it closes, but whether that is read before the end is seen is open
    assertThat(first.next())
        .startsWith("disconnected")
        .containsPattern("somebody else connected with the same client identifier|was cut");
  }
}
