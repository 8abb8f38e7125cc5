package dev.trammel.controller.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * An array of any rank, row major, as a golden file holds it: a line "# d₁,d₂,…", then rows along
 * the last axis.
 */
public record GoldenArray(int[] shape, double[] values) {

  static GoldenArray read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      int[] shape = Arrays.stream(lines.get(0).substring(1).split(","))
          .mapToInt(length -> Integer.parseInt(length.strip()))
          .toArray();
      double[] values = lines.stream()
          .skip(1)
          .filter(line -> !line.isBlank())
          .flatMap(line -> Arrays.stream(line.split(",")))
          .mapToDouble(Double::parseDouble)
          .toArray();
      int expected = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
      if (expected != values.length) {
        throw new IllegalArgumentException(
            file + " must hold " + expected + " numbers, held " + values.length);
      }
      return new GoldenArray(shape, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The length along an axis. */
  public int length(int axis) {
    return shape[axis];
  }

  /**
   * What is left when the leading axes are fixed: a matrix of the last two axes, or a column of the
   * last axis.
   */
  public DMatrixRMaj at(int... leading) {
    int rank = shape.length - leading.length;
    if (rank != 1 && rank != 2) {
      throw new IllegalArgumentException("one or two axes must be left, " + rank + " were");
    }
    int rows = shape[leading.length];
    int columns = rank == 2 ? shape[leading.length + 1] : 1;
    int block = 0;
    for (int axis = 0; axis < leading.length; axis++) {
      block = block * shape[axis] + leading[axis];
    }
    int start = block * rows * columns;
    double[] part = Arrays.copyOfRange(values, start, start + rows * columns);
    return DMatrixRMaj.wrap(rows, columns, part);
  }

  /** One matrix (or column) per entry of the first axis. */
  public DMatrixRMaj[] slices() {
    DMatrixRMaj[] slices = new DMatrixRMaj[shape[0]];
    Arrays.setAll(slices, this::at);
    return slices;
  }
}
