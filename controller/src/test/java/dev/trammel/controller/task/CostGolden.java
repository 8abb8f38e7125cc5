package dev.trammel.controller.task;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.golden.GoldenArray;
import dev.trammel.controller.golden.GoldenCase;
import dev.trammel.controller.golden.GoldenComparison;
import dev.trammel.controller.golden.GoldenReport;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;

/**
 * Norms, and the quadratic cost of samples. The source weights the square by w and the other two
 * norms by w², and has no terminal state: here one is put behind, and not compared.
 */
public final class CostGolden implements GoldenComparison {

  private static final Pattern ARRAYS =
      Pattern.compile("cost_(l1l2_(l|lx|lxx)|logl2_(l|lx)|Cm|cv|cc|cs)");
  private static final double TOLERANCE = 1e-6;

  @Override
  public boolean covers(String array) {
    return ARRAYS.matcher(array).matches();
  }

  @Override
  public void compare(GoldenCase golden, Kernels kernels, GoldenReport report) {
    if (golden.has("in_cost_d")) {
      compareNorms(golden, report);
    }
    if (golden.has("in_X")) {
      compareSamples(golden, report);
    }
  }

  private static void compareNorms(GoldenCase golden, GoldenReport report) {
    SmoothNorm length = new SmoothNorm(0, 0.7, 0, 0.01, SmoothNorm.Curvature.EXACT);
    SmoothNorm logarithm = new SmoothNorm(0, 0, 0.7, 0.01, SmoothNorm.Curvature.EXACT);
    int count = golden.array("in_cost_d").length(0);
    int n = golden.array("in_cost_J").length(2);
    for (String name : List.of("l1l2", "logl2")) {
      SmoothNorm second = name.equals("l1l2") ? length : logarithm;
      double[] values = new double[count];
      DMatrixRMaj[] gradients = new DMatrixRMaj[count];
      DMatrixRMaj[] hessians = new DMatrixRMaj[count];
      for (int i = 0; i < count; i++) {
        CostExpansion expansion = new CostExpansion(n, 0);
        norms(golden, i, 1.3, second)
            .addExpansion(0, new DMatrixRMaj(n, 1), new DMatrixRMaj(0, 1), expansion);
        values[i] = expansion.value;
        gradients[i] = expansion.gradient;
        hessians[i] = expansion.hessian;
      }
      report.compare("cost_" + name + "_l", TOLERANCE, values);
      report.compare("cost_" + name + "_lx", TOLERANCE, gradients);
      if (name.equals("l1l2")) {
        report.compare("cost_l1l2_lxx", TOLERANCE, hessians);
      }
    }
  }

  private static Cost norms(GoldenCase golden, int i, double l2, SmoothNorm second) {
    Residual residual = new FixedResidual(
        golden.array("in_cost_d").at(i).data, golden.array("in_cost_J").at(i));
    return norms(residual, golden.array("in_cost_wp").at(i).data, l2, second, 1);
  }

  private static Cost norms(
      Residual residual, double[] wp, double l2, SmoothNorm second, int steps) {
    SmoothNorm square = new SmoothNorm(l2, 0, 0, 1, SmoothNorm.Curvature.EXACT);
    double[] squared = Arrays.stream(wp).map(w -> w * w).toArray();
    double[] always = ones(steps + 1);
    return new CostSum(List.of(
        new NormCost(residual, wp, square, always),
        new NormCost(residual, squared, second, always)));
  }

  private static void compareSamples(GoldenCase golden, GoldenReport report) {
    GoldenArray X = golden.array("in_X");
    int N = X.length(0);
    int T = X.length(1);
    SampledCosts ours = QuadraticCosts.average(cost(golden, T), batch(golden, N, T));
    double[] costs = new double[N * T];
    for (int i = 0; i < N; i++) {
      System.arraycopy(ours.costs()[i], 0, costs, i * T, T);
    }
    report.compare("cost_cs", TOLERANCE, costs);
    QuadraticCost average = ours.average();
    report.compare("cost_Cm", TOLERANCE, Arrays.copyOf(average.hessians, T));
    report.compare("cost_cv", TOLERANCE, Arrays.copyOf(average.gradients, T));
    report.compare("cost_cc", TOLERANCE, Arrays.copyOf(average.constants, T));
  }

  /** The cost of a case, over T steps. */
  public static Cost cost(GoldenCase golden, int T) {
    double[] target = golden.array("in_sys_target").values();
    double[] wu = golden.array("in_sys_wu").values();
    SmoothNorm length = new SmoothNorm(
        0, scalar(golden, "l1"), 0, scalar(golden, "alpha"), SmoothNorm.Curvature.EXACT);
    int[] all = new int[target.length];
    Arrays.setAll(all, i -> i);
    Residual state = EntryResidual.ofState(all, TargetPath.constant(target));
    Residual input = EntryResidual.ofInput(target.length, wu.length);
    double[] wp = golden.array("in_sys_wp").values();
    return new CostSum(List.of(
        norms(state, wp, scalar(golden, "l2"), length, T),
        new NormCost(input, wu, SmoothNorm.square(), ones(T + 1))));
  }

  private static TrajectoryBatch batch(GoldenCase golden, int N, int T) {
    List<Trajectory> trajectories = new ArrayList<>();
    for (int i = 0; i < N; i++) {
      double[][] x = rows(golden.array("in_X").at(i));
      double[][] u = rows(golden.array("in_U").at(i));
      double[][] states = Arrays.copyOf(x, T + 1);
      states[T] = x[T - 1];
      List<CycleStatus> ok = Collections.nCopies(T, CycleStatus.OK);
      trajectories.add(new Trajectory(states, states, u, u, ok));
    }
    return new TrajectoryBatch(trajectories);
  }

  private static double scalar(GoldenCase golden, String name) {
    return golden.array("in_sys_" + name).values()[0];
  }

  private static double[][] rows(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][];
    Arrays.setAll(
        rows, i -> Arrays.copyOfRange(matrix.data, i * matrix.numCols, (i + 1) * matrix.numCols));
    return rows;
  }

  private static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** A deviation and Jacobian that are given. */
  private record FixedResidual(double[] given, DMatrixRMaj jacobian) implements Residual {

    @Override
    public int size() {
      return given.length;
    }

    @Override
    public int[] entries() {
      int[] all = new int[jacobian.numCols];
      Arrays.setAll(all, i -> i);
      return all;
    }

    @Override
    public boolean usesInput() {
      return false;
    }

    @Override
    public void evaluate(int step, DMatrixRMaj x, DMatrixRMaj u, double[] d) {
      System.arraycopy(given, 0, d, 0, given.length);
    }

    @Override
    public void jacobian(int step, DMatrixRMaj x, DMatrixRMaj u, double[][] J) {
      for (int i = 0; i < J.length; i++) {
        System.arraycopy(jacobian.data, i * jacobian.numCols, J[i], 0, jacobian.numCols);
      }
    }
  }
}
