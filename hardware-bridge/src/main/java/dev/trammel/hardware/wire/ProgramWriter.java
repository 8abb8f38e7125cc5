package dev.trammel.hardware.wire;

import dev.trammel.hardware.wire.Program.Affine;
import dev.trammel.hardware.wire.Program.Layer;
import dev.trammel.hardware.wire.Program.Network;
import dev.trammel.hardware.wire.Program.Source;
import dev.trammel.hardware.wire.Program.Whitening;

/** Writes programs. */
final class ProgramWriter {

  private ProgramWriter() {}

  static byte[] encode(Program program) {
    WireWriter out = new WireWriter();
    out.u32(Program.FORMAT);
    out.u32(program.steps());
    out.u16(program.sensors());
    out.u16(program.actuators());
    out.u32(program.periodMicros());
    out.u32(flags(program));
    out.u32(0);
    out.f64(program.start().reading());
    out.f64(program.start().tolerance());
    out.f64(program.bounds());
    if (program.rule() instanceof Affine affine) {
      write(affine, out);
    } else if (program.rule() instanceof Network network) {
      write(network, out);
    }
    for (double[] noise : program.noise()) {
      out.f64(noise);
    }
    return out.finish();
  }

  private static int flags(Program program) {
    boolean tube = program.rule() instanceof Affine affine && affine.tube().length > 0;
    return (program.start().isGiven() ? Program.WITH_START : 0)
        | (program.noise().length > 0 ? Program.WITH_NOISE : 0)
        | (tube ? Program.WITH_TUBE : 0)
        | (program.bounds().length > 0 ? Program.WITH_BOUNDS : 0);
  }

  private static void write(Affine affine, WireWriter out) {
    for (int t = 0; t < affine.gains().length; t++) {
      out.f64(affine.gains()[t]);
      out.f64(affine.offsets()[t]);
      if (affine.tube().length > 0) {
        out.f64(affine.nominal()[t]);
        out.f64(affine.tube()[t]);
      }
    }
  }

  private static void write(Network network, WireWriter out) {
    out.u16(network.observations().length);
    out.u8(network.activation().number());
    out.u8(network.layers().length);
    out.u32(network.observations().length);
    for (Layer layer : network.layers()) {
      out.u32(layer.biases().length);
    }
    for (Source source : network.observations()) {
      out.u16(source.origin().number());
      out.u16(source.index());
      out.f64(source.shift());
    }
    write(network.input(), out);
    write(network.output(), out);
    for (Layer layer : network.layers()) {
      out.f64(layer.weights());
      out.f64(layer.biases());
    }
  }

  private static void write(Whitening whitening, WireWriter out) {
    out.f64(whitening.mean());
    out.f64(whitening.scale());
  }
}
