package dev.trammel.hardware.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Report;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A million hostile messages at a device, in whatever it can be doing. A twin lives through the same
 * without them: both must do the same to the last bit. Every message is counted as the page says.
 */
class HostileDeviceTest {

  private static final int MESSAGES = 1_000_000;
  private static final int SECOND = 1_000_000;
  private static final int GARBLED = 3;
  private static final long FLAT = 1 << 20;

  /** A device in a scene. */
  private static final class Stage {

    final Cart cart = new Cart();
    final Rig rig = new Rig(Cart.settings(), cart);
    final List<Double> efforts = new ArrayList<>();
    final Scene scene;

    Stage(Scene scene) {
      this.scene = scene;
      scene.open(rig, cart);
      rig.sent.clear();
    }

    void play(int milli) {
      scene.play(rig, milli);
      efforts.add(cart.isCutOff ? Double.NaN : cart.effort);
      efforts.add(cart.position);
    }

    Report.Counters counters() {
      return rig.device.report().counters();
    }
  }

  /** What comes in between, and what the device must make of it. */
  private static final class Attack {

    final Stage stage;
    final Hostile hostile;
    final long[] expected = new long[Code.COUNTERS];
    final Deque<Long> garbled = new ArrayDeque<>();
    long answers;
    int sent;

    Attack(Stage stage) {
      this.stage = stage;
      hostile = new Hostile(stage.scene.ordinal(), stage.rig);
    }

    /** Sends a message, unless the page says that it is as good as any. */
    void send() {
      Hostile.Packet packet = hostile.next();
      int counter = judge(packet);
      if (counter == 0 && isOfHolder(packet)) {
        packet = sparing(packet);
        counter = judge(packet);
      }
      if (counter == Referee.ACCEPTED) {
        return;
      }
      expected[counter]++;
      answers += counter == 0 ? 0 : 1;
      sent++;
      double effort = stage.cart.effort;
      boolean cutOff = stage.cart.isCutOff;
      stage.rig.device.receive(packet.topic(), packet.bytes(), packet.retained(), stage.rig.now);
      if (!stage.rig.device.condition().equals(stage.scene.condition)
          || stage.cart.effort != effort
          || stage.cart.isCutOff != cutOff) {
        throw new AssertionError("moved by a message on " + packet.topic());
      }
    }

    private boolean isOfHolder(Hostile.Packet packet) {
      return packet.topic().contains("/from/lab/");
    }

    /** A third malformed message within a second would be FAULT GARBLED: then by another's name. */
    private Hostile.Packet sparing(Hostile.Packet packet) {
      long now = stage.rig.now;
      garbled.removeIf(at -> now - at > SECOND);
      if (garbled.size() < GARBLED - 1) {
        garbled.add(now);
        return packet;
      }
      String topic = packet.topic().replace("/lab/", "/" + hostile.other() + "/");
      return new Hostile.Packet(topic, packet.bytes(), packet.retained());
    }

    private int judge(Hostile.Packet packet) {
      Rig rig = stage.rig;
      boolean isLeased = stage.scene.isLeased();
      Referee.Knowledge known = new Referee.Knowledge(
          rig.layout(),
          Cart.BOOT,
          rig.nonce(),
          isLeased ? "lab" : "",
          isLeased ? rig.session() : 0,
          rig.nextRequest() - 1,
          rig.nextFast() - 1,
          rig.now);
      return Referee.counter(packet.topic(), packet.bytes(), packet.retained(), known);
    }

    /** Forgets what the device said, but for how many requests it refused. */
    void hear() {
      answers -=
          stage.rig.sent.stream().filter(said -> said.topic().endsWith("/ack")).count();
      stage.rig.sent.clear();
    }
  }

  @ParameterizedTest
  @EnumSource(Scene.class)
  void hostileMessagesChangeNothingButTheCountersOfTheirCauses(Scene scene) {
    Stage stage = new Stage(scene);
    Stage twin = new Stage(scene);
    Attack attack = new Attack(stage);
    long share = 1 + (long) MESSAGES / Scene.values().length;
    long heap = 0;
    for (int milli = 0; milli < scene.millis; milli++) {
      stage.play(milli);
      twin.play(milli);
      stage.rig.sent.clear();
      twin.rig.sent.clear();
      while (attack.sent < share * (milli + 1) / scene.millis) {
        attack.send();
      }
      attack.hear();
      heap = milli == scene.millis / 4 ? liveHeap() : heap;
    }
    assertThat(attack.sent).isEqualTo(Math.toIntExact(share));
    assertThat(stage.counters().rejected()).isEqualTo(attack.expected);
    assertThat(stage.counters().accepted()).isEqualTo(twin.counters().accepted());
    assertThat(stage.counters().gaps()).isEqualTo(twin.counters().gaps());
    assertThat(attack.answers).isZero();
    assertThat(stage.efforts).isEqualTo(twin.efforts);
    assertThat(liveHeap() - heap).isLessThan(FLAT);
    assertSameEnd(stage, twin);
  }

  /** Both do to the end what they were doing, and tell the same of it. */
  private static void assertSameEnd(Stage stage, Stage twin) {
    for (int milli = stage.scene.millis; milli < stage.scene.millis + 1500; milli++) {
      stage.play(milli);
      twin.play(milli);
    }
    assertThat(stage.efforts).isEqualTo(twin.efforts);
    assertThat(logs(stage)).isEqualTo(logs(twin));
    assertThat(stage.rig.device.condition()).isEqualTo(twin.rig.device.condition());
  }

  private static List<ByteBuffer> logs(Stage stage) {
    return stage.rig.bodies(stage.rig.topics.log("lab"), Report.Log.class).stream()
        .map(piece -> ByteBuffer.wrap(piece.content()))
        .toList();
  }

  private static long liveHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theThirdMalformedMessageWithinASecondOfItsHolderIsAFaultAndNoneBefore(long seed) {
    Stage stage = new Stage(Scene.HOLD);
    SplittableRandom random = new SplittableRandom(seed);
    Deque<Long> last = new ArrayDeque<>();
    boolean isGarbled = false;
    while (!isGarbled) {
      stage.rig.live(random.nextInt(700_000));
      last.add(stage.rig.now);
      isGarbled = last.size() == GARBLED && last.getLast() - last.removeFirst() <= SECOND;
      stage.rig.device.receive(stage.rig.topics.fast("lab"), new byte[9], false, stage.rig.now);
      Fault expected = isGarbled ? Fault.GARBLED : Fault.NONE;
      assertThat(stage.rig.device.condition().fault()).isEqualTo(expected);
    }
  }

  @Test
  void theFiveClassesOfHostileMessagesReachEveryCounterThatTheyCan() {
    Attack attack = new Attack(new Stage(Scene.EPISODE));
    while (attack.sent < MESSAGES / 100) {
      attack.send();
    }
    // state: LEASE while one holds; unsupported: nothing gets so far without the lease
    int unsupported = Code.UNSUPPORTED.counter();
    for (int i = 0; i < unsupported; i++) {
      assertThat(attack.expected[i]).as("counter " + i).isPositive();
    }
    assertThat(attack.expected[unsupported]).isZero();
  }
}
