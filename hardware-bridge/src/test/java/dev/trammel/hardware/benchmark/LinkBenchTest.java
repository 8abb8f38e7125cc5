package dev.trammel.hardware.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.control.LatencyHistogram;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.LocalBroker;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkBenchTest {

  @Test
  void countsEveryMessageThatComesBackButNotThoseOfTheWarmUp() throws Exception {
    LinkBench.Pace pace = new LinkBench.Pace(2000, 10, 200, 1, 12);
    LinkAddress address = LinkAddress.parse("mqtt://lab@memory/arm");
    try (LocalBroker broker = LocalBroker.threaded();
        LinkBench bench = new LinkBench(address, broker, pace)) {
      LinkResult result = bench.run("memory");

      assertThat(result.lost()).isZero();
      assertThat(result.latencies().total()).isEqualTo(200);
    }
  }

  @Test
  void drawsABarForEveryClassThatHasAnyAndCountsWhatWasLost() {
    LatencyHistogram latencies = new LatencyHistogram();
    for (long micros : new long[] {150, 150, 350, 500_000}) {
      latencies.add(1000 * micros);
    }
    LinkResult result = new LinkResult("x", new LinkBench.Pace(100, 0, 5, 0, 12), latencies);

    List<String> lines = result.histogram();

    assertThat(result.lost()).isEqualTo(1);
    assertThat(lines.get(1)).contains("0.1 … 0.2", " 2 ####");
    assertThat(lines.get(2)).contains("0.2 … 0.3", " 0");
    assertThat(lines.get(3)).contains("0.3 … 0.4", " 1 ####");
    assertThat(lines.get(lines.size() - 1)).contains("100.0 …", " 1 ####");
    assertThat((List<?>) result.toJson().get("histogram"))
        .last()
        .isEqualTo(Map.of("from_ms", 100.0, "count", 1L));
  }
}
