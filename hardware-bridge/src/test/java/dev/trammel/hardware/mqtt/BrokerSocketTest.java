package dev.trammel.hardware.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.fixtures.Ear;
import dev.trammel.hardware.fixtures.MosquittoServer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker's end of a connection sends at once as well: mosquitto is watched as it says so. */
class BrokerSocketTest {

  @Test
  void mosquittoSendsEverySegmentAtOnce(@TempDir Path folder) throws Exception {
    Path library = compile(folder);
    Path options = folder.resolve("options");
    Map<String, String> watched =
        Map.of("LD_PRELOAD", library.toString(), "SOCKET_OPTIONS", options.toString());
    try (MosquittoServer broker = MosquittoServer.open(folder, watched)) {
      LinkOptions link = new LinkOptions(broker.address("lab", "arm"), "lab", null, List.of("a"));
      try (MqttLink open =
          (MqttLink) new MqttLinker(new Credentials(folder)).open(link, new Ear())) {
        open.awaitConnected(Duration.ofSeconds(10));
        int port = Objects.requireNonNull(open.socket()).getLocalPort();

        assertThat(Files.readAllLines(options)).contains("peer " + port + " nodelay 1");
      }
    }
  }

  private static Path compile(Path folder) throws Exception {
    Path source = folder.resolve("socket-options.c");
    try (InputStream in = BrokerSocketTest.class.getResourceAsStream("socket-options.c")) {
      Files.copy(Objects.requireNonNull(in), source);
    }
    Path library = folder.resolve("socket-options.so");
    Process compiler = new ProcessBuilder(
            "gcc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
        .inheritIO()
        .start();
    assertThat(compiler.waitFor()).isZero();
    return library;
  }
}
