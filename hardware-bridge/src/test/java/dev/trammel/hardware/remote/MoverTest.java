package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.hardware.wire.MoveWay;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.Request;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How a robot is brought to a start. */
class MoverTest {

  private static final String PENDULUM = "pendulum-swingup";

  private static EpisodeStart start(Bench bench, double offset, double velocity) {
    double position = bench.task.conditions().get(0).positions()[0] + offset;
    return new EpisodeStart(new double[] {position}, new double[] {velocity}, 1);
  }

  @Test
  void aMoveWhoseFirstAnswerWasLostIsMadeOnce() throws IOException {
    try (Bench bench = new Bench(PENDULUM, false, "?reset=servo&settle=2");
        RemotePlant plant = bench.plant()) {
      plant.open();
      AtomicInteger lost = new AtomicInteger();
      bench.wire.swallowed = topic -> topic.equals(bench.topics.ack("lab"))
          && bench.device.report().run() == 1
          && lost.getAndIncrement() == 0;

      plant.reset(start(bench, 0, 0));

      assertThat(lost.get()).isPositive();
      assertThat(bench.device.report().run()).isEqualTo(1);
    }
  }

  @Test
  void aMoveWhoseEndWasLostIsMadeAgain() throws IOException {
    try (Bench bench = new Bench(PENDULUM, false, "?reset=servo&settle=2");
        RemotePlant plant = bench.plant()) {
      plant.open();
      AtomicInteger answers = new AtomicInteger();
      bench.wire.swallowed = topic -> topic.equals(bench.topics.ack("lab"))
          && bench.device.report().run() == 1
          && answers.getAndIncrement() < 3;
      long begun = bench.micros();

      plant.reset(start(bench, 0, 0));

      assertThat(bench.device.report().run()).isEqualTo(2);
      assertThat(bench.micros() - begun).isLessThan(10_000_000);
    }
  }

  @Test
  void whatAServoBringsToAStartIsExpectedAtRest() throws IOException {
    try (Bench bench = new Bench(PENDULUM, false, "");
        Session session = bench.session()) {
      session.meet();
      Mover mover = new Mover(session);
      assertThat(mover.way()).isEqualTo(MoveWay.PLACE);
      assertThat(begin(bench, mover).reading()).containsExactly(reading(bench, 0.8), 0.8);
    }
    try (Bench bench = new Bench(PENDULUM, false, "");
        Session session = bench.session()) {
      bench.isEmulated = false;
      bench.boot(0xBEEF);
      session.meet();
      Mover mover = new Mover(session);
      assertThat(mover.way()).isEqualTo(MoveWay.SERVO);
      assertThat(begin(bench, mover).reading()).containsExactly(reading(bench, 0), 0);
    }
  }

  private record Asked(double settle, double within, boolean isStartChecked) {}

  private static Asked onBench(String query, boolean isEmulated) throws IOException {
    try (Bench bench = new Bench(PENDULUM, false, query);
        Session session = new Session(bench.settings.onBench(), bench.wire, bench)) {
      bench.isEmulated = isEmulated;
      bench.boot(0xBEEF);
      session.meet();
      Mover mover = new Mover(session);
      Request.Move move = mover.request(start(bench, 0, 0));
      boolean isStartChecked = begin(bench, mover).tolerance()[0] > 0;
      return new Asked(move.settle(), move.positionTolerance()[0], isStartChecked);
    }
  }

  @Test
  void onABenchItsEncodersNeedNotReadWhereAnEmulatedRobotWasPut() throws IOException {
    assertThat(onBench("?reset=place", true)).isEqualTo(new Asked(0, 0, false));
    assertThat(onBench("?reset=place&within=0.02", true)).isEqualTo(new Asked(0, 0.02, true));
  }

  @Test
  void onABenchHandsHaveTimeToGoOnceItReadsThePlace() throws IOException {
    assertThat(onBench("?reset=place", false)).isEqualTo(new Asked(10, 0.05, true));
    assertThat(onBench("?reset=place&within=0.02", false)).isEqualTo(new Asked(10, 0.02, true));
  }

  @Test
  void handsHaveTimeWhereNoReadingIsAskedFor() throws IOException {
    assertThat(onBench("?reset=place&within=0", false)).isEqualTo(new Asked(10, 0, false));
    assertThat(onBench("?reset=place&within=0&settle=30", false))
        .isEqualTo(new Asked(30, 0, false));
  }

  private static double reading(Bench bench, double velocity) {
    return start(bench, 0.1, velocity).positions()[0];
  }

  private static Program.Start begin(Bench bench, Mover mover) {
    return new StartReading(bench.task.plant(), mover).at(start(bench, 0.1, 0.8));
  }
}
