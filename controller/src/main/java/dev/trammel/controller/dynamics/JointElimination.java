package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Pencil;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Shape;
import java.util.Arrays;

/**
 * Partial Cholesky factorisation of a symmetric matrix, from its last row up:
 *
 * <pre>
 *   S  D×D  = (S_yy S_yz; S_zy S_zz), y the first variables, which are kept
 *   V  rows of z, V[i][j] = 0 for j &gt; i:  S_zz = V_zᵀ V_z,  S_zy = V_zᵀ V_y
 *   what is left of y is the Schur complement  S_yy − S_yz S_zz⁻¹ S_zy = S_yy − V_yᵀ V_y</pre>
 *
 * <p>Rows hold −S, so that all updates are sums of products. Eight pivots form a block: one product
 * brings all earlier pivots into it. Only lower triangles count. Allocates nothing after
 * construction. Not thread-safe.
 */
final class JointElimination {

  /** A pivot below this part of its diagonal entry is rounding. */
  private static final double SINGULAR = 1e-13;

  private static final int BLOCK = 8;

  /** −S before; after it the rows of V, and in the first rows the Schur complement, negative. */
  final double[][] rows;

  /** Squares of the diagonal of V. */
  final double[] pivots;

  private final Products products;
  private final int size;
  private final int kept;
  private final Pencil inPlace;

  /** All rows, last first: the order in which they are pivots. */
  private final double[][] order;

  private final Block[] blocks;
  private final Shape complement;

  /**
   * @param kept number of first rows that are no pivots
   */
  JointElimination(Products products, int size, int kept) {
    this.products = products;
    this.size = size;
    this.kept = kept;
    rows = Rows.padded(size, size);
    pivots = new double[size];
    inPlace = new Pencil(rows);
    order = new double[size][];
    Arrays.setAll(order, i -> rows[size - 1 - i]);
    blocks = new Block[(size - kept + BLOCK - 1) / BLOCK];
    Arrays.setAll(blocks, b -> new Block(size - b * BLOCK));
    complement = Shape.lower(kept, size - kept);
  }

  /** Up to eight pivots, from row {@code end}−1 up. */
  private final class Block {

    final int first;
    final int end;
    final Shape earlier;
    final double[][] pivotRows;
    final Shape[] inside;

    Block(int end) {
      this.end = end;
      first = Math.max(kept, end - BLOCK);
      earlier = Shape.block(first, end, 0, end, size - end);
      pivotRows = Arrays.copyOfRange(order, size - end, size - first);
      inside = new Shape[end - first];
      Arrays.setAll(inside, k -> Shape.block(end - 1 - k, end - k, 0, end - k, k));
    }
  }

  /** The row of the first pivot that is not positive, or −1 if all are. */
  int eliminate() {
    for (int i = kept; i < size; i++) {
      pivots[i] = rows[i][i];
    }
    for (Block block : blocks) {
      int singular = eliminate(block);
      if (singular >= 0) {
        return singular;
      }
    }
    products.add(complement, inPlace, order, order, rows);
    return -1;
  }

  private int eliminate(Block block) {
    if (block.end < size) {
      products.add(block.earlier, inPlace, order, order, rows);
    }
    for (int k = 0; k < block.inside.length; k++) {
      int i = block.end - 1 - k;
      if (k > 0) {
        products.add(block.inside[k], inPlace, block.pivotRows, block.pivotRows, rows);
      }
      double pivot = -rows[i][i];
      // the diagonal entry, as it was before, is negative too
      if (!(pivot > -SINGULAR * pivots[i])) {
        return i;
      }
      pivots[i] = pivot;
      scale(rows[i], -1 / Math.sqrt(pivot), i + 1);
    }
    return -1;
  }

  private static void scale(double[] row, double factor, int count) {
    for (int j = 0; j < count; j++) {
      row[j] *= factor;
    }
  }

  /**
   * Takes a further row of S along: its entries of z become c_z V_z⁻¹, those of y become
   * c_y − c_z S_zz⁻¹ S_zy.
   *
   * @param row D; modified
   */
  void reduce(double[] row) {
    for (int i = size - 1; i >= kept; i--) {
      double[] V = rows[i];
      double entry = row[i] / V[i];
      for (int j = 0; j < i; j++) {
        row[j] -= entry * V[j];
      }
      row[i] = entry;
    }
  }

  /** Of the block of pivots. */
  double logDeterminant() {
    double total = 0;
    double product = 1;
    for (int i = kept; i < size; i++) {
      product *= pivots[i];
      // a few factors at a time cannot leave the range of a double
      if (i % 4 == 3 || i == size - 1) {
        total += StrictMath.log(product);
        product = 1;
      }
    }
    return total;
  }
}
