package dev.trammel.controller.policy;

import dev.trammel.controller.dynamics.GaussianMixture;
import dev.trammel.controller.dynamics.Regularisation;
import dev.trammel.controller.dynamics.SourceMixture;
import dev.trammel.controller.golden.GoldenArray;
import dev.trammel.controller.golden.GoldenCase;
import dev.trammel.controller.golden.GoldenComparison;
import dev.trammel.controller.golden.GoldenReport;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.GoldenProblem;
import dev.trammel.controller.lqr.GoldenProblem.AtEta;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.UpdateProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Compares the linearised policy, the controller's step of mirror descent, and an iteration of
 * BADMM, with the source's fixed network as policy.
 */
public final class PolicyGolden implements GoldenComparison {

  private static final double TOLERANCE = 1e-6;
  private static final Pattern ARRAYS = Pattern.compile("(pol|polgmm|polprior|mdgps|badmm)_.*");

  @Override
  public boolean covers(String array) {
    return ARRAYS.matcher(array).matches();
  }

  @Override
  public void compare(GoldenCase golden, Kernels kernels, GoldenReport report) {
    Comparison comparison = new Comparison(golden, kernels, report);
    comparison.linearisations();
    comparison.mirrorDescent();
    comparison.badmm();
  }

  private static final class Comparison {

    private static final double STRENGTH = 1e-4;

    private final GoldenCase golden;
    private final Kernels kernels;
    private final GoldenReport report;
    private final DMatrixRMaj[] states;
    private final DMatrixRMaj[] inputs;
    private final DMatrixRMaj covariance;
    private final DMatrixRMaj points;
    private final int steps;
    private final int n;
    private final int m;
    private final UpdateProblem local;
    private GaussianMixture mixture;

    Comparison(GoldenCase golden, Kernels kernels, GoldenReport report) {
      this.golden = golden;
      this.kernels = kernels;
      this.report = report;
      GoldenNet net = new GoldenNet(golden);
      GoldenArray X = golden.array("in_X");
      steps = X.length(1);
      n = X.length(2);
      m = net.inputSize();
      states = new DMatrixRMaj[steps];
      inputs = new DMatrixRMaj[steps];
      for (int t = 0; t < steps; t++) {
        states[t] = new DMatrixRMaj(X.length(0), n);
        for (int i = 0; i < X.length(0); i++) {
          System.arraycopy(X.at(i).data, t * n, states[t].data, i * n, n);
        }
        inputs[t] = net.inputs(states[t]);
      }
      covariance = net.covariance();
      points = sampleMajor();
      double[] indices = golden.array("in_polgmm_cidx").values();
      mixture = SourceMixture.settled(kernels, points, SourceMixture.start(points, indices));
      local = new UpdateProblem(
          GoldenProblem.model(golden),
          GoldenProblem.cost(golden, 0),
          GoldenProblem.first(golden),
          InputLimits.none(m));
    }

    /** All (x, μ), in the order of the stored clusters. */
    private DMatrixRMaj sampleMajor() {
      int samples = states[0].numRows;
      DMatrixRMaj all = new DMatrixRMaj(samples * steps, n + m);
      for (int i = 0; i < samples; i++) {
        for (int t = 0; t < steps; t++) {
          int row = (i * steps + t) * (n + m);
          System.arraycopy(states[t].data, i * n, all.data, row, n);
          System.arraycopy(inputs[t].data, i * m, all.data, row + n, m);
        }
      }
      return all;
    }

    void linearisations() {
      DMatrixRMaj[] means =
          mixture.components().stream().map(Gaussian::mean).toArray(DMatrixRMaj[]::new);
      double[] logMasses =
          mixture.logMasses().stream().mapToDouble(Double::doubleValue).toArray();
      report.compare("polgmm_mu", TOLERANCE, means);
      report.compare("polgmm_logmass", TOLERANCE, logMasses);
      compare("pol", "S", linearised(mixturePrior()));
      compare("polprior_const", "S", linearised(PolicyPrior.constant(n, m, STRENGTH)));
    }

    /** The source's scatter counts a little less than its mean. */
    private PolicyPrior mixturePrior() {
      double count = points.numRows;
      return PolicyPrior.mixture(kernels, mixture, 1, (count - 2 - n - m) / count);
    }

    /** The source regularises the first step alone, and every entry instead of the diagonal. */
    private LinearGaussianController linearised(PolicyPrior prior) {
      DMatrixRMaj everywhere = new DMatrixRMaj(n, n);
      CommonOps_DDRM.fill(everywhere, 1e-8);
      LinearGaussianController first = new PolicyLinearisation(
              prior, new Regularisation.Matrix(everywhere))
          .of(states, inputs, covariance);
      LinearGaussianController later = new PolicyLinearisation(
              prior, new Regularisation.Diagonal(0))
          .of(states, inputs, covariance);
      IntFunction<LinearGaussianController> at = t -> t == 0 ? first : later;
      return new LinearGaussianController(
          all(t -> at.apply(t).gain(t), steps),
          all(t -> at.apply(t).offset(t), steps),
          all(t -> at.apply(t).covariance(t), steps),
          all(later::nominalState, steps + 1),
          all(later::nominalInput, steps));
    }

