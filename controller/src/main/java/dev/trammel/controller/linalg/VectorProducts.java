package dev.trammel.controller.linalg;

import dev.trammel.controller.linalg.vector.VectorBlocks;
import dev.trammel.controller.linalg.vector.VectorCombinations;

/**
 * {@link Products} on the JDK's Vector API: a product is cut into blocks of rows and vectors whose
 * sums stay in registers.
 */
final class VectorProducts implements Products {

  /** With sixteen registers of four lanes a block of 4×3 is the largest, with 32 of eight 8×3. */
  private static final RowBlocks BLOCKS =
      VectorBlocks.L >= 8 ? new RowBlocks(8, 7, 4, 1) : new RowBlocks(4, 1);

  /** Combinations, each from a row of weights of its own, need more registers for addresses. */
  private static final RowBlocks COMBINED = new RowBlocks(4, 1);

  private static final int WIDEST = VectorBlocks.L >= 8 ? 4 : 3;

  private static final int L = VectorBlocks.L;

  private static final double[][] UNIT = Rows.unit(16);

  private final RowProducts rowProducts = new RowProducts();
  private final double[] pivotRow = new double[UNIT.length];

  @Override
  public void multiply(Shape shape, double[][] A, double[][] B, double[][] out) {
    int i = shape.firstRow;
    for (int height : BLOCKS.cut(shape.endRow - i)) {
      int end = shape.endColumn(i + height - 1);
      for (int j = 0; j < end; j += 3 * L) {
        VectorBlocks.multiply(height, end - j, A, i, B, j, shape.inner, out);
      }
      i += height;
    }
  }

  @Override
  public void add(Shape shape, Pencil base, double[][] A, double[][] B, double[][] out) {
    int i = shape.firstRow;
    for (int height : BLOCKS.cut(shape.endRow - i)) {
      int end = shape.endColumn(i + height - 1);
      for (int j = 0; j < end; j += 3 * L) {
        if (base.weight == 0) {
          VectorBlocks.add(height, end - j, base.constant, A, i, B, j, shape.inner, out);
        } else {
          VectorBlocks.addScaled(
              height,
              end - j,
              base.constant,
              base.weight,
              base.linear,
              A,
              i,
              B,
              j,
              shape.inner,
              out);
        }
      }
      i += height;
    }
  }

  @Override
  public void combine(double[] base, double[] weights, double[][] rows, int count, double[] out) {
    for (int j = 0; j < out.length; j += 3 * L) {
      int columns = out.length - j;
      if (columns > 2 * L) {
        VectorBlocks.combine3(base, weights, rows, j, count, out);
      } else if (columns > L) {
        VectorBlocks.combine2(base, weights, rows, j, count, out);
      } else {
        VectorBlocks.combine1(base, weights, rows, j, count, out);
      }
    }
  }

  @Override
  public void combineEach(
      double[] base, double[][] weights, int count, double[][] rows, int inner, double[][] out) {
    int end = out[0].length;
    int vectors;
    for (int j = 0; j < end; j += vectors * L) {
      vectors = Math.min((end - j) / L, WIDEST);
      int i = 0;
      for (int height : COMBINED.cut(count)) {
        VectorCombinations.combine(height, vectors, base, weights, i, rows, j, inner, out);
        i += height;
      }
    }
  }

  @Override
  public boolean negateInverse(
      double[][] rows, int column, int size, double[][] out, double[] pivots) {
    if (size < 3 || size > UNIT.length) {
      return rowProducts.negateInverse(rows, column, size, out, pivots);
    }
    for (int i = 0; i < size; i++) {
      VectorBlocks.copy(rows[i], column, size, out[i]);
    }
    for (int k = 0; k < size; k++) {
      VectorBlocks.copy(out[k], 0, size, pivotRow);
      pivots[k] = pivotRow[k];
      if (!SymmetricInverse.isPivot(pivots[k], rows[k][column + k])) {
        return false;
      }
      VectorBlocks.sweep(out, size, k, UNIT[k], pivotRow);
    }
    Rows.mirror(out, size);
    return true;
  }
}
