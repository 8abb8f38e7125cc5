package dev.trammel.hardware.conformance;

import dev.trammel.controller.plant.Channel;
import dev.trammel.hardware.conformance.Draft.Sent;
import dev.trammel.hardware.conformance.Inbox.Heard;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Decoded;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.RunLog;
import dev.trammel.hardware.wire.Sha256;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Uploads programs, runs them, and collects their logs. */
final class Bench {

  /** How much of its range an actuator is asked for [-]. */
  private static final double GENTLE = 0.004;

  private final Rig rig;
  private final Birth birth;

  /**
   * A run that was begun.
   *
   * @param sent its START
   */
  record Running(Sent sent, int run) {}

  Bench(Rig rig) {
    this.rig = rig;
    birth = rig.birth();
  }

  int sensors() {
    return birth.robot().spec().observationSize();
  }

  int actuators() {
    return birth.robot().spec().actionSize();
  }

  /** An input that moves little; 0 for an actuator without bounds. */
  double gentle(int actuator) {
    Channel channel = birth.robot().spec().actuators().get(actuator);
    double range = Math.min(Math.abs(channel.lower()), Math.abs(channel.upper()));
    return Double.isFinite(range) ? GENTLE * range : 0;
  }

  /** An episode that asks for little, by gains, offsets and noise that can be told apart. */
  Program episode(int steps) {
    double[][] gains = new double[steps][sensors() * actuators()];
    double[][] offsets = new double[steps][actuators()];
    double[][] noise = new double[steps][actuators()];
    double share = sensors() * (sensors() + 1.0);
    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < actuators(); i++) {
        double size = gentle(i);
        for (int j = 0; j < sensors(); j++) {
          gains[t][i * sensors() + j] = size * (j + 1) / share * (t % 2 == 0 ? 1 : -1);
        }
        offsets[t][i] = t % 2 == 0 ? size : -size;
        noise[t][i] = 0.125 * size * (t % 4 - 1.5);
      }
    }
    return program(
        steps,
        Program.Start.ANYWHERE,
        new Program.Affine(gains, offsets, new double[0][], new double[0][]),
        noise);
  }

  /** A program of this device's sizes. */
  Program program(int steps, Program.Start start, Program.Rule rule, double[][] noise) {
    return new Program(steps, sensors(), actuators(), birth.periodMicros(), start, rule, noise);
  }

  /** Asks for the same input at each step. */
  Program constant(int steps, double[] input) {
    double[][] inputs = new double[steps][];
    Arrays.fill(inputs, input);
    return inputs(inputs);
  }

  /** Asks for these inputs, step by step, whatever the sensors say. */
  Program inputs(double[][] inputs) {
    double[][] gains = new double[inputs.length][sensors() * actuators()];
    return program(
        inputs.length,
        Program.Start.ANYWHERE,
        new Program.Affine(gains, inputs, new double[0][], new double[0][]),
        new double[0][]);
  }

  double[] zeros() {
    return new double[actuators()];
  }

  void needs(Activity mode) {
    Inapplicable.when(!birth.offer().modes().contains(mode), "it offers no " + mode);
  }

  // ---- uploads ----

  /** Announces a program. */
  Request.Begin begin(int number, Program program) {
    byte[] bytes = program.encode();
    return new Request.Begin(number, program.rule().kind(), bytes.length, Sha256.of(bytes));
  }

  /** Sends all pieces, the last one first. */
  void sendChunks(int number, byte[] bytes) {
    int size = Math.min(birth.offer().most().chunkBytes(), Math.max(1, bytes.length / 3));
    for (int from = (bytes.length - 1) / size * size; from >= 0; from -= size) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
      rig.expect(new Request.Chunk(number, from, piece), Code.OK);
    }
  }

  /** Uploads these bytes; the answer to COMMIT. */
  Report.Ack upload(int number, Program announced, byte[] bytes) {
    rig.expect(
        new Request.Begin(number, announced.rule().kind(), bytes.length, Sha256.of(bytes)),
        Code.OK);
    sendChunks(number, bytes);
    return rig.probe().ask(new Request.Commit(number));
  }

  /** Uploads a program that must be taken. */
  void upload(int number, Program program) {
    Report.Ack ack = upload(number, program, program.encode());
    Deviation.unless(
        ack.code() == Code.OK, "COMMIT answered with " + ack.code() + " at byte " + ack.place());
  }

  // ---- runs ----

  /** Uploads, arms and starts a program. */
  Running start(Program program) {
    int number = 7;
    upload(number, program);
    rig.expect(new Request.Arm(number), Code.OK);
    Activity activity = program.rule().kind().activity();
    return start(new Request.Start(activity, number, program.steps(), 0));
  }

  Running start(Request.Start start) {
    Sent sent = rig.probe().draft(start).send();
    Report.Ack ack = sent.expect(Code.ACCEPTED);
    return new Running(sent, (int) ack.value());
  }

  /** Runs a program to its end, which must be good. */
  RunLog run(Program program) {
    Running running = start(program);
    end(running, Code.OK, program.steps());
    return log(running.run());
  }

  /** Waits for the second answer, which must be this. */
  void end(Running running, Code code, int steps) {
    Report.Ack ack = running.sent().end(steps * rig.period() + Rig.STOPPING);
    Deviation.unless(
        ack.code() == code,
        "the run ended with " + ack.code() + ", must be " + code + "; " + Rig.said(rig.state()));
  }

  // ---- logs ----

  RunLog log(int run) {
    byte[] bytes = logBytes(run);
    return RunLog.decode(bytes).orThrow(refusal -> new Deviation("the log: " + refusal.why()));
  }

  /** Puts a log together; what was lost is fetched. */
  byte[] logBytes(int run) {
    Optional<byte[]> whole = rig.probe().await(() -> whole(run), Probe.PATIENCE);
    if (whole.isEmpty()) {
      rig.expect(new Request.Fetch(run, 0, Integer.MAX_VALUE), Code.OK);
      whole = rig.probe().await(() -> whole(run), Probe.PATIENCE);
    }
    return whole.orElseThrow(() -> new Deviation("the log of run " + run + " did not come"));
  }

  private Optional<byte[]> whole(int run) {
    List<Report.Log> pieces = pieces(run);
    if (pieces.isEmpty()) {
      return Optional.empty();
    }
    int total = pieces.get(0).total();
    Deviation.unless(total <= longest(), "a log of " + total + " bytes cannot be");
    byte[] bytes = new byte[total];
    BitSet there = new BitSet(bytes.length);
    for (Report.Log piece : pieces) {
      int end = piece.offset() + piece.content().length;
      Deviation.unless(
          end <= bytes.length && piece.total() == bytes.length,
          "a piece of the log ends at byte " + end + " of " + bytes.length);
      System.arraycopy(piece.content(), 0, bytes, piece.offset(), piece.content().length);
      there.set(piece.offset(), end);
    }
    return there.cardinality() == bytes.length ? Optional.of(bytes) : Optional.empty();
  }

  /** Of a log of the most steps [byte]. */
  private long longest() {
    long step = 16 + 8L * (sensors() + 2L * actuators());
    return 60 + 8L * sensors() + step * birth.offer().most().steps();
  }

  List<Report.Log> pieces(int run) {
    return rig.probe().inbox().logs().stream()
        .map(Heard::body)
        .filter(piece -> piece.run() == run)
        .toList();
  }

  /** What bytes say, if they are a log. */
  static boolean isLog(byte[] bytes) {
    return RunLog.decode(bytes) instanceof Decoded.Valid<RunLog>;
  }
}
