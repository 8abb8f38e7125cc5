package dev.trammel.calibration.fit;

import dev.trammel.controller.robot.RigidBodyDynamics;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The other joints beside one that is looked at alone. A joint that creeps by less than its own sensor
 * shows in a reading may still throw a light one that it carries: that goes the other way at once, by
 *
 * <pre>  δqᵢ ≈ −(Mᵢⱼ/Mᵢᵢ) δqⱼ</pre>
 *
 * <p>δqⱼ what joint j strays from an even course within a window; M the described robot's mass matrix.
 * Means of a few readings tell it much finer than single ones do.
 */
final class Neighbours {

  /** Means before and after an instant that differ by so many deviations are of a joint that moved. */
  private static final double MOVED = 3.5;

  /** What throws the joint by less than this share of its sensor's noise does no harm. */
  private static final double FELT = 0.3;

  private final int joint;
  private final NoiseLevels noise;
  private final double[] coupling;

  /**
   * @param whole robot as it is described
   * @param joint that is looked at
   * @param places n, where the joints are; not modified
   */
  Neighbours(Machine whole, NoiseLevels noise, int joint, double[] places) {
    this.joint = joint;
    this.noise = noise;
    int n = places.length;
    DMatrixRMaj M = new DMatrixRMaj(n, n);
    new RigidBodyDynamics(whole.robot(), whole.gravity()).massMatrix(places, M);
    coupling = new double[n];
    for (int j = 0; j < n; j++) {
      coupling[j] = Math.abs(M.get(joint, j) / M.get(joint, joint));
    }
  }

  /**
   * Windows in which no other joint throws the one that is looked at.
   *
   * @param windows of the joint alone; only where they lie is looked at
   * @param all what all joints did
   */
  List<Window> undisturbed(List<Window> windows, Trace all) {
    return windows.stream().filter(window -> !isThrown(window, all)).toList();
  }

  /**
   * What steps of the others in the midst of a window do to the joint that are just not seen, as a
   * deviation of its readings [rad or m].
   *
   * @param length readings of a window
   */
  double unseen(int length) {
    double squares = 0;
    for (int j = 0; j < coupling.length; j++) {
      if (j != joint && noise.measures(j)) {
        double step = MOVED * noise.of(j) * Math.sqrt(4.0 / length);
        squares += Math.pow(coupling[j] * step / 2, 2);
      }
    }
    return Math.sqrt(squares);
  }

  private boolean isThrown(Window window, Trace all) {
    for (int j = 0; j < coupling.length; j++) {
      if (j != joint && noise.measures(j) && isThrown(window, all, j)) {
        return true;
      }
    }
    return false;
  }

  private boolean isThrown(Window window, Trace all, int j) {
    int length = window.length();
    double whole = 0;
    for (int t = 0; t < length; t++) {
      whole += from(window, all, j, t);
    }
    double before = 0;
    for (int t = 1; t < length; t++) {
      before += from(window, all, j, t - 1);
      double moved = Math.abs((whole - before) / (length - t) - before / t);
      double sigma = noise.of(j) * Math.sqrt(1.0 / t + 1.0 / (length - t));
      if (moved > MOVED * sigma && coupling[j] * moved > FELT * noise.of(joint)) {
        return true;
      }
    }
    return false;
  }

  /** From the first reading on, lest digits be lost. */
  private static double from(Window window, Trace all, int j, int t) {
    return all.position(window.first() + t, j) - all.position(window.first(), j);
  }
}
