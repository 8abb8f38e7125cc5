package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Body;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Message;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.RunLog;
import dev.trammel.hardware.wire.Sha256;
import dev.trammel.hardware.wire.Topics;
import dev.trammel.hardware.wire.Transition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** A device on a bench: a user who sends it records, and hears all that it says. */
public final class Rig {

  static final int TICK = 1000;
  static final int LEASE = 500_000;
  static final long SOON = 200_000;
  private static final int CAPTURED = 64;

  public final Device device;
  final Topics topics;
  final List<Sent> sent = new ArrayList<>();

  /** The last records that came, as somebody on the network could have kept them. */
  final Deque<Sent> captured = new ArrayDeque<>();

  private final int layout;
  private final int boot;
  private long session;
  private long requests;
  private long fasts;
  private long nonce;
  long now;

  /** A message of the device. */
  record Sent(String topic, byte[] payload, int qos, boolean retained) {}

  public Rig(DeviceSettings settings, RobotBody body) {
    device = new Device(
        settings,
        body,
        (topic, payload, qos, retained) -> sent.add(new Sent(topic, payload, qos, retained)));
    topics = new Topics(settings.birth().identity().device());
    layout = settings.birth().layout().crc();
    boot = settings.birth().identity().boot();
    device.tick(0);
  }

  long session() {
    return session;
  }

  int layout() {
    return layout;
  }

  /** The next sequence of a request, for who writes records himself. */
  long nextRequest() {
    return requests + 1;
  }

  long nextFast() {
    return fasts + 1;
  }

  long nonce() {
    return nonce;
  }

  /** Lets time pass in ticks, without renewing the lease. */
  public void pass(long micros) {
    for (long end = now + micros; now < end; ) {
      now += Math.min(TICK, end - now);
      device.tick(now);
    }
  }

  /** Lets time pass, and keeps the lease. */
  public void live(long micros) {
    for (long end = now + micros; now < end; ) {
      send("lab", new Request.Renew());
      pass(Math.min(LEASE / 5, end - now));
    }
  }

  /** Sends a record as it should be. */
  long send(String user, Request request) {
    return send(user, request, now + SOON);
  }

  long send(String user, Request request, long expiry) {
    boolean isOwn = request instanceof Request.Lease || request instanceof Request.Ping;
    long sequence = request.type().isFast() ? ++fasts : ++requests;
    Header header = new Header(layout, isOwn ? 0 : session, sequence, now, expiry);
    deliver(user, header, request);
    return sequence;
  }

  void deliver(String user, Header header, Request request) {
    byte[] bytes = new Message(header, request).encode();
    String topic = topics.of(request.type(), user);
    captured.add(new Sent(topic, bytes, 1, false));
    if (captured.size() > CAPTURED) {
      captured.remove();
    }
    device.receive(topic, bytes, false, now);
  }

  /** Sends a request, and hears what the device answers at once. */
  public Report.Ack ask(Request request) {
    long sequence = send("lab", request);
    return lastAck("lab", sequence);
  }

  Code code(Request request) {
    return ask(request).code();
  }

  Report.Ack lastAck(String user, long sequence) {
    List<Report.Ack> acks = acks(user, sequence);
    if (acks.isEmpty()) {
      throw new AssertionError("no answer to " + sequence);
    }
    return acks.get(acks.size() - 1);
  }

  /** The codes that the request of this sequence was answered with. */
  List<Code> answers(long sequence) {
    return acks("lab", sequence).stream().map(Report.Ack::code).toList();
  }

  List<Report.Ack> acks(String user, long sequence) {
    return bodies(topics.ack(user), Report.Ack.class).stream()
        .filter(ack -> ack.request() == sequence)
        .toList();
  }

  /** All records of a topic that were sent. */
  <T extends Body> List<T> bodies(String topic, Class<T> type) {
    return sent.stream()
        .filter(message -> message.topic().equals(topic))
        .map(message -> type.cast(body(message.payload())))
        .toList();
  }

  private static Body body(byte[] payload) {
    Frame.Opening.Opened opened = (Frame.Opening.Opened) Frame.open(payload);
    return opened
        .frame()
        .report()
        .orThrow(refusal -> new IllegalStateException("the device sent " + refusal));
  }

  /** Takes the lease. */
  public Code lease() {
    return lease("lab");
  }

  Code lease(String user) {
    requests = 0;
    fasts = 0;
    long sequence = send(user, new Request.Lease(boot, ++nonce, LEASE, 0));
    requests = 0;
    Report.Ack ack = lastAck(user, sequence);
    if (ack.code() == Code.OK) {
      session = ack.value();
    }
    return ack.code();
  }

  /** In hold, under a lease. */
  public void activate() {
    must(lease());
    must(code(new Request.Lifecycle(Transition.CONFIGURE)));
    must(code(new Request.Lifecycle(Transition.ACTIVATE)));
  }

  /** A program on the device. */
  public void upload(int number, Program program) {
    byte[] bytes = program.encode();
    must(code(new Request.Begin(number, program.rule().kind(), bytes.length, Sha256.of(bytes))));
    for (int at = 0; at < bytes.length; at += 1000) {
      byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 1000));
      must(code(new Request.Chunk(number, at, piece)));
    }
    must(code(new Request.Commit(number)));
  }

  /** The log that came last, put together. */
  public RunLog log() {
    List<Report.Log> pieces = bodies(topics.log("lab"), Report.Log.class);
    byte[] bytes = new byte[pieces.get(pieces.size() - 1).total()];
    for (Report.Log piece : pieces) {
      if (piece.total() == bytes.length) {
        System.arraycopy(piece.content(), 0, bytes, piece.offset(), piece.content().length);
      }
    }
    return RunLog.decode(bytes).orThrow(refusal -> new IllegalStateException("log: " + refusal));
  }

  static void must(Code code) {
    if (code != Code.OK && code != Code.ACCEPTED) {
      throw new AssertionError("the device answered " + code);
    }
  }
}
