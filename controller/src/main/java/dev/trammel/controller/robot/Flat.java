package dev.trammel.controller.robot;

/**
 * Arithmetic on vectors and 3×3 matrices that lie in longer arrays, each named by array and offset.
 *
 * <p>A spatial vector is six entries, angular part first. Results go last and may not overlap the
 * arguments.
 */
final class Flat {

  private Flat() {}

  static double dot3(double[] a, int i, double[] b, int j) {
    return a[i] * b[j] + a[i + 1] * b[j + 1] + a[i + 2] * b[j + 2];
  }

  static double dot6(double[] a, int i, double[] b, int j) {
    return dot3(a, i, b, j) + dot3(a, i + 3, b, j + 3);
  }

  /** out = a + factor b, over six entries; out may be a. */
  static void addScaled6(double[] a, int i, double factor, double[] b, int j, double[] out, int k) {
    for (int e = 0; e < 6; e++) {
      out[k + e] = a[i + e] + factor * b[j + e];
    }
  }

  /** out = a × b. */
  static void cross(double[] a, int i, double[] b, int j, double[] out, int k) {
    out[k] = a[i + 1] * b[j + 2] - a[i + 2] * b[j + 1];
    out[k + 1] = a[i + 2] * b[j] - a[i] * b[j + 2];
    out[k + 2] = a[i] * b[j + 1] - a[i + 1] * b[j];
  }

  /** out = out + factor a × b. */
  static void addCross(double factor, double[] a, int i, double[] b, int j, double[] out, int k) {
    out[k] += factor * (a[i + 1] * b[j + 2] - a[i + 2] * b[j + 1]);
    out[k + 1] += factor * (a[i + 2] * b[j] - a[i] * b[j + 2]);
    out[k + 2] += factor * (a[i] * b[j + 1] - a[i + 1] * b[j]);
  }

  /** out = out + factor v × m for motions: (ω×m, ω×m₀ + v₀×m), Featherstone 2008, eq. 2.31. */
  static void addCrossMotion(
      double factor, double[] v, int i, double[] m, int j, double[] out, int k) {
    addCross(factor, v, i, m, j, out, k);
    addCross(factor, v, i, m, j + 3, out, k + 3);
    addCross(factor, v, i + 3, m, j, out, k + 3);
  }

  /** out = out + v ×* f for a force (n, f): (ω×n + v₀×f, ω×f), Featherstone 2008, eq. 2.32. */
  static void addCrossForce(double[] v, int i, double[] f, int j, double[] out, int k) {
    addCross(1, v, i, f, j, out, k);
    addCross(1, v, i + 3, f, j + 3, out, k);
    addCross(1, v, i, f, j + 3, out, k + 3);
  }

  /** out = M v for a 3×3 matrix, row by row. */
  static void multiply3(double[] M, int i, double[] v, int j, double[] out, int k) {
    out[k] = dot3(M, i, v, j);
    out[k + 1] = dot3(M, i + 3, v, j);
    out[k + 2] = dot3(M, i + 6, v, j);
  }

  /** out = M N for 3×3 matrices, row by row. */
  static void multiply9(double[] M, int i, double[] N, int j, double[] out, int k) {
    for (int row = 0; row < 9; row += 3) {
      double x = M[i + row];
      double y = M[i + row + 1];
      double z = M[i + row + 2];
      out[k + row] = x * N[j] + y * N[j + 3] + z * N[j + 6];
      out[k + row + 1] = x * N[j + 1] + y * N[j + 4] + z * N[j + 7];
      out[k + row + 2] = x * N[j + 2] + y * N[j + 5] + z * N[j + 8];
    }
  }

  /**
   * Solves M x = b by Cholesky's M = L Lᵀ.
   *
   * @param M n×n, symmetric positive definite; its lower triangle is overwritten by L
   * @param x holds b, receives x
   * @return false if M is not positive definite; x is then undefined
   */
  static boolean solvePositive(double[] M, int n, double[] x) {
    for (int i = 0; i < n; i++) {
      double sum = x[i];
      for (int j = 0; j < i; j++) {
        double entry = M[i * n + j];
        for (int k = 0; k < j; k++) {
          entry -= M[i * n + k] * M[j * n + k];
        }
        // The diagonal of L is kept as its inverse.
        entry *= M[j * n + j];
        M[i * n + j] = entry;
        M[i * n + i] -= entry * entry;
        sum -= entry * x[j];
      }
      if (!(M[i * n + i] > 0)) {
        return false;
      }
      M[i * n + i] = 1 / Math.sqrt(M[i * n + i]);
      x[i] = sum * M[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = x[i];
      for (int j = i + 1; j < n; j++) {
        sum -= M[j * n + i] * x[j];
      }
      x[i] = sum * M[i * n + i];
    }
    return true;
  }

  /**
   * Solves M X = B for several columns, M having been factored by {@link #solvePositive}.
   *
   * @param L n×n as left by it; not modified
   * @param X n rows of {@code columns} entries, holds B, receives X
   */
  static void solveFactored(double[] L, int n, double[] X, int columns) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        subtractRow(L[i * n + j], X, j * columns, i * columns, columns);
      }
      scaleRow(L[i * n + i], X, i * columns, columns);
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        subtractRow(L[j * n + i], X, j * columns, i * columns, columns);
      }
      scaleRow(L[i * n + i], X, i * columns, columns);
    }
  }

  private static void subtractRow(double factor, double[] X, int from, int to, int columns) {
    for (int c = 0; c < columns; c++) {
      X[to + c] -= factor * X[from + c];
    }
  }

  private static void scaleRow(double factor, double[] X, int row, int columns) {
    for (int c = 0; c < columns; c++) {
      X[row + c] *= factor;
    }
  }

  static void store(Vector3 v, double[] out, int k) {
    out[k] = v.x();
    out[k + 1] = v.y();
    out[k + 2] = v.z();
  }

  static void store(Matrix3 M, double[] out, int k) {
    store(new Vector3(M.xx(), M.xy(), M.xz()), out, k);
    store(new Vector3(M.yx(), M.yy(), M.yz()), out, k + 3);
    store(new Vector3(M.zx(), M.zy(), M.zz()), out, k + 6);
  }
}