    void mirrorDescent() {
      LinearGaussianController policy = linearised(mixturePrior());
      UpdateProblem update = new UpdateProblem(local.model(), local.cost(), policy, local.limits());
      double[] ours = Arrays.stream(golden.column("mdgps_trace", "eta"))
          .map(eta -> AtEta.of(kernels, update, eta).kl())
          .toArray();
      report.check("mdgps_trace (KL)", TOLERANCE, ours, golden.column("mdgps_trace", "kl"));
      AtEta best = AtEta.of(kernels, update, golden.scalar("mdgps_eta"));
      compare("mdgps", "pol_covar", best.controller());
      DMatrixRMaj[] targets = all(t -> LocalTeacher.inputs(best.controller(), t, states[t]), steps);
      report.compare("mdgps_tgt_mu", TOLERANCE, bySample(targets));
    }

    /** The first iteration: its first inner one neither trains the policy nor moves multipliers. */
    void badmm() {
      BadmmSettings settings = BadmmSettings.defaults();
      Badmm badmm = new Badmm(settings);
      BadmmMultipliers multipliers = badmm.initial(steps, n, m);
      List<double[]> searches = searches();
      report.check(
          "badmm inner iterations", 0, new double[] {settings.innerIterations()}, new double[] {
            searches.size()
          });
      List<Double> divergences = new ArrayList<>();
      AtEta best = new AtEta(local.previous(), 0);
      DMatrixRMaj[] targets = {};
      for (int inner = 0; inner < searches.size(); inner++) {
        refit();
        if (inner > 0) {
          targets = sourceTargets(best.controller(), multipliers);
          LinearGaussianController policy = linearised(mixturePrior());
          multipliers = badmm.ascend(multipliers, states, inputs, best.controller(), policy);
        }
        if (inner == searches.size() - 1) {
          double[] kl = Badmm.divergences(local.previous(), states, inputs, covariance);
          multipliers = badmm.reweigh(multipliers, kl, 0);
        }
        for (double eta : searches.get(inner)) {
          best = at(multipliers, eta);
          divergences.add(best.kl());
        }
      }
      report.check(
          "badmm_trace (KL)",
          TOLERANCE,
          divergences.stream().mapToDouble(Double::doubleValue).toArray(),
          golden.column("badmm_trace", "kl"));
      compare("badmm", "pol_covar", best.controller());
      report.compare("badmm_tgt_mu", TOLERANCE, bySample(targets));
      compare(multipliers);
    }

    private void compare(BadmmMultipliers multipliers) {
      report.compare("badmm_lambda_k", TOLERANCE, all(multipliers::mean, steps));
      report.compare("badmm_lambda_K", TOLERANCE, all(multipliers::gain, steps));
      report.compare("badmm_pol_wt", TOLERANCE, multipliers.weights());
      report.compare("badmm_prev_kl", TOLERANCE, multipliers.divergences());
    }

    /** The etas of each inner iteration: a search ends within 10 % of the bound. */
    private List<double[]> searches() {
      double[] etas = golden.column("badmm_trace", "eta");
      double[] divergences = golden.column("badmm_trace", "kl");
      double[] bounds = golden.column("badmm_trace", "bound");
      List<double[]> searches = new ArrayList<>();
      int first = 0;
      for (int e = 0; e < etas.length; e++) {
        if (Math.abs(divergences[e] - bounds[e]) < 0.1 * bounds[e]) {
          searches.add(Arrays.copyOfRange(etas, first, e + 1));
          first = e + 1;
        }
      }
      return searches;
    }

    /** The source continues its mixture at every linearisation. */
    private void refit() {
      mixture = SourceMixture.settled(kernels, points, mixture);
    }

    private AtEta at(BadmmMultipliers multipliers, double eta) {
      LinearGaussianController policy = linearised(mixturePrior());
      return AtEta.of(kernels, Badmm.coupled(local, policy, multipliers), eta);
    }

    /** The source multiplies by the weight where it should divide. */
    private DMatrixRMaj[] sourceTargets(
        LinearGaussianController controller, BadmmMultipliers multipliers) {
      DMatrixRMaj[] targets = new DMatrixRMaj[steps];
      for (int t = 0; t < steps; t++) {
        double squared = multipliers.weight(t) * multipliers.weight(t);
        targets[t] = new DMatrixRMaj(states[t].numRows, m);
        CommonOps_DDRM.add(
            1 - squared,
            LocalTeacher.inputs(controller, t, states[t]),
            squared,
            Badmm.targets(controller, t, states[t], multipliers),
            targets[t]);
      }
      return targets;
    }

    private void compare(String name, String covariances, LinearGaussianController ours) {
      report.compare(name + "_K", TOLERANCE, all(ours::gain, steps));
      report.compare(name + "_k", TOLERANCE, all(ours::offset, steps));
      report.compare(name + "_" + covariances, TOLERANCE, all(ours::covariance, steps));
    }

    /** N of T×m, from T of N×m. */
    private DMatrixRMaj[] bySample(DMatrixRMaj[] bySteps) {
      DMatrixRMaj[] samples = new DMatrixRMaj[bySteps[0].numRows];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = new DMatrixRMaj(steps, m);
        for (int t = 0; t < steps; t++) {
          System.arraycopy(bySteps[t].data, i * m, samples[i].data, t * m, m);
        }
      }
      return samples;
    }

    private static DMatrixRMaj[] all(IntFunction<DMatrixRMaj> part, int count) {
      DMatrixRMaj[] all = new DMatrixRMaj[count];
      Arrays.setAll(all, part);
      return all;
    }
  }
}
