package dev.trammel.hardware.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.fault.Tap.Seen;
import dev.trammel.hardware.remote.RemotePlant;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostAnswersTest {

  /** Longer than an answer is waited for. */
  private static final int STEPS = 20;

  @TempDir
  private Path folder;

  /** Which answer to what this is; empty if it is none. */
  private static String name(Seen seen) {
    return Tap.records(List.of(seen), Report.Ack.class).stream()
        .map(found -> MessageType.of(found.body().requestType()).orElseThrow() + " "
            + found.body().code())
        .findAny()
        .orElse("");
  }

  @Test
  void anEpisodeIsWholeAndRunOnceWhereTheFirstAnswerOfEachKindIsLost() throws Exception {
    try (FaultBench bench = FaultBench.inRealTime(folder);
        RemotePlant plant = bench.plant("")) {
      Set<String> lost = new HashSet<>(Set.of(""));
      bench.robot.passes(seen -> !lost.add(name(seen)));
      plant.open();

      assertThat(bench.run(plant, Numbered.program(STEPS), STEPS).steps()).isEqualTo(STEPS);
      assertThat(lost)
          .contains("LEASE OK", "LIFECYCLE OK", "BEGIN OK", "CHUNK OK", "COMMIT OK")
          .contains("MOVE ACCEPTED", "MOVE OK", "ARM OK", "START ACCEPTED", "START OK");
      bench.switchOff();
      assertThat(Tap.records(bench.robot.tried(), Report.Ack.class).stream()
              .filter(found -> found.body().requestType() == MessageType.START.number())
              .filter(found -> found.body().code() == Code.ACCEPTED))
          .hasSize(1);
    }
  }

  /** Where time passes by GRANT alone no other comes by itself. */
  @Test
  void aRobotOnVirtualTimeIsReadyThoughEveryOtherStateIsLost() throws Exception {
    try (FaultBench bench = FaultBench.inVirtualTime(folder);
        RemotePlant plant = bench.plant("")) {
      AtomicInteger states = new AtomicInteger();
      bench.robot.passes(seen -> Tap.records(List.of(seen), Report.State.class).isEmpty()
          || states.incrementAndGet() % 2 == 0);

      plant.open();

      assertThat(bench.run(plant, Numbered.program(STEPS), STEPS).steps()).isEqualTo(STEPS);
      assertThat(states.get()).isGreaterThan(2);
    }
  }
}
