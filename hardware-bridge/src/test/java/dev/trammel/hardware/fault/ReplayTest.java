package dev.trammel.hardware.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.fault.Tap.Seen;
import dev.trammel.hardware.remote.RemotePlant;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole session is recorded, and said again byte by byte by somebody else. */
class ReplayTest {

  private static final int STEPS = 20;

  @TempDir
  private Path folder;

  /** Which of them count; a PING asks for nothing but the time. */
  private static List<Seen> withoutPings(List<Seen> said) {
    return said.stream()
        .filter(seen -> seen.frame().orElseThrow().type() != MessageType.PING)
        .toList();
  }

  private static long rejected(Report.State state) {
    long sum = 0;
    for (long count : state.counters().rejected()) {
      sum += count;
    }
    return sum;
  }

  @Test
  void nothingOfItIsAcceptedWhetherTheRobotIsFreeOrHeldAnew() throws Exception {
    try (FaultBench bench = FaultBench.inVirtualTime(folder)) {
      try (RemotePlant plant = bench.plant("")) {
        plant.open();
        bench.run(plant, new Numbered(), STEPS);
        bench.run(plant, Numbered.program(STEPS), STEPS);
      }
      List<Seen> session = withoutPings(bench.controller.said());
      Report.State free = bench.silentState();
      bench.sayAgain(session);
      bench.robot.await(() -> rejected(bench.silentState()) == rejected(free) + session.size());
      assertThat(bench.silentState().counters().accepted())
          .isEqualTo(free.counters().accepted());

      try (RemotePlant plant = bench.plant("")) {
        plant.open();
        bench.run(plant, Numbered.program(STEPS), STEPS);
        Report.State held = bench.state();
        bench.sayAgain(session);
        bench.run(plant, Numbered.program(STEPS), STEPS);
        assertThat(rejected(bench.state())).isEqualTo(rejected(held) + session.size());
        assertThat(bench.state().run()).isEqualTo(held.run() + 2);
      }
    }
  }
}
