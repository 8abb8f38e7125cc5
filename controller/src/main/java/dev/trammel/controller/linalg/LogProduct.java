package dev.trammel.controller.linalg;

/**
 * The logarithm of a product of many positive factors. Multiplying is cheap; the logarithm is taken
 * where it is asked for. Mutable.
 */
public final class LogProduct {

  private static final double LARGE = 1e100;

  private double product = 1;
  private double rest;

  /** Makes it one. */
  public void clear() {
    product = 1;
    rest = 0;
  }

  /** Multiplies; the factor is finite and positive. */
  public void multiply(double factor) {
    product *= factor;
    if (product > LARGE || product < 1 / LARGE) {
      rest += StrictMath.log(product);
      product = 1;
    }
  }

  /** Makes it a number whose logarithm is known. */
  public void setLog(double log) {
    product = 1;
    rest = log;
  }

  /** The logarithm. */
  public double log() {
    return product == 1 ? rest : rest + StrictMath.log(product);
  }
}
