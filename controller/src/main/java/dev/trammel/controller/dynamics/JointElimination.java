package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.LogProduct;
import dev.trammel.controller.linalg.Pencil;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Partial block factorisation of a symmetric positive definite matrix, from its last rows up:
 *
 * <pre>
 *   S  D×D  = (S_yy S_yz; S_zy S_zz), y the first variables, which are kept
 *   b       up to eight entries of z; the others that are not yet eliminated are r
 *   N  −S_bb⁻¹        G  N S_br        S_rr ← S_rr + S_rb G
 *   what is left of y is the Schur complement  S_yy − S_yz S_zz⁻¹ S_zy</pre>
 *
 * <p>A block is brought up to date with all earlier ones by one product when its turn comes. All
 * sums are products with a plus, which is what the kernels do. Allocates nothing once it has seen a
 * number of terms. Not thread-safe.
 */
final class JointElimination {

  /** A pivot below this part of its diagonal entry is rounding. */
  private static final double SINGULAR = 1e-13;

  private static final int MOST_PIVOTS = 8;

  /**
   * S, of which the lower triangle counts and the squares of blocks on the diagonal; after the
   * elimination the first rows hold the Schur complement, the others S_bb and S_br as they were
   * when their turn came.
   */
  final double[][] rows;

  /** Row i of G, for each entry of z: what it takes over to the entries before its block. */
  final double[][] gains;

  /** Of LDLᵀ. */
  final double[] pivots;

  private final Products products;
  private final int kept;
  private final Pencil inPlace;
  private final Block[] blocks;
  private final Shape complement;

  /** Rows and gains, last first: in the order of the elimination. */
  private final double[][] rowOrder;

  private final double[][] gainOrder;
  private final @Nullable Shape[][] loads;

  /**
   * @param kept number of first rows that are not eliminated
   * @param mostTerms of the sum that S is loaded from
   */
  JointElimination(Products products, int size, int kept, int mostTerms) {
    this.products = products;
    this.kept = kept;
    // kernels read eight columns of a block
    rows = Rows.padded(size, size + MOST_PIVOTS);
    gains = Rows.padded(size, size);
    pivots = new double[size];
    inPlace = new Pencil(rows);
    rowOrder = new double[size][];
    gainOrder = new double[size][];
    Arrays.setAll(rowOrder, i -> rows[size - 1 - i]);
    Arrays.setAll(gainOrder, i -> gains[size - 1 - i]);
    int count = (size - kept + MOST_PIVOTS - 1) / MOST_PIVOTS;
    blocks = new Block[count];
    for (int b = 0; b < count; b++) {
      // alike in size: kernels are good at seven rows too
      int end = size - (size - kept) * b / count;
      blocks[b] = new Block(size - (size - kept) * (b + 1) / count, end);
    }
    complement = Shape.lower(kept, size - kept);
    loads = new @Nullable Shape[mostTerms + 1][];
  }

  /** Pivots of rows first … end−1. */
  private final class Block {

    final int first;
    final int end;
    final Shape earlier;
    final Shape gain;
    final double[][] ownRows;
    final double[][] ownGains;
    final double[][] negativeInverse;
    final double[] found;

    Block(int first, int end) {
      this.first = first;
      this.end = end;
      int d = end - first;
      earlier = Shape.block(first, end, 0, end, rows.length - end);
      gain = Shape.full(d, first, d);
      ownRows = Arrays.copyOfRange(rows, first, end);
      ownGains = Arrays.copyOfRange(gains, first, end);
      negativeInverse = Rows.paddedSquare(d);
      found = Rows.padded(d);
    }

    /** The row of the first pivot that is not positive, or −1 if all are. */
    int eliminate() {
      if (end < rows.length) {
        products.add(earlier, inPlace, rowOrder, gainOrder, rows);
      }
      boolean positive =
          products.negateInverse(ownRows, first, end - first, negativeInverse, found);
      for (int i = first; i < end; i++) {
        double diagonal = pivots[i];
        pivots[i] = found[i - first];
        if (!(pivots[i] > SINGULAR * diagonal)) {
          return i;
        }
      }
      if (!positive) {
        return end - 1;
      }
      products.multiply(gain, negativeInverse, ownRows, ownGains);
      return -1;
    }
  }

  /** S = base + AᵀB over as many terms. */
  void load(Pencil base, double[][] A, double[][] B, int terms) {
    for (Shape shape : loads(terms)) {
      products.add(shape, base, A, B, rows);
    }
  }

  private Shape[] loads(int terms) {
    Shape[] known = loads[terms];
    if (known == null) {
      known = new Shape[blocks.length + 1];
      for (int b = 0; b < blocks.length; b++) {
        known[b] = Shape.block(blocks[b].first, blocks[b].end, 0, blocks[b].end, terms);
      }
      known[blocks.length] = Shape.lower(kept, terms);
      loads[terms] = known;
    }
    return known;
  }

  /** The row of the first pivot that is not positive, or −1 if all are. */
  int eliminate() {
    for (int i = kept; i < rows.length; i++) {
      pivots[i] = rows[i][i];
    }
    for (Block block : blocks) {
      int singular = block.eliminate();
      if (singular >= 0) {
        return singular;
      }
    }
    products.add(complement, inPlace, rowOrder, gainOrder, rows);
    return -1;
  }

  /** The first row of the block that an entry of z was in: how many entries its gains have. */
  int firstOfBlock(int row) {
    for (Block block : blocks) {
      if (row >= block.first) {
        return block.first;
      }
    }
    throw new IllegalArgumentException("row " + row + " was not eliminated");
  }

  /**
   * Takes a vector along, as if it were a further column of S.
   *
   * @param c D; its y becomes c_y − S_yz S_zz⁻¹ c_z; modified
   * @param solved D; such that Σ cᵢ·solvedᵢ over z is cᵀ S_zz⁻¹ c, and likewise for two vectors;
   *     modified
   */
  void reduce(double[] c, double[] solved) {
    for (Block block : blocks) {
      for (int i = block.first; i < block.end; i++) {
        double[] N = block.negativeInverse[i - block.first];
        double sum = 0;
        for (int k = block.first; k < block.end; k++) {
          sum -= N[k - block.first] * c[k];
        }
        solved[i] = sum;
        for (int j = 0; j < block.first; j++) {
          c[j] += c[i] * gains[i][j];
        }
      }
    }
  }

  /** Of the block of pivots. */
  double logDeterminant() {
    LogProduct product = new LogProduct();
    for (int i = kept; i < pivots.length; i++) {
      product.multiply(pivots[i]);
    }
    return product.log();
  }
}
