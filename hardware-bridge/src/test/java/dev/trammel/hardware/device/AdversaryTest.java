package dev.trammel.hardware.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Message;
import dev.trammel.hardware.wire.MoveWay;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Sha256;
import dev.trammel.hardware.wire.Topics;
import dev.trammel.hardware.wire.Transition;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two users who do everything wrong, on a network that loses, repeats, delays and garbles: whatever
 * they send, nothing that must not happen does.
 */
class AdversaryTest {

  private static final int RECORDS = 25_000;
  private static final String[] USERS = {"lab", "evil"};

  private final Cart cart = new Cart();
  private final Watch watch = new Watch();
  private final DeviceSettings settings = Cart.settings();
  private final Topics topics = new Topics("cart");
  private final int layout = settings.birth().layout().crc();
  private final Device device = new Device(settings, cart, watch);
  private final Deque<Packet> replays = new ArrayDeque<>();
  private SplittableRandom random = new SplittableRandom(0);
  private long session;
  private long sequence;
  private long now;
  private long nonce;
  private byte[] program = {};
  private String resetBy = "";
  private long lastTick;

  private record Packet(String topic, byte[] bytes) {}

  /** Hears what the device says. */
  private static final class Watch implements Outbox {

    long granted;
    final Set<Long> sessions = new HashSet<>();

