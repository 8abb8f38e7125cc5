package dev.trammel.hardware.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Draws valid messages of every type. */
public final class RandomMessages {

  private static final MessageType[] TYPES = MessageType.values();

  private final SplittableRandom random;

  public RandomMessages(long seed) {
    random = new SplittableRandom(seed);
  }

  public Message message() {
    Header header = new Header(
        random.nextInt(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong());
    MessageType type = TYPES[random.nextInt(TYPES.length)];
    return new Message(header, type.isRequest() ? request(type) : report(type));
  }

  public Request request(MessageType type) {
    return switch (type) {
      case PING -> new Request.Ping();
      case LEASE ->
        new Request.Lease(
            random.nextInt(),
            random.nextLong(),
            100_000 + random.nextInt(1_900_001),
            random.nextInt(65_536));
      case RENEW -> new Request.Renew();
      case RELEASE -> new Request.Release();
      case LIFECYCLE -> new Request.Lifecycle(oneOf(Transition.values()));
      case MOVE -> move(random.nextInt(8));
      case BEGIN -> new Request.Begin(count(), oneOf(ProgramKind.values()), count(), bytes(32));
      case CHUNK -> new Request.Chunk(count(), count(), bytes(random.nextInt(200)));
      case COMMIT -> new Request.Commit(count());
      case ARM -> new Request.Arm(count());
      case START ->
        new Request.Start(
            Activity.values()[3 + random.nextInt(4)],
            count(),
            1 + random.nextInt(Integer.MAX_VALUE),
            count());
      case SETPOINT -> new Request.Setpoint(count(), numbers(random.nextInt(9)));
      case HORIZON -> horizon(random.nextInt(5), 1 + random.nextInt(3));
      case GRANT -> new Request.Grant(random.nextLong());
      case FETCH -> new Request.Fetch(count(), count(), count());
      default -> throw new IllegalArgumentException(type + " is no request");
    };
  }

  private Request move(int joints) {
    return new Request.Move(
        oneOf(MoveWay.values()),
        count(),
        random.nextDouble(),
        numbers(joints),
        numbers(joints),
        positives(joints),
        positives(joints));
  }

  private Request horizon(int sensors, int actuators) {
    int steps = 1 + random.nextInt(4);
    return new Request.Horizon(
        count(), sensors, rows(steps, sensors * actuators), rows(steps, actuators));
  }

  public Report report(MessageType type) {
    return switch (type) {
      case PONG -> new Report.Pong(random.nextLong(), random.nextLong(), random.nextLong());
      case ACK ->
        new Report.Ack(
            random.nextLong(),
            random.nextInt(256),
            Code.values()[1 + random.nextInt(Code.values().length - 1)],
            random.nextInt(65_536),
            count(),
            random.nextLong());
      case LOG -> new Report.Log(count(), count(), count(), bytes(random.nextInt(200)));
      default -> state(random.nextInt(6));
    };
  }

  private Report state(int inputs) {
    Report.Condition condition = new Report.Condition(
        oneOf(DeviceState.values()), oneOf(Activity.values()), oneOf(Fault.values()));
    long[] rejected = random.longs(Code.COUNTERS, 0, 1L << 32).toArray();
    Report.Counters counters =
        new Report.Counters(random.nextLong(1L << 32), random.nextLong(1L << 32), rejected);
    return new Report.State(
        count(),
        condition,
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextLong(),
        count(),
        counters,
        numbers(random.nextInt(9)),
        numbers(inputs),
        numbers(inputs));
  }

  Program program(ProgramKind kind) {
    int steps = 1 + random.nextInt(6);
    int n = 1 + random.nextInt(5);
    int m = 1 + random.nextInt(3);
    Program.Start start =
        random.nextBoolean() ? Program.Start.ANYWHERE : new Program.Start(numbers(n), positives(n));
    double[][] noise = random.nextBoolean() ? rows(steps, m) : new double[0][];
    Program.Rule rule = kind == ProgramKind.AFFINE ? affine(steps, n, m) : network(m);
    Program program = new Program(steps, n, m, 1 + random.nextInt(100_000), start, rule, noise);
    return random.nextBoolean() ? program.within(positives(m)) : program;
  }

  private Program.Rule affine(int steps, int n, int m) {
    boolean tube = random.nextBoolean();
    double[][] tubes = Stream.generate(() -> positives(n)).limit(steps).toArray(double[][]::new);
    return new Program.Affine(
        rows(steps, n * m),
        rows(steps, m),
        tube ? rows(steps, n) : new double[0][],
        tube ? tubes : new double[0][]);
  }

  private Program.Rule network(int m) {
    int[] sizes = random.ints(2 + random.nextInt(3), 1, 6).toArray();
    sizes[sizes.length - 1] = m;
    Program.Layer[] layers = new Program.Layer[sizes.length - 1];
    for (int i = 0; i < layers.length; i++) {
      layers[i] = new Program.Layer(numbers(sizes[i] * sizes[i + 1]), numbers(sizes[i + 1]));
    }
    Program.Source[] sources = Stream.generate(() -> new Program.Source(
            oneOf(Program.Origin.values()), random.nextInt(65_536), random.nextDouble()))
        .limit(sizes[0])
        .toArray(Program.Source[]::new);
    return new Program.Network(
        sources, oneOf(Activation.values()), whitening(sizes[0]), whitening(m), layers);
  }

  private Program.Whitening whitening(int size) {
    return new Program.Whitening(numbers(size), positives(size));
  }

  RunLog log() {
    int p = 1 + random.nextInt(5);
    int m = 1 + random.nextInt(3);
    List<RunLog.Step> steps = new ArrayList<>();
    for (int t = random.nextInt(6); t > 0; t--) {
      steps.add(new RunLog.Step(
          random.nextLong(),
          random.nextBoolean(),
          random.nextBoolean(),
          numbers(p),
          numbers(m),
          numbers(m)));
    }
    return new RunLog(
        count(),
        oneOf(Activity.values()),
        oneOf(RunEnd.values()),
        oneOf(Fault.values()),
        p,
        m,
        steps,
        new RunLog.Reading(random.nextLong(), numbers(p)));
  }

  private <E> E oneOf(E[] items) {
    return items[random.nextInt(items.length)];
  }

  private int count() {
    return random.nextInt(Integer.MAX_VALUE) >>> random.nextInt(31);
  }

  private double[] numbers(int size) {
    return DoubleStream.generate(() -> random.nextDouble() * 20 - 10)
        .limit(size)
        .toArray();
  }

  private double[] positives(int size) {
    return DoubleStream.generate(() -> random.nextDouble() + 1e-3).limit(size).toArray();
  }

  private double[][] rows(int rows, int columns) {
    return Stream.generate(() -> numbers(columns)).limit(rows).toArray(double[][]::new);
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    return bytes;
  }
}
