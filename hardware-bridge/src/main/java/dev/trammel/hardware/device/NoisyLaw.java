package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Fault;

/** A law with the noise that its program carries, so that a run can be repeated. */
final class NoisyLaw implements Law {

  private final Law law;
  private final double[][] noise;

  /** @param noise T×m, or no rows */
  NoisyLaw(Law law, double[][] noise) {
    this.law = law;
    this.noise = noise;
  }

  @Override
  public Fault request(int step, double[] reading, long now, double[] out) {
    Fault fault = law.request(step, reading, now, out);
    if (fault == Fault.NONE && noise.length > 0) {
      for (int i = 0; i < out.length; i++) {
        out[i] += noise[step][i];
      }
    }
    return fault;
  }
}
