package dev.trammel.calibration.fit;

import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much of a commanded effort arrives, against the described weight of the robot:
 *
 * <pre>  sᵢ uᵢ + oᵢ = gᵢ(q + δ) + κᵢ cᵢ ≈ gᵢ(q) + Σⱼ ∂gᵢ/∂qⱼ δⱼ + κᵢ cᵢ</pre>
 *
 * <pre>
 *   u  commanded effort, friction taken out by going both ways
 *   s  strength     o  effort offset, with what friction is more one way than the other
 *   c  what speeds take by the description     κ  how much more it is of this robot
 *   g  what holds the described robot     δ  where the encoders are off
 * </pre>
 *
 * <p>Masses that are not as described are found as strength: the two are told apart by nothing that
 * a robot does with its own weight.
 *
 * @param joints of each joint of the robot; nothing is known of one that never moved
 */
public record TorqueFit(List<OfJoint> joints) {

  /** A weight that changes by less than this share of the commands does not change. */
  private static final double ROUNDING = 1e-6;

  /**
   * What was found of one joint.
   *
   * @param strength s [-]
   * @param strengthDeviation infinite where its weight does not change
   * @param offset o [N·m or N]
   * @param offsetDeviation [N·m or N]
   * @param linearity greatest departure from the line, as a share of the efforts' range [-]
   * @param range of efforts that the weight took [N·m or N]
   * @param degrees of freedom
   * @param commanded at each pass that it rests on [N·m or N]
   * @param weight g(q + δ) there [N·m or N]
   */
  public record OfJoint(
      double strength,
      double strengthDeviation,
      double offset,
      double offsetDeviation,
      double linearity,
      double range,
      int degrees,
      double[] commanded,
      double[] weight) {}

  public TorqueFit {
    joints = List.copyOf(joints);
  }

  /** Fits all joints together. */
  public static TorqueFit of(List<SlowPass> passes, RobotModel robot, Vector3 gravity) {
    int n = robot.degreesOfFreedom();
    HoldingEfforts holding = new HoldingEfforts(robot, gravity);
    PassEquations equations = new PassEquations(4 * n);
    for (int k = 0; k < passes.size(); k++) {
      SlowPass pass = passes.get(k);
      double[] g = holding.mean(pass);
      double[][] slopes = holding.slopes(pass);
      for (int i = 0; i < n; i++) {
        if (pass.moved(i)) {
          double[] row = new double[4 * n];
          row[i] = pass.effort()[i];
          row[n + i] = 1;
          for (int j = 0; j < n; j++) {
            row[2 * n + j] = -slopes[i][j];
          }
          row[3 * n + i] = -pass.coriolis()[i];
          equations.add(k, i, row, g[i]);
        }
      }
    }
    double[] deviations = new double[n];
    Regression fit = equations.solve(deviations);
    Solved solved = new Solved(equations, deviations, fit, equations.sigma(fit, deviations));
    List<OfJoint> found = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      found.add(joint(i, n, solved, passes));
    }
    return new TorqueFit(found);
  }

  /** What was solved for all joints, with deviations of their residuals and of the unknowns. */
  private record Solved(
      PassEquations equations, double[] deviations, Regression fit, double[] sigma) {}

  private static OfJoint joint(int i, int n, Solved solved, List<SlowPass> passes) {
    Regression fit = solved.fit;
    List<Double> efforts = new ArrayList<>();
    passes.stream().filter(pass -> pass.moved(i)).forEach(pass -> efforts.add(pass.effort()[i]));
    double[] commanded = efforts.stream().mapToDouble(Double::doubleValue).toArray();
    double[] weight = new double[commanded.length];
    double worst = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    int k = 0;
    for (int row = 0; row < solved.equations.size(); row++) {
      if (solved.equations.joint(row) == i) {
        double residual = fit.residual(row) * solved.deviations[i];
        weight[k] = fit.value(i) * commanded[k] + fit.value(n + i) + residual;
        worst = Math.max(worst, Math.abs(residual));
        least = Math.min(least, weight[k]);
        most = Math.max(most, weight[k]);
        k++;
      }
    }
    double range = Math.max(0, most - least);
    double scale = Math.max(1, Math.abs(fit.value(i)));
    double size = Arrays.stream(commanded).map(Math::abs).max().orElse(0);
    return new OfJoint(
        fit.value(i),
        range > ROUNDING * size
            ? Math.hypot(solved.sigma[i], scale * attenuation(commanded, weight))
            : Double.POSITIVE_INFINITY,
        fit.value(n + i),
        k == 0 ? Double.POSITIVE_INFINITY : solved.sigma[n + i],
        range > 0 ? worst / range : 0,
        range,
        Math.max(1, k - 3),
        commanded,
        weight);
  }

  /**
   * By how much scatter of the commands flattens the line at most: (1 − ρ²)/ρ² with the correlation
   * ρ of commands and weight.
   *
   * @return infinite where the weight does not change
   */
  private static double attenuation(double[] commanded, double[] weight) {
    double meanCommand = 0;
    double meanWeight = 0;
    for (int i = 0; i < weight.length; i++) {
      meanCommand += commanded[i] / weight.length;
      meanWeight += weight[i] / weight.length;
    }
    double uu = 0;
    double ww = 0;
    double uw = 0;
    for (int i = 0; i < weight.length; i++) {
      double u = commanded[i] - meanCommand;
      double w = weight[i] - meanWeight;
      uu += u * u;
      ww += w * w;
      uw += u * w;
    }
    return uw == 0 ? Double.POSITIVE_INFINITY : Math.max(0, uu * ww / (uw * uw) - 1);
  }
}
