package dev.trammel.calibration.inertial;

import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.robot.InertialVector;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * What a point of {@link FeasibleInertias} says of each link, as files have it, and how sure it is.
 *
 * @param values n×10: mass, centre, inertia about the centre
 * @param sigma n×10
 */
public record LinkFigures(double[][] values, double[][] sigma) {

  /** What the ten are. */
  public static final List<Quantity> QUANTITIES = List.of(
      Quantity.MASS,
      Quantity.CENTRE_X,
      Quantity.CENTRE_Y,
      Quantity.CENTRE_Z,
      Quantity.INERTIA_XX,
      Quantity.INERTIA_YY,
      Quantity.INERTIA_ZZ,
      Quantity.INERTIA_XY,
      Quantity.INERTIA_XZ,
      Quantity.INERTIA_YZ);

  private static final int SIZE = InertialVector.SIZE;
  private static final double STEP = 1e-4;

  /**
   * At a point.
   *
   * @param xi 10n; not modified
   * @param covariance of ξ, at least 10n×10n; not modified
   */
  public static LinkFigures of(FeasibleInertias inertias, double[] xi, DMatrixRMaj covariance) {
    int n = xi.length / SIZE;
    double[][] values = new double[n][];
    double[][] sigma = new double[n][SIZE];
    double[] pi = inertias.inertias(xi);
    for (int link = 0; link < n; link++) {
      values[link] = FeasibleFit.figures(pi, SIZE * link);
      double[][] slopes = slopes(inertias, xi, link);
      for (int k = 0; k < SIZE; k++) {
        double variance = 0;
        for (int a = 0; a < SIZE; a++) {
          for (int b = 0; b < SIZE; b++) {
            variance +=
                slopes[a][k] * covariance.get(SIZE * link + a, SIZE * link + b) * slopes[b][k];
          }
        }
        sigma[link][k] = Math.sqrt(Math.max(0, variance));
      }
    }
    return new LinkFigures(values, sigma);
  }

  private static double[][] slopes(FeasibleInertias inertias, double[] xi, int link) {
    double[][] slopes = new double[SIZE][SIZE];
    double[] moved = xi.clone();
    for (int a = 0; a < SIZE; a++) {
      int at = SIZE * link + a;
      moved[at] = xi[at] + STEP;
      double[] above = FeasibleFit.figures(inertias.inertias(moved), SIZE * link);
      moved[at] = xi[at] - STEP;
      double[] below = FeasibleFit.figures(inertias.inertias(moved), SIZE * link);
      moved[at] = xi[at];
      for (int k = 0; k < SIZE; k++) {
        slopes[a][k] = (above[k] - below[k]) / (2 * STEP);
      }
    }
    return slopes;
  }
}
