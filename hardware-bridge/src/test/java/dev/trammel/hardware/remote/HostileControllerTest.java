package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.mpc.KnownModelReplanning;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.mqtt.LinkListener;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.Linker;
import dev.trammel.hardware.wire.Code;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A million hostile messages at a controller's listener, among those of an honest device that runs
 * episodes for it. The episodes are, to the last bit, those without them, and each message is
 * counted by its cause.
 */
class HostileControllerTest {

  private static final int MESSAGES = 1_000_000 / Mode.values().length + 1;
  private static final int AT_ONCE = 60;
  private static final long FLAT = 1 << 20;

  /** How the loop is closed. */
  private enum Mode {
    EPISODE,
    STREAM,
    HORIZON;

    Controller controller(Bench bench, int episode) {
      return switch (this) {
        case EPISODE -> Episodes.exploring(episode);
        case STREAM ->
          (estimate, step, out) -> {
            out.requested.data[0] = 0.3 * Math.sin(step) - estimate.mean.data[0];
            return true;
          };
        case HORIZON -> KnownModelReplanning.of(Kernels.best(), bench.task).controller(0);
      };
    }
  }

  /** A wire on which somebody else speaks too. */
  private static final class Tapped implements Linker {

    final Bench bench;
    final HostileToController hostile;
    final Map<Code, Long> expected = new EnumMap<>(Code.class);
    private @Nullable LinkListener controller;
    private int sent;

    Tapped(Bench bench, long seed) {
      this.bench = bench;
      hostile = new HostileToController(seed, bench.device.birth());
    }

    @Override
    public Link open(LinkOptions options, LinkListener listener) {
      controller = listener;
      return bench.wire.open(options, new LinkListener() {

        @Override
        public void received(String topic, byte[] payload, boolean retained) {
          hostile.hear(new HostileToController.Packet(topic, payload, retained));
          listener.received(topic, payload, retained);
        }

        @Override
        public void connected() {
          listener.connected();
        }

        @Override
        public void disconnected(LinkException why) {
          listener.disconnected(why);
        }
      });
    }

    void send() {
      for (int i = 0; i < AT_ONCE && sent < MESSAGES; i++) {
        HostileToController.Packet packet = hostile.next();
        Code cause = hostile.judge(packet);
        if (cause != Code.OK) {
          expected.merge(cause, 1L, Long::sum);
          sent++;
          Objects.requireNonNull(controller)
              .received(packet.topic(), packet.bytes(), packet.retained());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void hostileMessagesChangeNothingButTheCountersOfTheirCauses(Mode mode) throws IOException {
    List<Trajectory> disturbed = new ArrayList<>();
    try (Bench bench = new Bench("cartpole-swingup", false, "")) {
      Tapped wire = new Tapped(bench, mode.ordinal());
      try (RemotePlant plant = new RemotePlant(bench.task.plant(), bench.settings, wire, bench)) {
        plant.open();
        bench.beat(wire::send);
        long heap = 0;
        while (wire.sent < MESSAGES) {
          disturbed.add(Episodes.run(plant, mode.controller(bench, disturbed.size())));
          heap = disturbed.size() == 1 ? liveHeap() : heap;
        }
        assertThat(liveHeap() - heap).isLessThan(FLAT);
        assertThat(counted(plant)).isEqualTo(vitals(wire.expected));
      }
      assertThat(wire.expected)
          .containsOnlyKeys(
              Code.MALFORMED, Code.VERSION, Code.TYPE, Code.LAYOUT, Code.SESSION, Code.SEQUENCE);
    }
    assertSame(disturbed, mode);
  }

  /** The same episodes without anybody else on the wire. */
  private static void assertSame(List<Trajectory> disturbed, Mode mode) throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", false, "");
        RemotePlant plant = bench.plant()) {
      plant.open();
      for (int i = 0; i < disturbed.size(); i++) {
        Trajectory quiet = Episodes.run(plant, mode.controller(bench, i));
        assertThat(numbers(disturbed.get(i))).isEqualTo(numbers(quiet));
      }
    }
  }

  private static List<Double> numbers(Trajectory episode) {
    List<Double> numbers = new ArrayList<>();
    for (int t = 0; t < episode.steps(); t++) {
      numbers.add(episode.requested(t, 0));
      numbers.add(episode.applied(t, 0));
      for (int i = 0; i < 4; i++) {
        numbers.add(episode.state(t, i));
      }
    }
    return numbers;
  }

  private static Map<String, Double> counted(RemotePlant plant) {
    Map<String, Double> counted = plant.vitals();
    counted.keySet().removeIf(name -> !name.startsWith("disbelieved"));
    return counted;
  }

  private static Map<String, Double> vitals(Map<Code, Long> expected) {
    Map<String, Double> vitals = new TreeMap<>();
    expected.forEach((code, count) -> vitals.put(
        "disbelieved_" + code.name().toLowerCase(Locale.ROOT) + "_total", (double) count));
    vitals.put(
        "disbelieved_total",
        expected.values().stream().mapToDouble(Long::doubleValue).sum());
    return vitals;
  }

  private static long liveHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
