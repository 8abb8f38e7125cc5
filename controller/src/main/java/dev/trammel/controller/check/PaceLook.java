package dev.trammel.controller.check;

import static dev.trammel.controller.check.Findings.number;

import dev.trammel.controller.learn.LearningSettings;
import dev.trammel.controller.learn.LearningSettings.InitialSettings;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Task;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Whether feedback that is held over a control interval calms the body or shakes it. About the
 * start, without gravity, an interval of length h under q̈ = −M⁻¹(Kq + Dq̇), held, is
 *
 * <pre>  q⁺ = q + hq̇ + ½h²q̈,   q̇⁺ = q̇ + hq̈</pre>
 *
 * and grows if an eigenvalue of that map lies outside the unit circle.
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

  private static void say(
      Task task, double[] kp, double[] kd, String key, Findings findings) {
    for (int c = 0; c < task.conditions().size(); c++) {
      double growth = growth(task.plant(), task.conditions().get(c).positions(), kp, kd);
      if (growth > GROWS) {
        findings.warning(
            key,
            "these gains are too high for a control interval of " + number(task.plant().period())
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
    double h = plant.period();
    DMatrixRMaj M = new DMatrixRMaj(n, n);
    new RigidBodyDynamics(plant.robot(), plant.world().gravity()).massMatrix(q, M);
    if (!CommonOps_DDRM.invert(M)) {
      return 0;
    }
    DMatrixRMaj map = CommonOps_DDRM.identity(2 * n);
    for (int i = 0; i < n; i++) {
      map.add(i, n + i, h);
    }
    for (int a = 0; a < kp.length; a++) {
      ActuatorSettings actuator = plant.actuators().get(a);
      int j = actuator.joint();
      for (int i = 0; i < n; i++) {
        double perPosition = -M.get(i, j) * kp[a];
        double perRate = -M.get(i, j) * kd[a];
        map.add(i, j, h * h / 2 * perPosition);
        map.add(i, n + j, h * h / 2 * perRate);
        map.add(n + i, j, h * perPosition);
        map.add(n + i, n + j, h * perRate);
      }
    }
    return spectralRadius(map);
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
