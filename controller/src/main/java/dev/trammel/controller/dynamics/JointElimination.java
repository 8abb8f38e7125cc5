package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.LogProduct;
import dev.trammel.controller.linalg.Pencil;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Partial block factorisation of a symmetric positive definite matrix, from its last rows up:
 *
 * <pre>
 *   S  D×D  (S_yy S_yz; S_zy S_zz) = base + AᵀB, y the first variables, which are kept
 *   b       up to eight entries of z; r is what comes before them
 *   N  −S_bb⁻¹        G  N S_br        S_rr ← S_rr + S_rb G
 *   what is left of y is the Schur complement  S_yy − S_yz S_zz⁻¹ S_zy</pre>
 *
 * <p>A block is formed when its turn comes, in one product: the terms of S, and with them all that
 * earlier blocks take from it. Allocates nothing once it has seen a number of terms. Not
 * thread-safe.
 */
final class JointElimination {

  /** A pivot below this part of its diagonal entry is rounding. */
  private static final double SINGULAR = 1e-13;

  private static final int MOST_PIVOTS = 8;

  private final Products products;
  private final int size;
  private final int kept;
  private final double[][] A;
  private final double[][] B;
  private final EliminationBlock[] blocks;

  /** Of LDLᵀ, for each entry of z. */
  private final double[] pivots;

  /** A and B: first the terms of S, then rows of z and their G in the order of elimination. */
  private final double[][] left;

  private final double[][] right;
  private final @Nullable Shape[][] shapes;
  private int terms;

  /**
   * @param kept number of first variables that are not eliminated
   * @param A terms, padded rows of D
   * @param B as many
   */
  JointElimination(Products products, int size, int kept, double[][] A, double[][] B) {
    this.products = products;
    this.size = size;
    this.kept = kept;
    this.A = A;
    this.B = B;
    pivots = new double[size];
    left = new double[A.length + size - kept][];
    right = new double[B.length + size - kept][];
    shapes = new @Nullable Shape[A.length + 1][];
    int count = (size - kept + MOST_PIVOTS - 1) / MOST_PIVOTS;
    blocks = new EliminationBlock[count];
    for (int b = 0; b < count; b++) {
      // alike in size: kernels are good at seven rows too
      int end = size - (size - kept) * b / count;
      int first = size - (size - kept) * (b + 1) / count;
      blocks[b] = new EliminationBlock(products, first, end, kept);
    }
    setTerms(0);
  }

  /** Sums the first so many terms from now on. */
  void setTerms(int count) {
    terms = count;
    System.arraycopy(A, 0, left, 0, count);
    System.arraycopy(B, 0, right, 0, count);
    int place = count;
    for (EliminationBlock block : blocks) {
      int d = block.end - block.first;
      System.arraycopy(block.rows, 0, left, place, d);
      System.arraycopy(block.gains, 0, right, place, d);
      place += d;
    }
    if (shapes[count] == null) {
      shapes[count] = shapes(count);
    }
  }

  private Shape[] shapes(int count) {
    Shape[] made = new Shape[blocks.length + 1];
    for (int b = 0; b < blocks.length; b++) {
      EliminationBlock block = blocks[b];
      made[b] = Shape.rows(block.first, block.end, block.end, count + size - block.end);
    }
    made[blocks.length] = Shape.lower(kept, count + size - kept);
    return made;
  }

  /**
   * Eliminates z.
   *
   * @param base D×D, padded, symmetric; not modified
   * @param diagonal of S, D; not modified
   * @param complement receives the lower triangle of the Schur complement; modified
   * @return the row of the first pivot that is not positive, or −1 if all are
   */
  int eliminate(Pencil base, double[] diagonal, double[][] complement) {
    Shape[] shape = shapes[terms];
    for (int b = 0; b < blocks.length; b++) {
      EliminationBlock block = blocks[b];
      products.add(shape[b], base, left, right, block.placed);
      boolean positive = block.eliminate();
      for (int i = block.first; i < block.end; i++) {
        pivots[i] = block.pivots[i - block.first];
        if (!(pivots[i] > SINGULAR * diagonal[i])) {
          return i;
        }
      }
      if (!positive) {
        return block.first;
      }
    }
    products.add(shape[blocks.length], base, left, right, complement);
    return -1;
  }

  /** −S_zz⁻¹ S_zy, into rows that {@link #cut} has cut. */
  void solve(double[][] rows, double[][][] cut) {
    for (int b = blocks.length - 1; b >= 0; b--) {
      blocks[b].solve(rows, cut[b]);
    }
  }

  /** The same rows of z, block by block. */
  double[][][] cut(double[][] rows) {
    double[][][] cut = new double[blocks.length][][];
    Arrays.setAll(cut, b -> Arrays.copyOfRange(rows, blocks[b].first - kept, blocks[b].end - kept));
    return cut;
  }

  List<EliminationBlock> blocks() {
    return List.of(blocks);
  }

  /** A pivot of an entry of z. */
  double pivot(int entry) {
    return pivots[kept + entry];
  }

  /**
   * Takes a vector along, as if it were a further column of S.
   *
   * @param c D; its y becomes c_y − S_yz S_zz⁻¹ c_z; modified
   * @param solved D; such that Σ cᵢ·solvedᵢ over z is cᵀ S_zz⁻¹ c, and likewise for two vectors;
   *     modified
   */
  void reduce(double[] c, double[] solved) {
    for (EliminationBlock block : blocks) {
      block.reduce(c, solved);
    }
  }

  /** Of S_zz. */
  double logDeterminant() {
    LogProduct product = new LogProduct();
    for (int i = kept; i < size; i++) {
      product.multiply(pivots[i]);
    }
    return product.log();
  }
}
