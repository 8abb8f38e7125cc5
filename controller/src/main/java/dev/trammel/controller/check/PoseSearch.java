package dev.trammel.controller.check;

import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.PlantSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Looks for joint positions q, within the joints' limits, that make numbers r(q) small: damped
 * Gauss-Newton (Levenberg and Marquardt) from a start and from random poses.
 *
 * <pre>  (JᵀJ + λ 1) δ = −Jᵀ r,   J = ∂r/∂q by central differences</pre>
 */
final class PoseSearch {

  private static final int ITERATIONS = 60;
  private static final double DIFFERENCE = 1e-6;
  private static final double FREE_SLIDE = 2;
  private static final long SEED = 1;

  private final PlantSettings plant;

  /** What is to become small. */
  interface Residuals {
    double[] of(double[] q);
  }

  /** A pose that was found, and what is left there. */
  record Pose(double[] q, double[] left) {

    double square() {
      double sum = 0;
      for (double r : left) {
        sum += r * r;
      }
      return sum;
    }

    double largest() {
      double largest = 0;
      for (double r : left) {
        largest = Math.max(largest, Math.abs(r));
      }
      return largest;
    }
  }

  PoseSearch(PlantSettings plant) {
    this.plant = plant;
  }

  /**
   * Descends from a pose and from random ones.
   *
   * @param starts number of random ones
   */
  List<Pose> from(double[] start, int starts, Residuals residuals) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Pose> poses = new ArrayList<>(List.of(descend(start, residuals)));
    for (int i = 0; i < starts; i++) {
      poses.add(descend(random(random), residuals));
    }
    return poses;
  }

  /** The nearest minimum. */
  Pose descend(double[] start, Residuals residuals) {
    Pose best = at(clamped(start), residuals);
    double lambda = 1e-3;
    for (int i = 0; i < ITERATIONS && best.largest() > 1e-9; i++) {
      Pose next = at(step(best, lambda, residuals), residuals);
      if (next.square() < best.square()) {
        best = next;
        lambda = Math.max(lambda / 5, 1e-12);
      } else {
        lambda *= 10;
        if (lambda > 1e9) {
          break;
        }
      }
    }
    return best;
  }

  private static Pose at(double[] q, Residuals residuals) {
    return new Pose(q, residuals.of(q));
  }

  private double[] step(Pose pose, double lambda, Residuals residuals) {
    int n = pose.q().length;
    DMatrixRMaj J = jacobian(pose, residuals);
    DMatrixRMaj H = new DMatrixRMaj(n, n);
    CommonOps_DDRM.multTransA(J, J, H);
    for (int i = 0; i < n; i++) {
      H.add(i, i, lambda);
    }
    DMatrixRMaj g = new DMatrixRMaj(n, 1);
    DMatrixRMaj r = new DMatrixRMaj(pose.left().length, 1, true, pose.left());
    CommonOps_DDRM.multTransA(-1, J, r, g);
    DMatrixRMaj delta = new DMatrixRMaj(n, 1);
    if (!CommonOps_DDRM.solve(H, g, delta)) {
      return pose.q();
    }
    double[] q = pose.q().clone();
    for (int i = 0; i < n; i++) {
      q[i] += Math.max(-1, Math.min(1, delta.data[i]));
    }
    return clamped(q);
  }

  private static DMatrixRMaj jacobian(Pose pose, Residuals residuals) {
    DMatrixRMaj J = new DMatrixRMaj(pose.left().length, pose.q().length);
    double[] q = pose.q().clone();
    for (int i = 0; i < q.length; i++) {
      q[i] = pose.q()[i] + DIFFERENCE;
      double[] ahead = residuals.of(q);
      q[i] = pose.q()[i] - DIFFERENCE;
      double[] behind = residuals.of(q);
      q[i] = pose.q()[i];
      for (int k = 0; k < ahead.length; k++) {
        J.set(k, i, (ahead[k] - behind[k]) / (2 * DIFFERENCE));
      }
    }
    return J;
  }

  private double[] clamped(double[] q) {
    double[] clamped = q.clone();
    for (int i = 0; i < q.length; i++) {
      Joint joint = Bodies.joint(plant, i);
      clamped[i] = Math.max(joint.lower(), Math.min(joint.upper(), q[i]));
    }
    return clamped;
  }

  private double[] random(SplittableRandom random) {
    double[] q = new double[Bodies.joints(plant)];
    for (int i = 0; i < q.length; i++) {
      Joint joint = Bodies.joint(plant, i);
      double free = joint.type().rotates() ? Math.PI : FREE_SLIDE;
      double lower = Math.max(joint.lower(), -free);
      double upper = Math.min(joint.upper(), free);
      q[i] = lower < upper ? random.nextDouble(lower, upper) : joint.lower();
    }
    return q;
  }
}
