package dev.trammel.hardware.soak;

import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.MoveWay;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Transition;
import java.util.SplittableRandom;

/** Two users who send a device whatever comes into their heads. */
final class Adversary {

  final Observed observed = new Observed(Flaw.NONE);
  int active;
  private final SplittableRandom random;
  private long sequence;
  private long granted;
  private long nonce;
  private byte[] last = {};

  Adversary(long seed) {
    random = new SplittableRandom(seed);
  }

  void rage(int times) {
    for (int i = 0; i < times; i++) {
      step();
      active += observed.device.state() == DeviceState.ACTIVE ? 1 : 0;
    }
  }

  private void step() {
    int kind = random.nextInt(100);
    if (kind < 45) {
      send("lab", new Request.Renew());
      observed.tick(random.nextInt(300) == 0 ? random.nextInt(700_000) : random.nextInt(1, 9000));
    } else if (kind < 95) {
      send(random.nextInt(12) == 0 ? "evil" : "lab", request());
    } else if (kind < 97) {
      observed.receive(observed.topics.fast("lab"), last.clone(), random.nextInt(4) == 0);
    } else if (kind == 97) {
      byte[] noise = new byte[random.nextInt(100)];
      random.nextBytes(noise);
      observed.receive(observed.topics.request("evil"), noise, false);
    } else {
      byte[] text = random.nextInt(4) == 0 ? new byte[] {1} : new byte[0];
      observed.receive(observed.topics.stop(random.nextBoolean() ? "lab" : "evil"), text, true);
    }
  }

  private void send(String user, Request request) {
    boolean isLease = request instanceof Request.Lease;
    if (observed.session != granted) {
      granted = observed.session;
      sequence = 0;
    }
    long claimed = isLease ? 0 : random.nextInt(20) == 0 ? random.nextLong(5) : granted;
    long number = random.nextInt(15) == 0 ? random.nextLong(sequence + 5) : ++sequence;
    long expiry = observed.now + random.nextLong(-5_000, 150_000);
    last = observed.send(user, request, claimed, number, expiry);
  }

  private Request request() {
    return switch (random.nextInt(14)) {
      case 0, 1 -> new Request.Lease(Observed.BOOT, nonce += random.nextInt(3), 300_000, 0);
      case 2 -> new Request.Lifecycle(Transition.CONFIGURE);
      case 3, 4 -> new Request.Lifecycle(Transition.ACTIVATE);
      case 5 -> new Request.Lifecycle(Transition.values()[random.nextInt(6)]);
      case 6 -> new Request.Lifecycle(Transition.RESET);
      case 7 -> move();
      case 8, 9 -> new Request.Start(Activity.STREAM, 0, random.nextInt(1, 20), 100_000);
      case 10 -> new Request.Start(Activity.HORIZON, 0, random.nextInt(1, 20), 100_000);
      case 11 -> plan();
      case 12 -> random.nextInt(30) == 0 ? new Request.Release() : new Request.Ping();
      default -> new Request.Setpoint(0, new double[] {random.nextDouble(-30, 30)});
    };
  }

  private Request move() {
    double[] tolerance = {0.1};
    return new Request.Move(
        MoveWay.values()[random.nextInt(2)],
        random.nextInt(1_000_000),
        0,
        new double[] {random.nextDouble(-0.9, 0.9)},
        new double[] {0},
        tolerance,
        tolerance);
  }

  private Request plan() {
    double[][] gains = {{random.nextDouble(-9, 9), random.nextDouble(-9, 9)}, {1, 1}};
    double[][] offsets = {{random.nextDouble(-20, 20)}, {0}};
    return new Request.Horizon(random.nextInt(4), 2, gains, offsets);
  }
}
