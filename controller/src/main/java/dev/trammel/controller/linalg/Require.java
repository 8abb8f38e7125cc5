package dev.trammel.controller.linalg;

import org.ejml.data.DMatrixRMaj;

/** Checks of arguments; every message names the thing, the rule and what came. */
public final class Require {

  private Require() {}

  public static double positive(double value, String name) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be positive and finite, was " + value);
    }
    return value;
  }

  public static double nonNegative(double value, String name) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be at least 0 and finite, was " + value);
    }
    return value;
  }

  public static double finite(double value, String name) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be finite, was " + value);
    }
    return value;
  }

  public static double inRange(double value, double lower, double upper, String name) {
    if (!(value >= lower && value <= upper)) {
      throw new IllegalArgumentException(
          name + " must be in [" + lower + ", " + upper + "], was " + value);
    }
    return value;
  }

  public static int atLeast(int value, int least, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
    }
    return value;
  }

  public static double[] finite(double[] values, String name) {
    for (int i = 0; i < values.length; i++) {
      finite(values[i], name + "[" + i + "]");
    }
    return values;
  }

  public static double[] length(double[] values, int length, String name) {
    if (values.length != length) {
      throw new IllegalArgumentException(
          name + " must have " + length + " entries, had " + values.length);
    }
    return values;
  }

  public static DMatrixRMaj shape(DMatrixRMaj matrix, int rows, int columns, String name) {
    if (matrix.numRows != rows || matrix.numCols != columns) {
      throw new IllegalArgumentException(name + " must be " + rows + "×" + columns + ", was "
          + matrix.numRows + "×" + matrix.numCols);
    }
    return matrix;
  }

  public static DMatrixRMaj finite(DMatrixRMaj matrix, String name) {
    for (int i = 0; i < matrix.getNumElements(); i++) {
      if (!Double.isFinite(matrix.data[i])) {
        throw new IllegalArgumentException(name + " must be finite, had " + matrix.data[i]
            + " at row " + i / matrix.numCols + ", column " + i % matrix.numCols);
      }
    }
    return matrix;
  }
}
