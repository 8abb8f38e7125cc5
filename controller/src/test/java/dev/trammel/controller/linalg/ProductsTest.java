package dev.trammel.controller.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products against sums written as they are defined, on many shapes with poisoned padding. */
class ProductsTest {

  private static final int TRIALS = 400;

  static List<Kernels> everyKind() {
    return Kernels.available();
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void aProductIsItsSums(Kernels kernels) {
    Products products = kernels.products();
    forEveryTrial((random, shape) -> {
      double[][] A = random.matrix(shape.inner, shape.endRow);
      double[][] B = random.matrix(shape.inner, shape.endColumn);
      double[][] out = random.matrix(shape.endRow, shape.endColumn);

      products.multiply(shape, A, B, out);

      assertSums(shape, (i, j) -> 0, A, B, out);
    });
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void aProductIsAddedToAPencil(Kernels kernels) {
    Products products = kernels.products();
    forEveryTrial((random, shape) -> {
      double[][] A = random.matrix(shape.inner, shape.endRow);
      double[][] B = random.matrix(shape.inner, shape.endColumn);
      double[][] D = random.matrix(shape.endRow, shape.endColumn);
      double[][] E = random.matrix(shape.endRow, shape.endColumn);
      double[][] out = random.matrix(shape.endRow, shape.endColumn);
      Pencil base = new Pencil(D, E);
      base.weight = random.nextBoolean() ? random.entry() : 0;
      double w = base.weight;

      products.add(shape, base, A, B, out);

      assertSums(shape, (i, j) -> D[i][j] + w * E[i][j], A, B, out);
    });
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void aProductIsAddedInPlace(Kernels kernels) {
    Products products = kernels.products();
    forEveryTrial((random, shape) -> {
      double[][] A = random.matrix(shape.inner, shape.endRow);
      double[][] B = random.matrix(shape.inner, shape.endColumn);
      double[][] out = random.matrix(shape.endRow, shape.endColumn);
      double[][] before = copy(out);

      products.add(shape, new Pencil(out), A, B, out);

      assertSums(shape, (i, j) -> before[i][j], A, B, out);
    });
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void aCombinationIsItsSum(Kernels kernels) {
    Products products = kernels.products();
    for (int trial = 0; trial < TRIALS; trial++) {
      Random random = new Random(trial);
      int count = random.nextInt(20);
      int length = 1 + random.nextInt(45);
      double[] base = random.row(length);
      double[] weights = random.row(count);
      double[][] rows = random.matrix(count, length);
      double[] out = random.nextBoolean() ? base : random.row(length);
      double[] before = base.clone();

      products.combine(base, weights, rows, count, out);

      for (int j = 0; j < length; j++) {
        double sum = before[j];
        for (int k = 0; k < count; k++) {
          sum += weights[k] * rows[k][j];
        }
        assertThat(out[j]).isCloseTo(sum, within(1e-13 * (count + 1)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void manyCombinationsAreTheirSums(Kernels kernels) {
    Products products = kernels.products();
    for (int trial = 0; trial < TRIALS; trial++) {
      Random random = new Random(trial);
      int count = 1 + random.nextInt(30);
      int inner = random.nextInt(20);
      int length = 1 + random.nextInt(45);
      double[] base = random.row(length);
      double[][] weights = random.matrix(count, inner);
      double[][] rows = random.matrix(inner, length);
      double[][] out = random.matrix(count, length);

      products.combineEach(base, weights, count, rows, inner, out);

      for (int i = 0; i < count; i++) {
        for (int j = 0; j < length; j++) {
          double sum = base[j];
          for (int k = 0; k < inner; k++) {
            sum += weights[i][k] * rows[k][j];
          }
          assertThat(out[i][j]).isCloseTo(sum, within(1e-13 * (inner + 1)));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void theInverseTimesTheMatrixIsMinusTheIdentity(Kernels kernels) {
    Products products = kernels.products();
    for (int d = 1; d <= 12; d++) {
      for (int column = 0; column < 10; column++) {
        double[][] matrix = positiveDefinite(new Random(100 * d + column), d, column);
        double[][] inverse = Rows.paddedSquare(d);

        assertThat(products.negateInverse(matrix, column, d, inverse, Rows.padded(d)))
            .isTrue();

        for (int i = 0; i < d; i++) {
          for (int j = 0; j < d; j++) {
            double sum = i == j ? 1 : 0;
            for (int k = 0; k < d; k++) {
              sum += matrix[i][column + k] * inverse[k][j];
            }
            assertThat(sum).isCloseTo(0, within(1e-11));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void theSameNumbersGiveTheSameBits(Kernels kernels) {
    forEveryTrial((random, shape) -> {
      double[][] A = random.matrix(shape.inner, shape.endRow);
      double[][] B = random.matrix(shape.inner, shape.endColumn);
      double[][] first = random.matrix(shape.endRow, shape.endColumn);
      double[][] second = copy(first);

      kernels.products().multiply(shape, A, B, first);
      kernels.products().multiply(shape, A, B, second);

      for (int i = shape.firstRow; i < shape.endRow; i++) {
        for (int j = 0; j < shape.endColumn(i); j++) {
          assertThat(second[i][j]).isEqualTo(first[i][j]);
        }
      }
    });
  }

  private interface Trial {

    void run(Random random, Shape shape);
  }

  private static void forEveryTrial(Trial trial) {
    for (int seed = 0; seed < TRIALS; seed++) {
      Random random = new Random(seed);
      trial.run(random, random.shape());
    }
  }

  private interface Entry {

    double at(int i, int j);
  }

  private static void assertSums(
      Shape shape, Entry base, double[][] A, double[][] B, double[][] out) {
    for (int i = shape.firstRow; i < shape.endRow; i++) {
      for (int j = 0; j < shape.endColumn(i); j++) {
        double sum = base.at(i, j);
        for (int k = 0; k < shape.inner; k++) {
          sum += A[k][i] * B[k][j];
        }
        assertThat(out[i][j]).isCloseTo(sum, within(1e-13 * (shape.inner + 2)));
      }
    }
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  /** From a column on; what is around it is poison. */
  private static double[][] positiveDefinite(Random random, int d, int column) {
    double[][] root = random.matrix(d, d);
    double[][] matrix = new double[d][Rows.roomAfter(column, d)];
    for (double[] row : matrix) {
      Arrays.fill(row, Double.NaN);
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = i == j ? 1 : 0;
        for (int k = 0; k < d; k++) {
          sum += root[i][k] * root[j][k];
        }
        matrix[i][column + j] = sum;
        matrix[j][column + i] = sum;
      }
    }
    return matrix;
  }

  /** Shapes, and rows between −1 and 1 whose padding is poison. */
  private static final class Random {

    private final SplittableRandom random;

    Random(long seed) {
      random = new SplittableRandom(seed);
    }

    int nextInt(int bound) {
      return random.nextInt(bound);
    }

    boolean nextBoolean() {
      return random.nextBoolean();
    }

    double entry() {
      return 2 * random.nextDouble() - 1;
    }

    Shape shape() {
      int inner = random.nextInt(14);
      int rows = 1 + random.nextInt(20);
      int columns = 1 + random.nextInt(45);
      return switch (random.nextInt(3)) {
        case 0 -> Shape.full(rows, columns, inner);
        case 1 -> Shape.lower(columns, inner);
        default -> Shape.rows(random.nextInt(rows), rows, columns, inner);
      };
    }

    double[] row(int length) {
      double[] row = Rows.padded(length);
      Arrays.fill(row, Double.NaN);
      for (int j = 0; j < length; j++) {
        row[j] = entry();
      }
      return row;
    }

    double[][] matrix(int rows, int columns) {
      double[][] matrix = new double[rows][];
      Arrays.setAll(matrix, i -> row(columns));
      return matrix;
    }
  }
}
