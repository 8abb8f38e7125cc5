package dev.trammel.controller.linalg;

/**
 * The arithmetic that takes nearly all time of the sweep and of the fits: sums of outer products,
 * and a symmetric inverse. Matrices are rows from {@link Rows#padded}: what stands in the padding is
 * not read into a result. May own scratch memory: one per thread. Nothing here allocates.
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
   * @param base as long as {@code out} or longer; may be {@code out} itself; not modified otherwise
   * @param weights at least {@code count}; not modified
   * @param rows at least {@code count}, each as long as {@code out} or longer; not modified
   * @param out padded; all of it is modified
   */
  void combine(double[] base, double[] weights, double[][] rows, int count, double[] out);

  /**
   * The same for many rows of weights: outᵢ = base + Σₖ weightsᵢₖ·rowsₖ, which is out = 1baseᵀ + AB
   * with the weights as A.
   *
   * @param base as long as a row of {@code out} or longer; not modified
   * @param weights rows of at least {@code inner} entries; not modified
   * @param count of rows of weights
   * @param rows at least {@code inner}, each as long as a row of {@code out} or longer; not modified
   * @param out padded rows, at least {@code count}, of which all is modified; none of the above
   */
  void combineEach(
      double[] base, double[][] weights, int count, double[][] rows, int inner, double[][] out);

  /**
   * The negative inverse of a symmetric positive definite matrix of d rows and columns.
   *
   * @param rows d rows, read from {@code column} on, with eight columns of room there for every
   *     eight of d; not modified
   * @param size d
   * @param out d×d, with padding in rows as in columns; both triangles are modified
   * @param pivots d, the pivots of LDLᵀ; modified
   * @return false if a pivot is not positive; what is written is then undefined
   */
  boolean negateInverse(double[][] rows, int column, int size, double[][] out, double[] pivots);
}
