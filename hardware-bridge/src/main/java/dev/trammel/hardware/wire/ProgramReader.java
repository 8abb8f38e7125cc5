package dev.trammel.hardware.wire;

import dev.trammel.hardware.wire.Program.Affine;
import dev.trammel.hardware.wire.Program.Layer;
import dev.trammel.hardware.wire.Program.Network;
import dev.trammel.hardware.wire.Program.Origin;
import dev.trammel.hardware.wire.Program.Rule;
import dev.trammel.hardware.wire.Program.Source;
import dev.trammel.hardware.wire.Program.Start;
import dev.trammel.hardware.wire.Program.Whitening;

/** Reads one program. */
final class ProgramReader {

  /** No number of a program is larger in size. */
  private static final double MOST = 1e9;

  private static final int MOST_WIDTH = 65_535;
  private static final double[][] NO_ROWS = {};

  private final WireReader in;

  private int steps;
  private int sensors;
  private int actuators;
  private int period;
  private int flags;

  ProgramReader(byte[] bytes) {
    in = WireReader.of(bytes, bytes.length);
  }

  Decoded<Program> read(ProgramKind kind) {
    head(kind);
    Start start = Start.ANYWHERE;
    if (has(Program.WITH_START)) {
      start = new Start(numbers(sensors, "a start"), notNegative(sensors));
    }
    Start begin = start;
    double[] bounds = has(Program.WITH_BOUNDS) ? bounds() : new double[0];
    Rule rule = kind == ProgramKind.AFFINE ? affine() : network();
    double[][] noise = has(Program.WITH_NOISE) ? rows() : NO_ROWS;
    for (int t = 0; t < noise.length; t++) {
      noise[t] = numbers(actuators, "a noise");
    }
    return in.result(
        () -> new Program(steps, sensors, actuators, period, begin, rule, noise, bounds));
  }

  private void head(ProgramKind kind) {
    int format = in.bits();
    in.check(format == Program.FORMAT, 4, "the format", "be 1", format);
    steps = positive(in.count("the number of steps"), 4, "the number of steps");
    sensors = positive(in.u16(), 2, "the number of sensors");
    actuators = positive(in.u16(), 2, "the number of actuators");
    period = positive(in.count("the period"), 4, "the period");
    flags = in.bits();
    int known = kind == ProgramKind.AFFINE ? 15 : 11;
    in.check((flags & ~known) == 0, 4, "the flags", "be known", flags);
    in.zeros(4);
  }

  private double[] bounds() {
    in.check(
        (long) actuators * Double.BYTES <= in.remaining(),
        0,
        "the content",
        "hold a bound for each actuator",
        in.remaining() + " bytes");
    return positives(actuators, "a bound");
  }

  private Rule affine() {
    boolean withTube = has(Program.WITH_TUBE);
    double[][] gains = rows();
    double[][] offsets = new double[gains.length][];
    double[][] nominal = withTube ? new double[gains.length][] : NO_ROWS;
    double[][] tube = withTube ? new double[gains.length][] : NO_ROWS;
    for (int t = 0; t < gains.length; t++) {
      gains[t] = numbers((long) actuators * sensors, "a gain");
      offsets[t] = numbers(actuators, "an offset");
      if (withTube) {
        nominal[t] = numbers(sensors, "a nominal");
        tube[t] = positives(sensors, "a tube");
      }
    }
    return new Affine(gains, offsets, nominal, tube);
  }

  private Rule network() {
    int observations = positive(in.u16(), 2, "the number of observations");
    Activation activation = in.oneOf(Activation.values(), "the activation");
    int[] sizes = sizes(positive(in.u8(), 1, "the number of layers"), observations);
    Source[] sources = sources(observations);
    Whitening input = whitening(observations);
    Whitening output = whitening(actuators);
    Layer[] layers = new Layer[in.failed() ? 0 : sizes.length - 1];
    for (int i = 0; i < layers.length; i++) {
      double[] weights = numbers((long) sizes[i] * sizes[i + 1], "a weight");
      layers[i] = new Layer(weights, numbers(sizes[i + 1], "a bias"));
    }
    return new Network(sources, activation, input, output, layers);
  }

  private int[] sizes(int layers, int observations) {
    int[] sizes = new int[layers + 1];
    for (int i = 0; i <= layers; i++) {
      sizes[i] = positive(in.count("a size"), 4, "a size");
      in.check(sizes[i] <= MOST_WIDTH, 4, "a size", "be at most " + MOST_WIDTH, sizes[i]);
      in.check(
          i > 0 || sizes[i] == observations,
          4,
          "the first size",
          "be that of the observations",
          sizes[i]);
      in.check(
          i < layers || sizes[i] == actuators,
          4,
          "the last size",
          "be that of the actuators",
          sizes[i]);
    }
    return sizes;
  }

  private Source[] sources(int observations) {
    Source[] sources = new Source[in.failed() ? 0 : observations];
    for (int i = 0; i < sources.length; i++) {
      int origin = in.u16();
      in.check(origin < Origin.values().length, 2, "a source", "be 0 to 2", origin);
      int index = in.u16();
      double shift = in.f64("a shift", MOST);
      sources[i] = new Source(Origin.values()[in.failed() ? 0 : origin], index, shift);
    }
    return sources;
  }

  private Whitening whitening(int size) {
    return new Whitening(numbers(size, "a mean"), positives(size, "a scale"));
  }

  private double[] notNegative(int count) {
    return signed(count, "a start tolerance", false);
  }

  private double[] positives(int count, String name) {
    return signed(count, name, true);
  }

  private double[] signed(int count, String name, boolean notZero) {
    double[] values = new double[in.failed() ? 0 : count];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.f64(name, MOST);
      in.checkNumber(
          notZero ? values[i] > 0 : values[i] >= 0,
          name,
          notZero ? "be positive" : "not be negative",
          values[i]);
    }
    return values;
  }

  private double[] numbers(long count, String name) {
    return in.f64s(count, name, MOST);
  }

  // a step has at least one offset, or one noise, for each actuator
  private double[][] rows() {
    in.check(
        (long) steps * actuators * Double.BYTES <= in.remaining(),
        0,
        "the content",
        "hold " + steps + " steps",
        in.remaining() + " bytes");
    return new double[in.failed() ? 0 : steps][];
  }

  private int positive(int value, int size, String name) {
    in.check(value > 0, size, name, "be positive", value);
    return value;
  }

  private boolean has(int flag) {
    return !in.failed() && (flags & flag) != 0;
  }
}
