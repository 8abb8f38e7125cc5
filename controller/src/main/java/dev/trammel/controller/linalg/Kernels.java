package dev.trammel.controller.linalg;

/**
 * The one seam between the algorithms and how their inner loops are carried out. Results of two
 * kernels agree to rounding, not to the bit, so a run records the name.
 */
public interface Kernels {

  /** A name that stands for one set of bits. */
  String name();

  /** New products, with their own scratch memory. */
  Products products();

  /** Loops over rows that the JIT compiler vectorises; works on every Java. */
  static Kernels rows() {
    return new RowKernels();
  }
}
