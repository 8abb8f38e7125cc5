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

  /** Makes it the product of a number over each of some others; all are finite and positive. */
  public void setQuotients(double numerator, double[] denominators, int count) {
    double above = 1;
    double below = 1;
    for (int i = 0; i < count; i++) {
      above *= numerator;
      below *= denominators[i];
    }
    clear();
    // one division for all, unless that leaves the range of numbers
    if (above < LARGE && above > 1 / LARGE && below < LARGE && below > 1 / LARGE) {
      product = above / below;
      return;
    }
    for (int i = 0; i < count; i++) {
      multiply(numerator / denominators[i]);
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
