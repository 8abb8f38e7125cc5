package dev.trammel.hardware.conformance;

import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.ProgramKind;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Sha256;
import dev.trammel.hardware.wire.Transition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** How programs come to the device, and which it takes. */
final class ProgramChecks {

  private static final int NUMBER = 11;
  private static final int STEPS = 5;
  private static final int HEAD_BYTES = 24;

  private ProgramChecks() {}

  static List<Check> all() {
    return List.of(
        Check.still("upload-in-any-order", 8, ProgramChecks::upload),
        Check.still("upload-with-wrong-hash-refused", 8, ProgramChecks::hash),
        Check.still("upload-with-a-hole-refused", 8, ProgramChecks::hole),
        Check.still("upload-too-large-refused", 8, ProgramChecks::size),
        Check.still("upload-unannounced-refused", 8, ProgramChecks::unannounced),
        Check.still("upload-before-configure-refused", 8, ProgramChecks::unconfigured),
        Check.still("program-of-other-sizes-refused", 8, ProgramChecks::sizes),
        Check.still("program-with-bad-numbers-refused", 8, ProgramChecks::numbers),
        Check.still("program-of-other-length-refused", 8, ProgramChecks::length),
        Check.moving("cleanup-forgets-programs", 5, ProgramChecks::forgets),
        Check.moving("arm-needs-a-committed-program", 5, ProgramChecks::arm),
        Check.moving("arm-needs-the-start", 5, ProgramChecks::start),
        Check.moving("start-needs-an-armed-program", 5, ProgramChecks::armed),
        Check.moving("start-within-the-program", 5, ProgramChecks::within));
  }

  private static Bench bench(Rig rig) {
    Bench bench = new Bench(rig);
    bench.needs(Activity.EPISODE);
    rig.inactive();
    return bench;
  }

  private static void upload(Rig rig) {
    Bench bench = bench(rig);
    bench.upload(NUMBER, bench.episode(STEPS));
    bench.upload(NUMBER, bench.episode(STEPS + 1));
    bench.upload(NUMBER + 1, bench.episode(STEPS));
    bench.upload(NUMBER + 2, bench.episode(STEPS));
  }

  private static void hash(Rig rig) {
    Bench bench = bench(rig);
    Program program = bench.episode(STEPS);
    byte[] bytes = program.encode();
    byte[] other = bytes.clone();
    other[other.length - 1] ^= 1;
    rig.expect(bench.begin(NUMBER, program), Code.OK);
    bench.sendChunks(NUMBER, other);
    rig.expect(new Request.Commit(NUMBER), Code.HASH);
    bench.sendChunks(NUMBER, bytes);
    rig.expect(new Request.Commit(NUMBER), Code.OK);
  }

  private static void hole(Rig rig) {
    Bench bench = bench(rig);
    Program program = bench.constant(STEPS, bench.zeros());
    byte[] bytes = program.encode();
    rig.expect(bench.begin(NUMBER, program), Code.OK);
    int most = Math.min(bytes.length - 1, rig.birth().offer().most().chunkBytes());
    rig.expect(new Request.Chunk(NUMBER, 0, Arrays.copyOf(bytes, most)), Code.OK);
    rig.expect(new Request.Commit(NUMBER), Code.HASH);
  }

  private static void size(Rig rig) {
    bench(rig);
    int most = rig.birth().offer().most().programBytes();
    byte[] hash = Sha256.of(new byte[0]);
    if (most < Integer.MAX_VALUE) {
      rig.expect(new Request.Begin(NUMBER, ProgramKind.AFFINE, most + 1, hash), Code.SIZE);
    }
    rig.expect(new Request.Begin(NUMBER, ProgramKind.AFFINE, Integer.MAX_VALUE, hash), Code.SIZE);
  }

  private static void unannounced(Rig rig) {
    Bench bench = bench(rig);
    rig.expect(new Request.Chunk(987_654, 0, new byte[8]), Code.PROGRAM);
    rig.expect(new Request.Commit(987_654), Code.PROGRAM);
    rig.expect(bench.begin(0, bench.episode(STEPS)), Code.VALUE);
    rig.expect(bench.begin(NUMBER, bench.episode(STEPS)), Code.OK);
    int behind = bench.begin(NUMBER, bench.episode(STEPS)).bytes();
    Report.Ack ack = rig.probe().ask(new Request.Chunk(NUMBER, behind - 1, new byte[2]));
    Deviation.unless(
        ack.code() == Code.VALUE,
        "a piece that ends behind its program was answered with " + ack.code());
  }

  private static void unconfigured(Rig rig) {
    Bench bench = bench(rig);
    rig.expect(Transition.CLEANUP, Code.OK);
    rig.expect(bench.begin(NUMBER, bench.episode(STEPS)), Code.STATE);
    rig.expect(Transition.CONFIGURE, Code.OK);
  }

  private static void sizes(Rig rig) {
    Bench bench = bench(rig);
    Program p = bench.constant(STEPS, bench.zeros());
    int n = bench.sensors();
    int m = bench.actuators();
    refused(rig, constant(n + 1, m, p.periodMicros()), Code.VALUE);
    refused(rig, constant(n, m + 1, p.periodMicros()), Code.VALUE);
    refused(rig, constant(n, m, p.periodMicros() + 1), Code.VALUE);
    int most = rig.birth().offer().most().steps();
    long bytes = HEAD_BYTES + (most + 1L) * (n * m + m) * Double.BYTES;
    if (bytes <= Math.min(1_000_000, rig.birth().offer().most().programBytes())) {
      refused(rig, bench.constant(most + 1, bench.zeros()), Code.SIZE);
    }
  }

