package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Program;

/** A program: what its rule asks for, with its noise, within its bounds. */
final class ProgramLaw implements Law {

  private final Law law;
  private final Program program;

  /** @param law of the program's rule */
  ProgramLaw(Law law, Program program) {
    this.law = law;
    this.program = program;
  }

  @Override
  public Fault request(int step, double[] reading, long now, double[] out) {
    Fault fault = law.request(step, reading, now, out);
    if (fault == Fault.NONE && program.noise().length > 0) {
      for (int i = 0; i < out.length; i++) {
        out[i] += program.noise()[step][i];
      }
    }
    return fault;
  }

  @Override
  public double[] bounds() {
    return program.bounds();
  }
}
