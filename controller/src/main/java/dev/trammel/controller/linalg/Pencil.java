package dev.trammel.controller.linalg;

/**
 * D + wE: a matrix that depends on one parameter, in the kernels' layout. The parameter alone
 * changes; the rows are the caller's.
 */
public final class Pencil {

  final double[][] constant;
  final double[][] linear;

  /** w; E is not read where it is zero. */
  public double weight;

  /** D + wE, w = 0; both of the same shape. */
  public Pencil(double[][] constant, double[][] linear) {
    this.constant = constant;
    this.linear = linear;
  }

  /** D alone. */
  public Pencil(double[][] constant) {
    this(constant, constant);
  }
}
