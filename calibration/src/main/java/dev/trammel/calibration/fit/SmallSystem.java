package dev.trammel.calibration.fit;

/** Symmetric positive definite systems of a few unknowns, without allocation. */
final class SmallSystem {

  private SmallSystem() {}

  /**
   * Solves A x = b by Cholesky's A = L Lᵀ.
   *
   * @param A n×n by rows; its lower triangle is overwritten by L
   * @param x holds b, receives x
   * @return false if A is not positive definite; x is then undefined
   */
  static boolean solve(double[] A, int n, double[] x) {
    return factor(A, n) && back(A, n, x);
  }

  /** A = L Lᵀ in the lower triangle. */
  static boolean factor(double[] A, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = A[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= A[i * n + k] * A[j * n + k];
        }
        if (i == j) {
          if (!(sum > 0)) {
            return false;
          }
          A[i * n + i] = Math.sqrt(sum);
        } else {
          A[i * n + j] = sum / A[j * n + j];
        }
      }
    }
    return true;
  }

  /** L Lᵀ x = b with b in x. */
  static boolean back(double[] L, int n, double[] x) {
    for (int i = 0; i < n; i++) {
      double sum = x[i];
      for (int k = 0; k < i; k++) {
        sum -= L[i * n + k] * x[k];
      }
      x[i] = sum / L[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = x[i];
      for (int k = i + 1; k < n; k++) {
        sum -= L[k * n + i] * x[k];
      }
      x[i] = sum / L[i * n + i];
    }
    return true;
  }
}
