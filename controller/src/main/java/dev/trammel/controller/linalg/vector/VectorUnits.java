package dev.trammel.controller.linalg.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What networks compute entry by entry, on the JDK's Vector API. Arrays are as long as a multiple of
 * eight, and all of them is computed.
 */
public final class VectorUnits {

  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private VectorUnits() {}

  /** z = max(z, 0). */
  public static void relu(double[] z) {
    for (int i = 0; i < z.length; i += L) {
      DoubleVector.fromArray(S, z, i).max(0).intoArray(z, i);
    }
  }

  /** z = tanh(z), with the steps and the bits of the rows' tanh. */
  public static void tanh(double[] z) {
    for (int i = 0; i < z.length; i += L) {
      DoubleVector x = DoubleVector.fromArray(S, z, i);
      LongVector bits = x.fma(
              DoubleVector.broadcast(S, TanhNumbers.PER_HALF_LN2), DoubleVector.broadcast(S, TanhNumbers.ROUNDER))
          .reinterpretAsLongs()
          .min(TanhNumbers.ROUNDER_BITS + TanhNumbers.MOST)
          .max(TanhNumbers.ROUNDER_BITS - TanhNumbers.MOST);
      DoubleVector n = bits.reinterpretAsDoubles().sub(TanhNumbers.ROUNDER);
      DoubleVector s = bits.lanewise(VectorOperators.LSHL, TanhNumbers.EXPONENT)
          .add(TanhNumbers.ONE_BITS)
          .reinterpretAsDoubles();
      DoubleVector y = n.fma(
          DoubleVector.broadcast(S, -TanhNumbers.HALF_LN2_TAIL),
          n.fma(DoubleVector.broadcast(S, -TanhNumbers.HALF_LN2_HEAD), x));
      DoubleVector y2 = y.mul(y);
      DoubleVector lowest = DoubleVector.broadcast(S, 10395);
      DoubleVector yP = y2.fma(DoubleVector.broadcast(S, 21), DoubleVector.broadcast(S, 1260))
          .fma(y2, lowest)
          .mul(y);
      DoubleVector Q = y2.add(210).fma(y2, DoubleVector.broadcast(S, 4725)).fma(y2, lowest);
      DoubleVector below = s.sub(1);
      DoubleVector above = s.add(1);
      below.fma(Q, above.mul(yP)).div(above.fma(Q, below.mul(yP))).intoArray(z, i);
    }
  }

  /** d = d where a is positive, 0 elsewhere. */
  public static void chainRelu(double[] a, double[] d) {
    for (int i = 0; i < d.length; i += L) {
      VectorMask<Double> active =
          DoubleVector.fromArray(S, a, i).compare(VectorOperators.GT, 0);
      DoubleVector.zero(S).blend(DoubleVector.fromArray(S, d, i), active).intoArray(d, i);
    }
  }

  /** d = d(1 − a²). */
  public static void chainTanh(double[] a, double[] d) {
    DoubleVector one = DoubleVector.broadcast(S, 1);
    for (int i = 0; i < d.length; i += L) {
      DoubleVector activation = DoubleVector.fromArray(S, a, i);
      activation
          .neg()
          .fma(activation, one)
          .mul(DoubleVector.fromArray(S, d, i))
          .intoArray(d, i);
    }
  }

  /**
   * m = β₁m + (1 − β₁)g, v = β₂v + (1 − β₂)g², w = κw − αm/(√v + ε).
   *
   * @param numbers β₁, β₂, α, ε, κ
   */
  public static void adam(double[] numbers, double[] w, double[] g, double[] m, double[] v) {
    DoubleVector beta1 = DoubleVector.broadcast(S, numbers[0]);
    DoubleVector fresh1 = DoubleVector.broadcast(S, 1 - numbers[0]);
    DoubleVector beta2 = DoubleVector.broadcast(S, numbers[1]);
    DoubleVector fresh2 = DoubleVector.broadcast(S, 1 - numbers[1]);
    DoubleVector pace = DoubleVector.broadcast(S, -numbers[2]);
    DoubleVector floor = DoubleVector.broadcast(S, numbers[3]);
    DoubleVector keep = DoubleVector.broadcast(S, numbers[4]);
    for (int i = 0; i < w.length; i += L) {
      DoubleVector gradient = DoubleVector.fromArray(S, g, i);
      DoubleVector first = fresh1.fma(gradient, beta1.mul(DoubleVector.fromArray(S, m, i)));
      DoubleVector second =
          fresh2.mul(gradient).fma(gradient, beta2.mul(DoubleVector.fromArray(S, v, i)));
      DoubleVector direction = first.div(second.sqrt().add(floor));
      first.intoArray(m, i);
      second.intoArray(v, i);
      pace.fma(direction, keep.mul(DoubleVector.fromArray(S, w, i))).intoArray(w, i);
    }
  }
}
