package dev.trammel.controller.linalg;

/**
 * Sums of outer products, where nearly all time of the sweep and of the fits goes. Matrices are
 * rows from {@link Rows#padded}: what stands in the padding is neither read into a result nor kept,
 * and both sides may be the same rows. Stateless, except for scratch memory: one per thread. Nothing
 * here allocates.
 */
public interface Products {

  /**
   * out = AᵀB over a shape.
   *
   * @param A inner rows, read at the shape's rows; not modified
   * @param B inner rows, read at the shape's columns; not modified
   * @param out shares no row with A or B; modified, and undefined where a block of eight columns
   *     leaves the shape
   */
  void multiply(Shape shape, double[][] A, double[][] B, double[][] out);

  /**
   * out = D + wE + AᵀB over a shape.
   *
   * @param base D + wE; its D may be {@code out} itself; not modified otherwise
   * @param A inner rows, read at the shape's rows; not modified
   * @param B inner rows, read at the shape's columns; not modified
   * @param out shares no row with A or B; modified, and undefined where a block of eight columns
   *     leaves the shape
   */
  void add(Shape shape, Pencil base, double[][] A, double[][] B, double[][] out);

  /**
   * out = base + Σₖ weightsₖ·rowsₖ.
   *
   * @param base padded; may be {@code out} itself; not modified otherwise
   * @param weights at least {@code count}; not modified
   * @param rows at least {@code count}, padded; not modified
   * @param out padded; all of it is modified
   */
  void combine(double[] base, double[] weights, double[][] rows, int count, double[] out);
}
