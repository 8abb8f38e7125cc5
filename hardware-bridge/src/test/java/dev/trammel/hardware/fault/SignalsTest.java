package dev.trammel.hardware.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.fault.Witness.Moment;
import dev.trammel.hardware.remote.RemotePlant;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Controllers and robots that are killed, or stand still for three seconds and then go on. */
class SignalsTest {

  private static final long LEASE = 500_000;
  private static final long SECONDS = 1_000_000_000;

  @TempDir
  private Path folder;

  private Child controller(FaultBench bench, String mode) throws Exception {
    return new Child(
        folder,
        Map.of(),
        Controllers.class,
        bench.settings("?lease=0.5").address() + "?lease=0.5",
        mode);
  }

  private static void awaitMotion(FaultBench bench) throws InterruptedException {
    bench.robot.await(bench::isMoving);
  }

  @ParameterizedTest
  @CsvSource({"episode, LEASE", "stream, LATE"})
  void aControllerThatIsKilledStopsTheRobot(String mode, Fault fault) throws Exception {
    try (FaultBench bench = FaultBench.inRealTime(folder);
        Child controller = controller(bench, mode)) {
      awaitMotion(bench);
      controller.kill();
      bench.robot.await(() -> bench.state().condition().state() == DeviceState.FAULT);
      assertThat(bench.state().condition().fault()).isIn(fault, Fault.LEASE);
      bench.switchOff();

      Bars.moved(bench.witness().moments());
      Bars.movesOnlyUnderALease(bench.witness().moments(), bench.robot.heard(), LEASE);
      Bars.setpointsActInTime(bench.witness().moments(), bench.robot.heard());
    }
  }

  @ParameterizedTest
  @CsvSource({"episode", "stream"})
  void aControllerThatStandsStillForThreeSecondsMovesNothingAfterwards(String mode)
      throws Exception {
    try (FaultBench bench = FaultBench.inRealTime(folder);
        Child controller = controller(bench, mode)) {
      awaitMotion(bench);
      controller.signal("STOP");
      long stopped = System.nanoTime();
      bench.robot.await(() -> bench.state().condition().state() == DeviceState.FAULT
          && System.nanoTime() - stopped > 3 * SECONDS);
      long still = System.nanoTime();
      controller.signal("CONT");

      assertThat(controller.said()).contains("robot: could not ").contains("FAULT L");
      bench.switchOff();
      Bars.staysStill(bench.witness().moments(), still);
      Bars.movesOnlyUnderALease(bench.witness().moments(), bench.robot.heard(), LEASE);
      Bars.setpointsActInTime(bench.witness().moments(), bench.robot.heard());
    }
  }

  @Test
  void ofTheBurstAfterARobotStoodStillForThreeSecondsNothingActs() throws Exception {
    Path notes = folder.resolve("notes");
    try (FaultBench bench = new FaultBench(folder, false, FaultBench.PERIOD);
        Child robot = new Child(
            folder, Map.of(), Robots.class, "" + bench.far.port(), "7", notes.toString())) {
      long[] went = {Long.MAX_VALUE};
      try (RemotePlant plant = bench.plant("?lease=2&deadline=2")) {
        FaultBench.open(plant);
        CompletableFuture<Void> episode =
            CompletableFuture.runAsync(() -> bench.run(plant, new Numbered(), 60));
        bench.controller.await(() -> FaultBench.isMoving(bench.controller.heard()));
        robot.signal("STOP");
        long stopped = System.nanoTime();
        assertThatThrownBy(episode::join)
            .hasCauseInstanceOf(PlantException.class)
            .hasMessageContaining("nothing was heard of it for 2000.0 ms");
        bench.controller.await(() -> System.nanoTime() - stopped > 3 * SECONDS);
        went[0] = System.nanoTime();
        robot.signal("CONT");
        bench.controller.await(() -> isIn(bench, Fault.LEASE));
      }
      robot.end();

      List<Moment> moments = Robots.read(notes);
      Bars.moved(moments);
      Bars.commandsActInTimeAndInOrder(moments, bench.controller.said(), 2_000_000);
      // the tick that was under way when it stood still may end
      Bars.staysStill(moments.subList(1 + first(moments, went[0]), moments.size()), went[0]);
    }
  }

  private static int first(List<Moment> moments, long nanos) {
    int i = 0;
    while (moments.get(i).nanos() <= nanos) {
      i++;
    }
    return i;
  }

  private static boolean isIn(FaultBench bench, Fault fault) {
    return Tap.records(bench.controller.heard(), Report.State.class).stream()
        .anyMatch(state -> state.body().condition().fault() == fault);
  }

  @Test
  void aRobotThatIsKilledIsFoundOutAndWhatWasSaidToItMovesNoNewOne() throws Exception {
    try (FaultBench bench = new FaultBench(folder, false, FaultBench.PERIOD)) {
      try (Child robot =
              new Child(folder, Map.of(), Robots.class, "" + bench.far.port(), "7", "notes");
          RemotePlant plant = bench.plant("?lease=2")) {
        FaultBench.open(plant);
        CompletableFuture<Void> episode =
            CompletableFuture.runAsync(() -> bench.run(plant, Numbered.program(100), 100));
        bench.controller.await(() -> FaultBench.isMoving(bench.controller.heard()));
        robot.kill();
        assertThatThrownBy(episode::join)
            .hasCauseInstanceOf(PlantException.class)
            .hasMessageContaining("nothing was heard of it for 2000.0 ms");

        bench.boot(8);
        bench.robot.await(() -> bench.link().isConnected());
        assertThatThrownBy(() -> bench.run(plant, Numbered.program(10), 10))
            .isInstanceOf(PlantException.class);
      }
      bench.sayAgain(bench.controller.said());
      assertThat(bench.silentState().condition().state()).isEqualTo(DeviceState.UNCONFIGURED);
      bench.switchOff();

      assertThat(bench.witness().moments()).noneMatch(Moment::moves);
      assertThat(bench.state().counters().rejected()[Code.SESSION.counter()]).isPositive();
    }
  }
}
