package dev.trammel.controller.linalg;

import java.util.Arrays;

/**
 * Memory that the stages of one problem share, as one is worked on at a time.
 *
 * <pre>
 *   VF  n×(n+m)  next cost-to-go times dynamics
 *   Q   (n+m)×(n+m)  Hessian of the action value; only its last m rows, Qu, are kept
 *   Et  n×n      (A + BK)ᵀ</pre>
 */
public final class StageScratch {

  final double[][] VF;
  final double[][] Q;
  final double[][] Qu;
  final double[][] Et;

  private final QuadraticRows[] values;
  private int turn;

  /** For stages of n states and m inputs. */
  public StageScratch(int stateSize, int inputSize) {
    int size = stateSize + inputSize;
    VF = Rows.padded(stateSize, size);
    Qu = new double[inputSize][Rows.roomAfter(stateSize, inputSize)];
    Q = new double[size][];
    Arrays.fill(Q, 0, stateSize, new double[0]);
    System.arraycopy(Qu, 0, Q, stateSize, inputSize);
    Et = Rows.padded(stateSize, stateSize);
    values = new QuadraticRows[] {new QuadraticRows(stateSize), new QuadraticRows(stateSize)};
  }

  /** A cost-to-go that the stage after the next one gets too. */
  QuadraticRows nextValue() {
    turn = 1 - turn;
    return values[turn];
  }
}
