package dev.trammel.hardware.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.fixtures.Ear;
import dev.trammel.hardware.fixtures.MosquittoServer;
import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.remote.RemotePlant;
import dev.trammel.hardware.remote.RemoteSettings;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two who want the same robot, and two who call themselves the same. */
class TwoControllersTest {

  private static final int ROUNDS = 4;

  @TempDir
  private Path folder;

  /** What is held, and by whom, as they believe; never two. */
  private final AtomicInteger holders = new AtomicInteger();

  private int contend(FaultBench bench, String user, Tap tap) {
    RemoteSettings settings = bench.settings("?lease=0.5").withUser(user);
    int held = 0;
    for (int i = 0; i < ROUNDS; i++) {
      try (RemotePlant plant = new RemotePlant(bench.task.plant(), settings, tap)) {
        plant.open();
        assertThat(holders.incrementAndGet()).isOne();
        bench.run(plant, Numbered.program(3), 3);
        held++;
        holders.decrementAndGet();
      } catch (PlantException e) {
        assertThat(e).hasMessageContaining("HELD");
      }
    }
    return held;
  }

  @Test
  void oneOfTwoControllersHoldsTheRobotAtATime() throws Exception {
    try (FaultBench bench = FaultBench.inRealTime(folder)) {
      Tap other = new Tap(FaultBench.linker(folder), "");
      CompletableFuture<Integer> first =
          CompletableFuture.supplyAsync(() -> contend(bench, "lab", bench.controller));
      CompletableFuture<Integer> second =
          CompletableFuture.supplyAsync(() -> contend(bench, "other", other));
      int held = first.join() + second.join();
      bench.switchOff();

      assertThat(held).isPositive();
      Set<Long> sessions = new HashSet<>();
      Tap.records(bench.robot.tried(), Report.Ack.class).stream()
          .filter(found -> found.body().requestType() == MessageType.LEASE.number())
          .filter(found -> found.body().code() == Code.OK)
          .forEach(found -> assertThat(sessions.add(found.body().value())).isTrue());
      assertThat(sessions).hasSizeGreaterThanOrEqualTo(held);
    }
  }

  @Test
  void twoOfOneClientIdThrowEachOtherOutSlowerAndSlower() throws Exception {
    try (MosquittoServer broker = MosquittoServer.open(folder)) {
      Tap tap = new Tap(FaultBench.linker(folder), "");
      LinkOptions options =
          new LinkOptions(broker.address("lab", FaultBench.ROBOT), "twin", null, List.of());
      long begun = System.nanoTime();
      try (Link first = tap.open(options, new Ear());
          Link second = tap.open(options, new Ear())) {
        assertThat(first).isNotSameAs(second);
        tap.await(() -> tap.connections() > 9);
      }
      // five each: at first and once more at once, then after at least half of 100, 200 and 400 ms
      assertThat(System.nanoTime() - begun).isGreaterThan(350_000_000);
    }
  }
}