  private static Program constant(int n, int m, int period) {
    return new Program(
        STEPS,
        n,
        m,
        period,
        Program.Start.ANYWHERE,
        new Program.Affine(
            new double[STEPS][n * m], new double[STEPS][m], new double[0][], new double[0][]),
        new double[0][]);
  }

  private static void numbers(Rig rig) {
    Bench bench = bench(rig);
    for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1.1e9}) {
      spoilt(rig, bench, b -> b.putDouble(HEAD_BYTES + 8, bad), HEAD_BYTES + 8);
    }
    spoilt(rig, bench, b -> b.putInt(0, 2), 0);
    spoilt(rig, bench, b -> b.putInt(16, 64), 16);
  }

  private static void spoilt(Rig rig, Bench bench, Consumer<ByteBuffer> spoil, int place) {
    Program program = bench.constant(STEPS, bench.zeros());
    byte[] bytes = program.encode();
    spoil.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    Report.Ack ack = bench.upload(NUMBER, program, bytes);
    Deviation.unless(
        ack.code() == Code.VALUE && ack.place() == place,
        "COMMIT of a program that is wrong at byte " + place + " answered with " + ack.code()
            + " at " + ack.place());
    rig.probe().inbox().forget();
  }

  private static void length(Rig rig) {
    Bench bench = bench(rig);
    Program program = bench.constant(STEPS, bench.zeros());
    byte[] bytes = program.encode();
    for (int length : new int[] {1, HEAD_BYTES, bytes.length - 8, bytes.length + 8}) {
      Report.Ack ack = bench.upload(NUMBER, program, Arrays.copyOf(bytes, length));
      Deviation.unless(
          ack.code() == Code.VALUE,
          "COMMIT of " + length + " bytes, must be " + bytes.length + ", answered with "
              + ack.code());
    }
  }

  private static void refused(Rig rig, Program program, Code code) {
    Report.Ack ack = new Bench(rig).upload(NUMBER, program, program.encode());
    Deviation.unless(
        ack.code() == code,
        "COMMIT of a program with " + program.steps()
            + " steps, " + program.sensors() + " sensors, " + program.actuators() + " actuators, "
            + program.periodMicros() + " µs answered with " + ack.code() + ", must be " + code);
  }

  private static void forgets(Rig rig) {
    Bench bench = bench(rig);
    bench.upload(NUMBER, bench.constant(STEPS, bench.zeros()));
    rig.expect(Transition.CLEANUP, Code.OK);
    rig.expect(Transition.CONFIGURE, Code.OK);
    rig.hold();
    rig.expect(new Request.Arm(NUMBER), Code.PROGRAM);
  }

  private static void arm(Rig rig) {
    Bench bench = bench(rig);
    rig.hold();
    rig.expect(new Request.Arm(987_654), Code.PROGRAM);
    rig.expect(bench.begin(NUMBER, bench.episode(STEPS)), Code.OK);
    rig.expect(new Request.Arm(NUMBER), Code.PROGRAM);
  }

  private static void start(Rig rig) {
    Bench bench = bench(rig);
    rig.hold();
    double[] reading = rig.state().sensors();
    double[] tolerance = new double[reading.length];
    Arrays.fill(tolerance, 1e6);
    Program.Rule rule = bench.constant(STEPS, bench.zeros()).rule();
    bench.upload(
        NUMBER, bench.program(STEPS, new Program.Start(reading, tolerance), rule, new double[0][]));
    rig.expect(new Request.Arm(NUMBER), Code.OK);
    double[] elsewhere = reading.clone();
    int last = reading.length - 1;
    elsewhere[last] += 100;
    tolerance[last] = 1;
    bench.upload(
        NUMBER,
        bench.program(STEPS, new Program.Start(elsewhere, tolerance), rule, new double[0][]));
    Report.Ack ack = rig.expect(new Request.Arm(NUMBER), Code.START);
    Deviation.unless(ack.place() == last, "START at sensor " + ack.place() + ", must be " + last);
    tolerance[last] = 0;
    bench.upload(
        NUMBER,
        bench.program(STEPS, new Program.Start(elsewhere, tolerance), rule, new double[0][]));
    rig.expect(new Request.Arm(NUMBER), Code.OK);
  }

  private static void armed(Rig rig) {
    Bench bench = bench(rig);
    bench.upload(NUMBER, bench.constant(STEPS, bench.zeros()));
    rig.hold();
    Request start = new Request.Start(Activity.EPISODE, NUMBER, STEPS, 0);
    rig.expect(start, Code.PROGRAM);
    rig.expect(new Request.Arm(NUMBER), Code.OK);
    bench.upload(NUMBER + 1, bench.constant(STEPS, bench.zeros()));
    rig.expect(start, Code.PROGRAM);
    rig.expect(new Request.Arm(NUMBER), Code.OK);
    rig.probe().rest(2 * Rig.LEASE / 4);
    Deviation.unless(
        rig.probe().ask(start).code() == Code.ACCEPTED,
        "START of what was armed, with RENEWs between, was refused");
  }

  private static void within(Rig rig) {
    Bench bench = bench(rig);
    bench.upload(NUMBER, bench.constant(STEPS, bench.zeros()));
    rig.hold();
    rig.expect(new Request.Arm(NUMBER), Code.OK);
    rig.expect(new Request.Start(Activity.EPISODE, NUMBER, STEPS + 1, 0), Code.VALUE);
    rig.expect(new Request.Arm(NUMBER), Code.OK);
    rig.expect(
        new Request.Start(Activity.POLICY, NUMBER, STEPS, 0),
        rig.birth().offer().modes().contains(Activity.POLICY) ? Code.PROGRAM : Code.UNSUPPORTED);
  }
}
