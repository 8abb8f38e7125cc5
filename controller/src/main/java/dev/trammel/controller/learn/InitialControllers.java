package dev.trammel.controller.learn;

import dev.trammel.controller.learn.LearningSettings.InitialSettings;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.KnownModelReplanning;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.StateLayout;
import dev.trammel.controller.task.Task;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Controllers to begin learning with: none of them knows the body's dynamics. */
public final class InitialControllers {

  private final Task task;
  private final StateLayout layout;
  private final List<Double> deviations;

  /**
   * @param deviations m standard deviations of the exploration, as fractions of each actuator's
   *     limit
   */
  public InitialControllers(Task task, List<Double> deviations) {
    this.task = task;
    layout = task.plant().layout();
    this.deviations = List.copyOf(deviations);
  }

  /** A controller for a condition, from settings other than an earlier run. */
  public LinearGaussianController create(InitialSettings settings, Condition condition) {
    if (settings instanceof InitialSettings.Pd pd) {
      return hold(condition, pd.kp(), pd.kd());
    }
    if (settings instanceof InitialSettings.DoubleIntegrator integrator) {
      double[] gains = doubleIntegratorGains(integrator);
      return hold(condition, same(gains[0]), same(gains[1]));
    }
    if (settings instanceof InitialSettings.Zero) {
      return hold(condition, same(0), same(0));
    }
    throw new IllegalArgumentException(
        "initial controllers of another run must be read from its folder");
  }

  /** A controller for each condition, from settings other than an earlier run. */
  public List<LinearGaussianController> create(InitialSettings settings, Kernels kernels) {
    List<Condition> conditions = task.conditions();
    if (settings instanceof InitialSettings.Reference) {
      KnownModelReplanning solved = KnownModelReplanning.of(kernels, task);
      return IntStream.range(0, conditions.size())
          .mapToObj(c -> exploring(solved.plan(c)))
          .toList();
    }
    return conditions.stream().map(condition -> create(settings, condition)).toList();
  }

  /** A controller with this exploration instead of its own. */
  private LinearGaussianController exploring(LinearGaussianController controller) {
    int m = task.inputSize();
    DMatrixRMaj covariance = new DMatrixRMaj(m, m);
    for (int i = 0; i < m; i++) {
      covariance.set(i, i, variance(i));
    }
    DMatrixRMaj[] gains = new DMatrixRMaj[controller.steps()];
    DMatrixRMaj[] offsets = new DMatrixRMaj[controller.steps()];
    DMatrixRMaj[] states = new DMatrixRMaj[controller.steps() + 1];
    DMatrixRMaj[] inputs = new DMatrixRMaj[controller.steps()];
    Arrays.setAll(gains, controller::gain);
    Arrays.setAll(offsets, controller::offset);
    Arrays.setAll(states, controller::nominalState);
    Arrays.setAll(inputs, controller::nominalInput);
    return new LinearGaussianController(
        gains, offsets, fill(controller.steps(), covariance), states, inputs);
  }

  private double variance(int input) {
    double std = deviations.get(input) * task.plant().actuators().get(input).limit();
    return std * std;
  }

  /**
   * The stationary gains of q̈ = u sampled at the task's period, with cost w_q q² + w_v q̇² + u².
   *
   * <pre>  V ← Q + Aᵀ V A − AᵀVB (1 + BᵀVB)⁻¹ BᵀVA,   A = (1 h; 0 1),   B = (h²/2; h)</pre>
   */
  private double[] doubleIntegratorGains(InitialSettings.DoubleIntegrator settings) {
    double h = task.plant().period();
    double b0 = h * h / 2;
    double b1 = h;
    double v00 = settings.stiffness();
    double v01 = 0;
    double v11 = settings.damping();
    double k0 = 0;
    double k1 = 0;
    for (int i = 0; i < 100_000; i++) {
      double w0 = v00 * b0 + v01 * b1;
      double w1 = v01 * b0 + v11 * b1;
      double quu = 1 + b0 * w0 + b1 * w1;
      double next0 = w0 / quu;
      double next1 = (h * w0 + w1) / quu;
      double change = Math.abs(next0 - k0) + Math.abs(next1 - k1);
      k0 = next0;
      k1 = next1;
      // AᵀVA, then minus the gain's share
      double a01 = v00 * h + v01;
      double a11 = v00 * h * h + 2 * h * v01 + v11;
      v11 = settings.damping() + a11 - k1 * quu * k1;
      v01 = a01 - k0 * quu * k1;
      v00 = settings.stiffness() + v00 - k0 * quu * k0;
      if (change <= 1e-12 * (k0 + k1)) {
        break;
      }
    }
    return new double[] {k0, k1};
  }

  /** u = −kp (q − q₀) − kd q̇ at every driven joint. */
  private LinearGaussianController hold(Condition condition, List<Double> kp, List<Double> kd) {
    List<ActuatorSettings> actuators = task.plant().actuators();
    int n = task.stateSize();
    int m = actuators.size();
    DMatrixRMaj gain = new DMatrixRMaj(m, n);
    DMatrixRMaj offset = new DMatrixRMaj(m, 1);
    DMatrixRMaj covariance = new DMatrixRMaj(m, m);
    for (int i = 0; i < m; i++) {
      int joint = actuators.get(i).joint();
      place(gain, i, layout.position(joint), -kp.get(i), "position", joint);
      place(gain, i, layout.velocity(joint), -kd.get(i), "velocity", joint);
      offset.set(i, 0, kp.get(i) * condition.positions()[joint]);
      covariance.set(i, i, variance(i));
    }
    return repeated(gain, offset, covariance);
  }

  private List<Double> same(double value) {
    return Collections.nCopies(task.inputSize(), value);
  }

  private void place(
      DMatrixRMaj gain, int row, int column, double value, String quantity, int joint) {
    if (value == 0) {
      return;
    }
    if (column == StateLayout.ABSENT) {
      throw new IllegalArgumentException(
          "a controller that holds the start needs a " + quantity + " sensor at joint "
              + task.plant().robot().bodies().get(joint).joint().name());
    }
    gain.set(row, column, value);
  }

  private LinearGaussianController repeated(
      DMatrixRMaj gain, DMatrixRMaj offset, DMatrixRMaj covariance) {
    int steps = task.steps();
    return new LinearGaussianController(
        fill(steps, gain),
        fill(steps, offset),
        fill(steps, covariance),
        fill(steps + 1, new DMatrixRMaj(gain.numCols, 1)),
        fill(steps, new DMatrixRMaj(gain.numRows, 1)));
  }

  private static DMatrixRMaj[] fill(int count, DMatrixRMaj matrix) {
    DMatrixRMaj[] copies = new DMatrixRMaj[count];
    Arrays.fill(copies, matrix);
    return copies;
  }
}