    @Override
    public void send(String topic, byte[] payload, int qos, boolean retained) {
      if (topic.endsWith("/ack")
          && ((Frame.Opening.Opened) Frame.open(payload))
                  .frame()
                  .report()
                  .orThrow(refusal -> new IllegalStateException(refusal.toString()))
              instanceof Report.Ack ack
          && ack.requestType() == 3
          && ack.code() == Code.OK) {
        granted = ack.value();
        assertThat(sessions.add(granted)).as("a session that was given before").isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void nothingThatMustNotHappenDoes(long seed) {
    random = new SplittableRandom(seed);
    int active = 0;
    for (int i = 0; i < RECORDS; i++) {
      step();
      active += device.state() == DeviceState.ACTIVE ? 1 : 0;
    }
    // the adversary is worth its name only if it gets that far
    assertThat(active).isGreaterThan(RECORDS / 20);
    assertThat(watch.sessions.size()).isGreaterThan(20);
  }

  private void step() {
    Report.State before = device.report();
    double effort = cart.effort;
    int kind = random.nextInt(100);
    resetBy = "";
    if (kind < 45) {
      tick();
    } else if (kind < 92) {
      send();
    } else if (kind < 95 && !replays.isEmpty()) {
      replay(before);
      return;
    } else if (kind < 97) {
      garble();
    } else if (kind == 97) {
      disturb();
    } else {
      stop();
    }
    check(before, effort);
  }

  private void tick() {
    long micros = random.nextInt(200) == 0 ? random.nextInt(700_000) : 1 + random.nextInt(20_000);
    // a renewal now and then, or no lease would last
    if (random.nextInt(10) < 9) {
      deliver("lab", new Request.Renew(), session, ++sequence, now + 1000);
    }
    now += micros;
    lastTick = micros;
    device.tick(now);
  }

  private void stop() {
    byte[] text = random.nextInt(4) == 0 ? new byte[] {1} : new byte[0];
    device.receive(topics.stop(USERS[random.nextInt(2)]), text, random.nextBoolean(), now);
  }

  private void disturb() {
    cart.rate += random.nextDouble(-0.3, 0.3);
    cart.isBlind = random.nextInt(20) == 0;
    if (Math.abs(cart.position) > 0.9) {
      cart.position = 0;
      cart.rate = 0;
    }
  }

  private void garble() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    device.receive(topics.fast(USERS[random.nextInt(2)]), bytes, false, now);
  }

  /** What was accepted once is delivered again. */
  private void replay(Report.State before) {
    Packet packet = replays.removeFirst();
    device.receive(packet.topic(), packet.bytes(), random.nextBoolean(), now);
    assertThat(device.report().counters().accepted())
        .as("accepted a record for the second time")
        .isEqualTo(before.counters().accepted());
  }

  private void send() {
    String user = USERS[random.nextInt(12) == 0 ? 1 : 0];
    Request request = request();
    boolean isLease = request instanceof Request.Lease;
    long claimed = isLease ? 0 : random.nextInt(20) == 0 ? random.nextLong(5) : session;
    long claimedSequence = random.nextInt(15) == 0 ? random.nextLong(sequence + 5) : ++sequence;
    long expiry = now + random.nextLong(-20_000, 150_000);
    boolean mayAct = expiry > now && (isLease || user.equals(holder()) && claimed == held());
    long accepted = device.report().counters().accepted();
    deliver(user, request, claimed, claimedSequence, expiry);
    boolean wasAccepted = device.report().counters().accepted() > accepted;
    assertThat(wasAccepted && !mayAct).as("accepted " + request + " of " + user).isFalse();
    if (wasAccepted && isLease) {
      session = watch.granted;
      sequence = 0;
    }
    if (wasAccepted
        && request instanceof Request.Lifecycle asked
        && asked.transition() == Transition.RESET) {
      resetBy = user;
    }
  }

  private String holder() {
    return device.user();
  }

  private long held() {
    return device.report().session();
  }

  private void deliver(String user, Request request, long claimed, long number, long expiry) {
    Header header = new Header(layout, claimed, number, now, expiry);
    byte[] bytes = new Message(header, request).encode();
    long accepted = device.report().counters().accepted();
    if (random.nextInt(30) == 0) {
      return;
    }
    String topic = topics.of(request.type(), user);
    device.receive(topic, bytes, false, now);
    if (device.report().counters().accepted() > accepted && random.nextInt(10) == 0) {
      replays.add(new Packet(topic, bytes));
    }
  }

  private Request request() {
    return switch (random.nextInt(16)) {
      case 0, 1 -> new Request.Lease(Cart.BOOT, ++nonce, 100_000 + random.nextInt(400_000), 0);
      case 2 -> new Request.Lifecycle(Transition.CONFIGURE);
      case 3, 4 -> new Request.Lifecycle(Transition.ACTIVATE);
      case 5 -> new Request.Lifecycle(Transition.values()[random.nextInt(6)]);
      case 6 -> new Request.Lifecycle(Transition.RESET);
      case 7 ->
        new Request.Move(
            MoveWay.values()[random.nextInt(2)],
            random.nextInt(1_000_000),
            0,
            new double[] {random.nextDouble(-0.9, 0.9)},
            new double[] {0},
            new double[] {0.1},
            new double[] {0.1});
      case 8 -> upload();
      case 9 -> new Request.Chunk(1, 0, program);
      case 10 -> new Request.Commit(1);
      case 11 -> new Request.Arm(1);
      case 12 -> new Request.Start(Activity.EPISODE, 1, 5, 0);
      case 13 -> new Request.Start(Activity.STREAM, 0, 50, 100_000);
      case 14 -> new Request.Setpoint(0, new double[] {random.nextDouble(-30, 30)});
      default ->
        random.nextInt(50) == 0
            ? new Request.Release()
            : new Request.Setpoint(0, new double[] {random.nextDouble(-10, 10)});
    };
  }

  private Request upload() {
    double[][] gains = new double[5][];
    double[][] offsets = new double[5][];
    Arrays.setAll(
        gains, t -> new double[] {random.nextDouble(-99, 99), random.nextDouble(-99, 99)});
    Arrays.setAll(offsets, t -> new double[] {random.nextDouble(-20, 20)});
    program = new Program(
            5,
            2,
            1,
            Cart.PERIOD,
            Program.Start.ANYWHERE,
            new Program.Affine(gains, offsets, new double[0][], new double[0][]),
            new double[0][])
        .encode();
    return new Request.Begin(
        1, dev.trammel.hardware.wire.ProgramKind.AFFINE, program.length, Sha256.of(program));
  }

  /** A step's input acts for a period; what is given more often, for the time since it was. */
  private double longest() {
    boolean isRun = device.condition().activity().number() >= Activity.EPISODE.number();
    return 1e-6 * (isRun ? Cart.PERIOD : Math.min(Cart.PERIOD, lastTick));
  }

  private void check(Report.State before, double effort) {
    DeviceState state = device.state();
    boolean mayMove = state == DeviceState.ACTIVE || state == DeviceState.STOPPING;
    assertThat(mayMove || cart.effort == 0 && cart.isCutOff)
        .as("moves in " + state)
        .isTrue();
    assertThat(Math.abs(cart.effort)).isLessThanOrEqualTo(Cart.MOST);
    assertThat(cart.isCutOff ? 0 : Math.abs(cart.effort - effort))
        .as("changed faster than it may")
        .isLessThanOrEqualTo(Cart.SLEW * longest() + 1e-9);
    assertThat(state == DeviceState.ACTIVE && held() == Lease.NONE)
        .as("active without a lease")
        .isFalse();
    if (before.condition().state() == DeviceState.FAULT && state != DeviceState.FAULT) {
      boolean isStop = device.condition().fault() == Fault.STOPPED;
      assertThat(!resetBy.isEmpty() || isStop).as("left FAULT without a reset").isTrue();
    }
    if (before.stopped() && device.report().stopped()) {
      assertThat(state).as("active under a stop").isNotEqualTo(DeviceState.ACTIVE);
    }
  }
}
