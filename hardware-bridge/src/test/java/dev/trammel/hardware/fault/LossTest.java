package dev.trammel.hardware.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.remote.RemotePlant;
import dev.trammel.hardware.wire.Fault;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network that loses 1, 5 or 20 % of all messages. */
class LossTest {

  private static final int STEPS = 80;

  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.05, 0.2})
  void commandsThatAreLostAreCountedExactlyAndNoOldOneActs(double part) throws Exception {
    try (FaultBench bench = FaultBench.inVirtualTime(folder)) {
      bench.near.follow(FaultRule.drop(Direction.TO_BROKER, FaultBench.FAST, part));
      Numbered controller = new Numbered();
      try (RemotePlant plant = bench.plant("")) {
        plant.open();
        for (int i = 0; i < 3; i++) {
          assertThat(bench.run(plant, controller, STEPS).steps()).isEqualTo(STEPS);
        }
      } catch (PlantException e) {
        assertThat(part).as(e.getMessage()).isGreaterThan(0.1);
        assertThat(bench.state().condition().fault()).isEqualTo(Fault.LATE);
      }
      bench.robot.await(
          () -> bench.controller.said().size() - bench.near.tally().dropped()
              == bench.robot.heard().size());
      bench.switchOff();

      Bars.moved(bench.witness().moments());
      Bars.commandsActInTimeAndInOrder(
          bench.witness().moments(), bench.controller.said(), Long.MAX_VALUE);
      assertThat(bench.near.tally().dropped()).isPositive();
      assertThat(bench.state().counters().gaps()).isEqualTo(Bars.gaps(bench.robot.heard()));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.05, 0.2})
  void anEpisodeOfTheRobotsOwnIsWholeWhateverIsLostOrSaysWhyNot(double part) throws Exception {
    try (FaultBench bench = FaultBench.inRealTime(folder)) {
      try (RemotePlant plant = bench.plant("?lease=2")) {
        plant.open();
        bench.near.follow(
            FaultRule.drop(Direction.TO_BROKER, "#", part),
            FaultRule.drop(Direction.FROM_BROKER, "#", part));
        for (int i = 0; i < 2; i++) {
          assertThat(bench.run(plant, Numbered.program(10), 10).steps()).isEqualTo(10);
        }
      } catch (PlantException e) {
        assertThat(part).as(e.getMessage()).isGreaterThan(0.1);
      }
      bench.near.follow();
      bench.robot.await(() -> bench.controller.said().size()
          <= bench.robot.heard().size() + bench.near.tally().dropped());
      bench.switchOff();

      Bars.movesOnlyUnderALease(bench.witness().moments(), bench.robot.heard(), 2_000_000);
      assertThat(bench.state().counters().gaps()).isEqualTo(Bars.gaps(bench.robot.heard()));
      assertThat(bench.state().condition().fault()).isNotEqualTo(Fault.LIMIT);
    }
  }
}
