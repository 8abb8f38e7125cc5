package dev.trammel.hardware.hidden;

import dev.trammel.controller.linalg.Require;

/**
 * How a joint's encoder departs from its position q. It reads
 *
 * <pre>  r = s g q + o + e sin(q + φ),   ṙ = (s g + e cos(q + φ)) q̇</pre>
 *
 * <p>in whole counts, and loses counts where it moves upwards.
 *
 * @param sign s, 1 or −1
 * @param gear g, what it reads for one true unit; such as 1, 2, 1/2 or 3/5 [-]
 * @param offset o [rad or m]
 * @param eccentricity e [rad or m]
 * @param phase φ [rad]
 * @param lost counts that it loses for each unit of travel upwards [1/rad or 1/m]
 * @param counts in a turn, or in a metre; 0 for as many as the task says
 */
public record EncoderEffects(
    int sign,
    double gear,
    double offset,
    double eccentricity,
    double phase,
    double lost,
    int counts) {

  public static final EncoderEffects NONE = new EncoderEffects(1, 1, 0, 0, 0, 0, 0);

  public EncoderEffects {
    if (Math.abs(sign) != 1) {
      throw new IllegalArgumentException("encoder sign must be 1 or -1, was " + sign);
    }
    Require.positive(gear, "gear");
    Require.finite(offset, "encoder offset");
    Require.finite(phase, "phase");
    Require.nonNegative(lost, "lost counts");
    Require.atLeast(counts, 0, "counts");
    // else it would not tell which way the joint moves
    Require.inRange(eccentricity, 0, gear / 2, "eccentricity");
  }

  /** What it reads, but for counts, at a position. */
  public double position(double q) {
    double read = sign * gear * q + offset;
    return eccentricity == 0 ? read : read + eccentricity * StrictMath.sin(q + phase);
  }

  /** The rate of what it reads. */
  public double rate(double q, double qd) {
    double slope = sign * gear;
    return (eccentricity == 0 ? slope : slope + eccentricity * StrictMath.cos(q + phase)) * qd;
  }

  /** The same one, counting the other way. */
  EncoderEffects flipped() {
    return new EncoderEffects(-sign, gear, offset, eccentricity, phase, lost, counts);
  }
}
