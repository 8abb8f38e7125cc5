package dev.trammel.controller.lqr;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.linalg.ChiSquare;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Require;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The states that a local controller is valid in: at each step an interval for each entry,
 *
 * <pre>  |xₜᵢ − x̄ₜᵢ| ≤ rₜᵢ,   t = 0 … T,  i = 1 … n</pre>
 *
 * <p>A box and no ellipsoid, because that is what a robot checks with one comparison per sensor, and
 * what tells a person which sensor it was. Immutable.
 */
public final class Tube {

  private final DMatrixRMaj[] centres;
  private final DMatrixRMaj[] radii;

  /**
   * Keeps copies.
   *
   * @param centres x̄, T+1 of n×1, in the state's units; not modified
   * @param radii r, T+1 of n×1, in the state's units, positive; not modified
   */
  public Tube(DMatrixRMaj[] centres, DMatrixRMaj[] radii) {
    Require.atLeast(centres.length, 2, "centres of a tube");
    Require.inRange(radii.length, centres.length, centres.length, "radii of a tube");
    int n = centres[0].numRows;
    this.centres = new DMatrixRMaj[centres.length];
    this.radii = new DMatrixRMaj[centres.length];
    for (int t = 0; t < centres.length; t++) {
      String step = " of the tube at step " + t;
      this.centres[t] = finite(centres[t], n, "centre" + step);
      this.radii[t] = finite(radii[t], n, "radius" + step);
      for (int i = 0; i < n; i++) {
        Require.positive(radii[t].data[i], "entry " + i + " of the radius" + step);
      }
    }
  }

  private static DMatrixRMaj finite(DMatrixRMaj column, int n, String name) {
    return Require.finite(Require.shape(column, n, 1, name), name).copy();
  }

  /**
   * About the states that a model expects. Of the n(T+1) intervals each is left with probability
   * p/(n(T+1)), so that by Boole's inequality an episode leaves the tube with at most p:
   *
   * <pre>  r² = q (b²Σₜᵢᵢ + s²ᵢ),   q the p/(n(T+1)) quantile of χ² with one degree of freedom</pre>
   *
   * @param expected x̄ and Σ, by a forward pass under the controller as it is going to act
   * @param noise s, n standard deviations of what the sensors add, for the least width of a tube
   *     about a model that knows of no noise, not negative; not modified
   * @param settings p and b
   */
  public static Tube about(TrajectoryDistribution expected, double[] noise, TubeSettings settings) {
    int states = expected.steps() + 1;
    int n = noise.length;
    double quantile = Math.sqrt(ChiSquare.quantile(settings.leaving() / (n * states), 1));
    DMatrixRMaj[] centres = new DMatrixRMaj[states];
    DMatrixRMaj[] radii = new DMatrixRMaj[states];
    for (int t = 0; t < states; t++) {
      Gaussian state = expected.state(t);
      DMatrixRMaj covariance = state.covariance();
      centres[t] = state.mean();
      radii[t] = new DMatrixRMaj(n, 1);
      for (int i = 0; i < n; i++) {
        double spread = settings.widening() * Math.sqrt(covariance.get(i, i));
        radii[t].data[i] = quantile * Math.hypot(spread, noise[i]);
      }
    }
    return new Tube(centres, radii);
  }

  /**
   * The same, at least as wide at one step.
   *
   * @param least T+1 of n×1 radii; not modified
   */
  public Tube atLeast(DMatrixRMaj[] least) {
    DMatrixRMaj[] wider = new DMatrixRMaj[radii.length];
    Arrays.setAll(wider, this::radius);
    for (int t = 0; t < wider.length; t++) {
      for (int i = 0; i < stateSize(); i++) {
        wider[t].data[i] = Math.max(wider[t].data[i], least[t].data[i]);
      }
    }
    return new Tube(centres, wider);
  }

  /** T. */
  public int steps() {
    return centres.length - 1;
  }

  /** n. */
  public int stateSize() {
    return centres[0].numRows;
  }

  /** A copy of x̄ₜ, n×1, t = 0 … T. */
  public DMatrixRMaj centre(int t) {
    return centres[t].copy();
  }

  /** A copy of rₜ, n×1, t = 0 … T. */
  public DMatrixRMaj radius(int t) {
    return radii[t].copy();
  }

  /**
   * Whether a state is inside; none is that is not a number, or of a step beyond T.
   *
   * @param t at least 0
   * @param x n×1; not modified
   */
  @RealTime
  public boolean contains(int t, DMatrixRMaj x) {
    if (t >= centres.length) {
      return false;
    }
    for (int i = 0; i < centres[t].numRows; i++) {
      // false for what is not a number
      if (!(Math.abs(x.data[i] - centres[t].data[i]) <= radii[t].data[i])) {
        return false;
      }
    }
    return true;
  }
}
