package dev.trammel.hardware.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.remote.RemotePlant;
import dev.trammel.hardware.wire.Code;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network that repeats messages and changes their order. */
class DisorderTest {

  private static final int STEPS = 80;

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({"0.3, 0", "0, 0.1", "0.3, 0.1"})
  void noCommandActsTwiceOrAfterALaterOne(double duplicate, double reorder) throws Exception {
    try (FaultBench bench = FaultBench.inVirtualTime(folder)) {
      bench.near.follow(
          new FaultRule(Direction.TO_BROKER, FaultBench.FAST, 0, duplicate, reorder, 0, 0));
      Numbered controller = new Numbered();
      try (RemotePlant plant = bench.plant("?deadline=2")) {
        plant.open();
        for (int i = 0; i < 2; i++) {
          assertThat(bench.run(plant, controller, STEPS).steps()).isEqualTo(STEPS);
        }
      }
      FaultTally tally = bench.near.tally();
      bench.robot.await(
          () -> bench.robot.heard().size() == bench.controller.said().size() + tally.duplicated());
      bench.switchOff();

      Bars.moved(bench.witness().moments());
      Bars.commandsActInTimeAndInOrder(
          bench.witness().moments(), bench.controller.said(), Long.MAX_VALUE);
      assertThat(tally.duplicated() + tally.reordered()).isPositive();
      assertThat(rejected(bench, Code.SEQUENCE)).isEqualTo(Bars.disorder(bench.robot.heard()));
    }
  }

  @Test
  void requestsThatAllComeTwiceAreDoneOnce() throws Exception {
    try (FaultBench bench = FaultBench.inVirtualTime(folder)) {
      bench.near.follow(
          FaultRule.duplicate(Direction.TO_BROKER, "#", 1),
          FaultRule.duplicate(Direction.FROM_BROKER, "#", 1));
      try (RemotePlant plant = bench.plant("")) {
        plant.open();
        for (int i = 1; i <= 2; i++) {
          assertThat(bench.run(plant, Numbered.program(STEPS), STEPS).steps()).isEqualTo(STEPS);
          // a move and an episode each
          assertThat(bench.state().run()).isEqualTo(2 * i);
        }
      }
      bench.robot.await(
          () -> bench.robot.heard().size() == 2 * bench.controller.said().size());
      bench.switchOff();

      assertThat(rejected(bench, Code.SEQUENCE)).isEqualTo(Bars.disorder(bench.robot.heard()));
    }
  }

  private static long rejected(FaultBench bench, Code code) {
    return bench.state().counters().rejected()[code.counter()];
  }
}
