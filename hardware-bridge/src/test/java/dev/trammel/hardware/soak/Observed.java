package dev.trammel.hardware.soak;

import dev.trammel.hardware.device.Cart;
import dev.trammel.hardware.device.Device;
import dev.trammel.hardware.device.DeviceSettings;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Message;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.ProgramKind;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Sha256;
import dev.trammel.hardware.wire.Topics;
import dev.trammel.hardware.wire.Transition;
import java.util.Arrays;
import java.util.Set;

/** A device with a flaw and a witness who looks on, in a test that owns their time. */
final class Observed {

  static final int TICK = 1000;
  static final long SOON = 100_000;
  static final int LEASE = 500_000;
  static final int BOOT = 0x89ABCDEF;

  final Diary diary = new Diary(() -> 0);
  final Device device;
  final Topics topics = new Topics("cart");
  final int layout;
  long now;
  long session;
  Code lastCode = Code.OK;

  private final Witness witness;
  private final Flaw flaw;
  private long requests;
  private long fasts;
  private long nonce;

  Observed(Flaw flaw) {
    this.flaw = flaw;
    DeviceSettings settings = Cart.settings();
    layout = settings.birth().layout().crc();
    witness = new Witness(settings.birth(), diary);
    device = new Device(
        settings, flaw.body(witness.watching(new Cart())), (topic, payload, qos, retained) -> {
          witness.goes(topic, payload);
          hear(topic, payload);
        });
    tick(TICK);
  }

  private void hear(String topic, byte[] payload) {
    if (topic.endsWith("/ack")
        && Frame.open(payload) instanceof Frame.Opening.Opened opened
        && opened.frame().report().orThrow(r -> new IllegalStateException(r.toString()))
            instanceof Report.Ack ack) {
      lastCode = ack.code();
      if (ack.requestType() == 3 && ack.code() == Code.OK) {
        session = ack.value();
      }
    }
  }

  Set<Rule> broken() {
    return diary.counts().keySet();
  }

  void receive(String topic, byte[] bytes, boolean retained) {
    witness.comes(topic, bytes, retained, now);
    flaw.receive(this, topic, bytes.clone(), retained);
  }

  void tick(long micros) {
    now += micros;
    witness.ticks(now);
    device.tick(now);
  }

  /** Lets time pass in ticks. */
  void pass(long micros) {
    for (long end = now + micros; now < end; ) {
      tick(TICK);
    }
  }

  /** Lets time pass, and keeps the lease. */
  void live(long micros) {
    for (long end = now + micros; now < end; ) {
      send("lab", new Request.Renew());
      pass(LEASE / 5);
    }
  }

  byte[] send(String user, Request request) {
    boolean free = request instanceof Request.Lease || request instanceof Request.Ping;
    long sequence = free ? 1 : request.type().isFast() ? ++fasts : ++requests;
    return send(user, request, free ? 0 : session, sequence, now + SOON);
  }

  byte[] send(String user, Request request, long claimed, long sequence, long expiry) {
    byte[] bytes = record(request, claimed, sequence, expiry);
    receive(topics.of(request.type(), user), bytes, false);
    return bytes;
  }

  byte[] record(Request request, long claimed, long sequence, long expiry) {
    return new Message(new Header(layout, claimed, sequence, now, expiry), request).encode();
  }

  byte[] lease(String user) {
    requests = 0;
    fasts = 0;
    return send(user, new Request.Lease(BOOT, ++nonce, LEASE, 0));
  }

  void go(Transition transition) {
    send("lab", new Request.Lifecycle(transition));
  }

  void upload(int steps, double offset) {
    double[][] gains = new double[steps][];
    double[][] offsets = new double[steps][];
    Arrays.setAll(gains, t -> new double[] {-1, -1});
    Arrays.setAll(offsets, t -> new double[] {offset});
    byte[] program = new Program(
            steps,
            2,
            1,
            50_000,
            Program.Start.ANYWHERE,
            new Program.Affine(gains, offsets, new double[0][], new double[0][]),
            new double[0][])
        .encode();
    send("lab", new Request.Begin(1, ProgramKind.AFFINE, program.length, Sha256.of(program)));
    for (int at = 0; at < program.length; at += 1000) {
      byte[] piece = Arrays.copyOfRange(program, at, Math.min(program.length, at + 1000));
      send("lab", new Request.Chunk(1, at, piece));
    }
    send("lab", new Request.Commit(1));
    send("lab", new Request.Arm(1));
  }
}
