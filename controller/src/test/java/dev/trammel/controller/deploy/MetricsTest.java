package dev.trammel.controller.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {

  private final Metrics metrics = new Metrics();

  @Test
  void numbersStandBelowTheirNameWithLabelsInAFixedOrder() {
    metrics.count("episodes_total", "How many.", 2, "end", "success");
    metrics.set("cost", "Of the last.", 0.125);
    metrics.count("episodes_total", "How many.", 1, "end", "failed");
    metrics.count("episodes_total", "How many.", 1, "end", "success");

    assertThat(metrics.text()).isEqualTo("""
            # HELP episodes_total How many.
            # TYPE episodes_total counter
            episodes_total{end="failed"} 1
            episodes_total{end="success"} 3
            # HELP cost Of the last.
            # TYPE cost gauge
            cost 0.125
            """);
  }

  @Test
  void whatTheFormatReservesIsEscaped() {
    metrics.set("info", "One\nline \\ two.", 1, "file", "a\"b\\c\nd");

    assertThat(metrics.text())
        .contains("# HELP info One\\nline \\\\ two.\n")
        .contains("info{file=\"a\\\"b\\\\c\\nd\"} 1\n");
  }

  @Test
  void numbersThatAreNoneAreWrittenAsPrometheusReadsThem() {
    metrics.set("a", "A.", Double.NaN);
    metrics.set("b", "B.", Double.POSITIVE_INFINITY);
    metrics.set("c", "C.", Double.NEGATIVE_INFINITY);

    assertThat(metrics.text()).contains("a NaN\n", "b +Inf\n", "c -Inf\n");
  }

  @Test
  void aCounterNeverFallsAndIsNoGauge() {
    metrics.count("a_total", "A.", 1);

    assertThatThrownBy(() -> metrics.count("a_total", "A.", -1)).hasMessageContaining("a_total");
    assertThatThrownBy(() -> metrics.set("a_total", "A.", 1))
        .hasMessage("metric a_total is a counter, not a gauge");
    assertThatThrownBy(() -> metrics.set("A", "A.", 1)).hasMessageContaining("was 'A'");
  }

  @Test
  void aPortSaysThePresentNumbersToWhoeverAsks() throws Exception {
    try (MetricsPort port = MetricsPort.open(0, metrics::text)) {
      metrics.set("cost", "Of the last.", 1);
      assertThat(ask(port.port(), "GET /metrics HTTP/1.1\r\n\r\n")).endsWith("cost 1\n");
      metrics.set("cost", "Of the last.", 2);
      assertThat(ask(port.port(), "nonsense"))
          .startsWith("HTTP/1.0 200 OK\r\nContent-Type: text/plain; version=0.0.4")
          .endsWith("cost 2\n");
    }
  }

  @Test
  void whoConnectsAndSaysNothingKeepsNobodyElseWaitingForLong() throws Exception {
    metrics.set("cost", "Of the last.", 1);
    try (MetricsPort port = MetricsPort.open(0, metrics::text);
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
      assertThat(silent.isConnected()).isTrue();
      assertThat(ask(port.port(), "GET / HTTP/1.0\r\n\r\n")).endsWith("cost 1\n");
    }
  }

  @Test
  void numbersThatCannotBeHadOnceEndNeitherPortNorFile(@TempDir Path folder) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Supplier<String> text = () -> {
      int number = asked.incrementAndGet();
      if (number == 2) {
        throw new IllegalStateException("the robot has just gone");
      }
      return "cost " + number + "\n";
    };
    try (MetricsPort port = MetricsPort.open(0, text)) {
      assertThat(ask(port.port(), "GET")).endsWith("cost 1\n");
      assertThat(ask(port.port(), "GET")).isEmpty();
      assertThat(ask(port.port(), "GET")).endsWith("cost 3\n");
    }
    asked.set(0);
    Path file = folder.resolve("a.prom");
    try (MetricsFile open = MetricsFile.open(file, text)) {
      while (asked.get() < 3) {
        Thread.onSpinWait();
      }
      assertThat(open).isNotNull();
    }
    assertThat(Files.readString(file)).isEqualTo("cost 4\n");
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    try (MetricsPort port = MetricsPort.open(0, metrics::text)) {
      assertThatThrownBy(() -> MetricsPort.open(port.port(), metrics::text))
          .hasMessageStartingWith("--metrics-port " + port.port() + " cannot be had: ");
    }
  }

  @Test
  void aFileHoldsTheLastNumbersWhenItIsClosed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.prom");
    try (MetricsFile open = MetricsFile.open(file, metrics::text)) {
      assertThat(open).isNotNull();
      assertThat(Files.readString(file)).isEmpty();
      metrics.set("cost", "Of the last.", 3);
    }
    assertThat(Files.readString(file)).endsWith("cost 3\n");
  }

  private static String ask(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
