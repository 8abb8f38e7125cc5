package dev.trammel.controller.lqr;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.golden.GoldenCase;
import dev.trammel.controller.golden.GoldenComparison;
import dev.trammel.controller.golden.GoldenReport;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.task.QuadraticCost;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Compares the sweeps and the KL-bounded update. */
public final class LqrGolden implements GoldenComparison {

  private static final double TOLERANCE = 1e-6;
  private static final double PER_STEP_TOLERANCE = 1e-5;
  private static final double LAST_MOVE_OF_ETA = 1e-3;
  private static final Pattern ARRAYS = Pattern.compile("(bwd|fwd|upd|nonpd)_.*");

  @Override
  public boolean covers(String array) {
    return ARRAYS.matcher(array).matches();
  }

  @Override
  public void compare(GoldenCase golden, Kernels kernels, GoldenReport report) {
    new Comparison(golden, kernels, report).all();
  }

  private static final class Comparison {

    private final GoldenCase golden;
    private final Kernels kernels;
    private final GoldenReport report;
    private final LinearGaussianDynamics model;
    private final QuadraticCost cost;
    private final LinearGaussianController previous;
    private final TrajectoryDistribution before;

    Comparison(GoldenCase golden, Kernels kernels, GoldenReport report) {
      this.golden = golden;
      this.kernels = kernels;
      this.report = report;
      previous = GoldenProblem.first(golden);
      model = GoldenProblem.model(golden);
      cost = GoldenProblem.cost(golden, 0);
      before = TrajectoryDistribution.of(kernels, model, previous);
    }

    void all() {
      report.compareScalar("cost_est_pol0", TOLERANCE, before.expectedCost(cost));
      compareBackwardPass();
      compareTrace();
      compareAt("upd_prevdistr", "upd_prevdistr_eta", before);
      comparePerStep();
      compareIndefinite();
    }

    private void compareBackwardPass() {
      LinearGaussianController best = compareGains("bwd_eta1", cost, 1);
      TrajectoryDistribution expected = TrajectoryDistribution.of(kernels, model, best);
      double[] divergence = TrajectoryDivergence.perStep(kernels, expected, best, previous);
      report.compare("bwd_eta1_kl_per_t", TOLERANCE, divergence);
      report.compareScalar("bwd_eta1_kl", TOLERANCE, Arrays.stream(divergence).sum());
      report.compareScalar("cost_est_bwd_eta1", TOLERANCE, expected.expectedCost(cost));
      Gaussian[] marginals = new Gaussian[model.steps()];
      Arrays.setAll(marginals, expected::joint);
      report.compare("fwd_mu", TOLERANCE, map(marginals, Gaussian::mean));
      report.compare("fwd_sigma_diag", TOLERANCE, map(marginals, Comparison::diagonal));
    }

    private void compareTrace() {
      double[] etas = golden.column("upd_trace", "eta");
      double[] divergences = golden.column("upd_trace", "kl");
      double[] ours = Arrays.stream(etas)
          .map(eta -> TrajectoryDivergence.total(kernels, model, best(cost, eta), previous))
          .toArray();
      report.check("upd_trace (KL)", TOLERANCE, ours, divergences);
      LinearGaussianController best = compareGains("upd", cost, golden.scalar("upd_eta"));
      report.compareScalar(
          "upd_kl", TOLERANCE, TrajectoryDivergence.total(kernels, model, best, previous));
      report.compareScalar(
          "upd_cost_est",
          TOLERANCE,
          TrajectoryDistribution.of(kernels, model, best).expectedCost(cost));
    }

    private void compareAt(String name, String etaName, TrajectoryDistribution states) {
      if (golden.has(etaName)) {
        double[] eta = golden.array(etaName).values();
        report.compare(etaName, 0, eta);
        LinearGaussianController best = compareGains(name, cost, eta[0]);
        double[] divergence = TrajectoryDivergence.perStep(kernels, states, best, previous);
        double[] total = {Arrays.stream(divergence).sum()};
        report.compare(name + "_kl_per_t", TOLERANCE, total);
      }
    }

    private void compareIndefinite() {
      if (golden.hasScalar("nonpd_Cuu_shift")) {
        QuadraticCost shifted = GoldenProblem.cost(golden, golden.scalar("nonpd_Cuu_shift"));
        compareGains("nonpd", shifted, golden.scalar("nonpd_eta_out"));
      }
    }

    /**
     * The source leaves the divergence out of the cost-to-go when each step has its own eta: every
     * step is then a problem of one step, with what the new controller will cost after it. And
     * where it stops at its last iteration it has moved every eta but the last once more: what is
     * stored is a step of its gradient method beyond the etas of the controller beside it. Those
     * are read off the covariances; gains, offsets and divergences must then agree.
     */
    private void comparePerStep() {
      if (!golden.has("upd_perstep_eta")) {
        return;
      }
      GreedyController source = new GreedyController(kernels, model, cost, previous);
      LinearGaussianController greedy =
          source.at(golden.array("upd_perstep_pol_covar").slices());
      report.compare("upd_perstep_eta", LAST_MOVE_OF_ETA, source.etas());
      compareGains("upd_perstep", PER_STEP_TOLERANCE, greedy);
      TrajectoryDistribution expected = TrajectoryDistribution.of(kernels, model, greedy);
      report.compare(
          "upd_perstep_kl_per_t",
          PER_STEP_TOLERANCE,
          TrajectoryDivergence.perStep(kernels, expected, greedy, previous));
    }

    private LinearGaussianController compareGains(String name, QuadraticCost cost, double eta) {
      return compareGains(name, TOLERANCE, best(cost, eta));
    }

    private LinearGaussianController compareGains(
        String name, double tolerance, LinearGaussianController best) {
      int[] steps = IntStream.range(0, best.steps()).toArray();
      DMatrixRMaj[] K = Arrays.stream(steps).mapToObj(best::gain).toArray(DMatrixRMaj[]::new);
      DMatrixRMaj[] k = Arrays.stream(steps).mapToObj(best::offset).toArray(DMatrixRMaj[]::new);
      DMatrixRMaj[] C = Arrays.stream(steps).mapToObj(best::covariance).toArray(DMatrixRMaj[]::new);
      report.compare(name + "_K", tolerance, K);
      report.compare(name + "_k", tolerance, k);
      report.compare(name + "_pol_covar", tolerance, C);
      return best;
    }

    /** The best controller at an η, by the sweep that the update uses. */
    private LinearGaussianController best(QuadraticCost cost, double eta) {
      LqrProblem problem =
          new LqrProblem(kernels, model.steps(), model.stateSize(), model.inputSize());
      problem.setCost(cost);
      problem.setDynamics(model);
      return GreedyController.solve(problem, previous, eta);
    }

    private static DMatrixRMaj diagonal(Gaussian gaussian) {
      DMatrixRMaj diagonal = new DMatrixRMaj(gaussian.size(), 1);
      CommonOps_DDRM.extractDiag(gaussian.covariance(), diagonal);
      return diagonal;
    }

    private static DMatrixRMaj[] map(Gaussian[] marginals, Function<Gaussian, DMatrixRMaj> part) {
      return Arrays.stream(marginals).map(part).toArray(DMatrixRMaj[]::new);
    }
  }
}
