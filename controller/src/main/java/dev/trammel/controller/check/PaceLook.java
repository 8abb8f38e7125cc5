package dev.trammel.controller.check;

import static dev.trammel.controller.check.Findings.number;

import dev.trammel.controller.learn.LearningSettings;
import dev.trammel.controller.learn.LearningSettings.InitialSettings;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Task;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Whether feedback that is held over a control interval calms the body or shakes it. About the
 * start and without gravity, in steps dt of the physics, an interval under the held effort
 * u = −Kq − Gq̇ is
 *
 * <pre>  q̇ ← (M + dt D)⁻¹ (M q̇ + dt u),   q ← q + dt q̇,</pre>
 *
 * D the joints' own damping; it shakes if an eigenvalue of that map lies outside the unit circle.
 */
final class PaceLook implements Look {

  private static final double GROWS = 1 + 1e-6;

  private final LearningSettings settings;

  PaceLook(LearningSettings settings) {
    this.settings = settings;
  }

  @Override
  public void at(Task task, Findings findings) {
    int m = task.plant().actuators().size();
    double[] none = new double[m];
    if (task.plant().safeAction() instanceof SafeAction.Damping damping) {
      say(task, none, array(damping.gains()), "plant.safeAction.damping", findings);
    }
    if (settings.initial() instanceof InitialSettings.Pd pd) {
      say(task, array(pd.kp()), array(pd.kd()), "algorithm.initial", findings);
    }
    if (settings.excitation().episodes() > 0) {
      say(
          task,
          array(settings.excitation().kp()),
          array(settings.excitation().kd()),
          "algorithm.excitation",
          findings);
    }
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void say(Task task, double[] kp, double[] kd, String key, Findings findings) {
    for (int c = 0; c < task.conditions().size(); c++) {
      double growth = growth(task.plant(), task.conditions().get(c).positions(), kp, kd);
      if (growth > GROWS) {
        findings.warning(
            key,
            "these gains are too high for a control interval of "
                + number(task.plant().period())
                + " s: at the start of condition '" + task.conditions().get(c).name()
                + "' a motion grows by a factor of " + number(growth)
                + " in each; lower the gains or shorten episode.period");
        return;
      }
    }
  }

  /** Largest magnitude of an eigenvalue of one interval. */
  private static double growth(PlantSettings plant, double[] q, double[] kp, double[] kd) {
    int n = q.length;
    double dt = plant.period() / plant.physicsSteps();
    DMatrixRMaj M = new DMatrixRMaj(n, n);
    new RigidBodyDynamics(plant.robot(), plant.world().gravity()).massMatrix(q, M);
    DMatrixRMaj inverse = M.copy();
    for (int i = 0; i < n; i++) {
      inverse.add(i, i, dt * Bodies.joint(plant, i).damping());
    }
    if (!CommonOps_DDRM.invert(inverse)) {
      return 0;
    }
    DMatrixRMaj decay = new DMatrixRMaj(n, n);
    CommonOps_DDRM.mult(inverse, M, decay);
    DMatrixRMaj map = new DMatrixRMaj(2 * n, 2 * n);
    for (int column = 0; column < 2 * n; column++) {
      DMatrixRMaj position = new DMatrixRMaj(n, 1);
      DMatrixRMaj rate = new DMatrixRMaj(n, 1);
      (column < n ? position : rate).data[column % n] = 1;
      DMatrixRMaj push = new DMatrixRMaj(n, 1);
      CommonOps_DDRM.mult(dt, inverse, effort(plant, kp, kd, position, rate), push);
      for (int step = 0; step < plant.physicsSteps(); step++) {
        DMatrixRMaj next = push.copy();
        CommonOps_DDRM.multAdd(decay, rate, next);
        rate = next;
        CommonOps_DDRM.addEquals(position, dt, rate);
      }
      CommonOps_DDRM.insert(position, map, 0, column);
      CommonOps_DDRM.insert(rate, map, n, column);
    }
    return spectralRadius(map);
  }

  private static DMatrixRMaj effort(
      PlantSettings plant, double[] kp, double[] kd, DMatrixRMaj position, DMatrixRMaj rate) {
    DMatrixRMaj effort = new DMatrixRMaj(position.numRows, 1);
    for (int a = 0; a < kp.length; a++) {
      int j = plant.actuators().get(a).joint();
      effort.data[j] = -kp[a] * position.data[j] - kd[a] * rate.data[j];
    }
    return effort;
  }

  private static double spectralRadius(DMatrixRMaj map) {
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(map.numRows, false, false);
    if (!eigen.decompose(map)) {
      return Double.NaN;
    }
    double radius = 0;
    for (int i = 0; i < map.numRows; i++) {
      radius = Math.max(radius, eigen.getEigenvalue(i).getMagnitude());
    }
    return radius;
  }
}
