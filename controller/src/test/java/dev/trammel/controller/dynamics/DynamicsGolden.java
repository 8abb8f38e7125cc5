package dev.trammel.controller.dynamics;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.golden.GoldenArray;
import dev.trammel.controller.golden.GoldenCase;
import dev.trammel.controller.golden.GoldenComparison;
import dev.trammel.controller.golden.GoldenReport;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Compares the mixture, the prior that it gives, and the fits with and without it. The source's
 * horizon of T states has T−1 transitions; its last dynamics are zero.
 */
public final class DynamicsGolden implements GoldenComparison {

  private static final double TOLERANCE = 1e-6;
  private static final Pattern ARRAYS = Pattern.compile("(gmm1?|prior|dyn|lr)_.*|x0(mu|sigma)");
  private static final Pattern PRIOR = Pattern.compile("prior_t(\\d+)_(mu0|Phi)");

  @Override
  public boolean covers(String array) {
    return ARRAYS.matcher(array).matches();
  }

  @Override
  public void compare(GoldenCase golden, Kernels kernels, GoldenReport report) {
    Comparison comparison = new Comparison(golden, kernels, report);
    comparison.mixture();
    comparison.prior();
    comparison.fits();
    comparison.firstState();
  }

  private static final class Comparison {

    private static final int MOST_ITERATIONS = 100;

    private final GoldenCase golden;
    private final Kernels kernels;
    private final GoldenReport report;
    private final TrajectoryBatch batch;
    private final TrajectoryBatch remembered;
    private final DMatrixRMaj points;
    private final GaussianMixture start;
    private final GaussianMixturePrior prior;

    Comparison(GoldenCase golden, Kernels kernels, GoldenReport report) {
      this.golden = golden;
      this.kernels = kernels;
      this.report = report;
      batch = batch(golden.array("in_X"), golden.array("in_U"));
      // the source forgets one trajectory more than its limit says
      int kept = (int) golden.scalar("gmm_points") / batch.steps();
      remembered =
          new TrajectoryBatch(batch.trajectories().subList(batch.size() - kept, batch.size()));
      points = TransitionMemory.of(List.of(remembered)).points();
      start = SourceMixture.start(points, golden.array("in_gmm_cidx").values());
      prior = new GaussianMixturePrior(
          kernels,
          iterate(iterations()).mixture(),
          golden.scalar("prior_m"),
          golden.scalar("prior_n0"));
    }

    /** The source's stop test leaves what the last but one evaluation refitted. */
    private int iterations() {
      int evaluations = (int) golden.scalar("gmm_esteps");
      return evaluations < MOST_ITERATIONS ? evaluations - 1 : MOST_ITERATIONS;
    }

    private MixtureFit iterate(int iterations) {
      return SourceMixture.iterate(kernels, points, start, iterations);
    }

    void mixture() {
      compareMixture("gmm1", iterate(1).mixture());
      MixtureFit end = iterate(iterations());
      compareMixture("gmm", end.mixture());
      if (iterations() < MOST_ITERATIONS) {
        report.compareScalar("gmm_final_loglik", TOLERANCE, end.logLikelihood());
      }
    }

    private void compareMixture(String name, GaussianMixture mixture) {
      List<Gaussian> clusters = mixture.components();
      DMatrixRMaj[] means = clusters.stream().map(Gaussian::mean).toArray(DMatrixRMaj[]::new);
      DMatrixRMaj[] covariances =
          clusters.stream().map(Gaussian::covariance).toArray(DMatrixRMaj[]::new);
      double[] logMasses =
          mixture.logMasses().stream().mapToDouble(Double::doubleValue).toArray();
      report.compare(name + "_mu", TOLERANCE, means);
      report.compare(name + "_sigma", TOLERANCE, covariances);
      report.compare(name + "_logmass", TOLERANCE, logMasses);
    }

    void prior() {
      for (String array : golden.arrays()) {
        Matcher matcher = PRIOR.matcher(array);
        if (matcher.matches()) {
          int t = Integer.parseInt(matcher.group(1));
          NormalInverseWishart ours = prior.at(pointsOf(t), t);
          boolean mean = matcher.group(2).equals("mu0");
          report.compare(array, TOLERANCE, mean ? ours.mean.data : ours.scatter.data);
        }
      }
    }

    void fits() {
      compareFit("dyn", prior);
      if (golden.has("lr_Fm")) {
        // the source divides by N, whatever the number of unknowns
        NormalInverseWishart flat = NormalInverseWishart.flat(points.numCols, 0);
        compareFit("lr", (stepPoints, step) -> flat);
      }
    }

    private void compareFit(String name, DynamicsPrior given) {
      // the source regularises every entry, not the diagonal
      int q = batch.stateSize() + batch.inputSize();
      DMatrixRMaj everywhere = new DMatrixRMaj(q, q);
      CommonOps_DDRM.fill(everywhere, golden.scalar("regularization"));
      FitSettings settings =
          FitSettings.defaults().withRegularisation(new Regularisation.Matrix(everywhere));
      LinearGaussianDynamics model =
          new DynamicsFitter(kernels, settings).fit(batch, given).model();
      report.compare(name + "_Fm", TOLERANCE, withZero(model.transitions));
      report.compare(name + "_fv", TOLERANCE, withZero(model.offsets));
      report.compare(name + "_covar", TOLERANCE, withZero(model.covariances));
    }

    /** The source divides the last term alone by the number of points. */
    void firstState() {
      int n = batch.stateSize();
      DMatrixRMaj states = firstStates(batch);
      Gaussian own = gaussian(states);
      Gaussian memory = gaussian(firstStates(remembered));
      DMatrixRMaj atMean = new DMatrixRMaj(batch.size(), n);
      for (int i = 0; i < batch.size(); i++) {
        CommonOps_DDRM.insert(CommonOps_DDRM.transpose(own.mean(), null), atMean, i, 0);
      }
      DMatrixRMaj sigma = new NormalInverseWishart(memory.mean(), new DMatrixRMaj(n, n), n, n)
          .posterior(atMean, ones(batch.size()))
          .mode()
          .covariance();
      for (int r = 0; r < n; r++) {
        double floored = Math.max(own.covariance().get(r, r), 1e-6);
        sigma.add(r, r, floored + n * memory.covariance().get(r, r));
      }
      report.compare("x0mu", TOLERANCE, own.mean().data);
      report.compare("x0sigma", TOLERANCE, sigma.data);
    }

    private static Gaussian gaussian(DMatrixRMaj states) {
      return NormalInverseWishart.flat(states.numCols, 0)
          .posterior(states, ones(states.numRows))
          .mode();
    }

    private DMatrixRMaj firstStates(TrajectoryBatch of) {
      DMatrixRMaj states = new DMatrixRMaj(of.size(), of.stateSize());
      for (int i = 0; i < of.size(); i++) {
        for (int r = 0; r < of.stateSize(); r++) {
          states.set(i, r, of.get(i).state(0, r));
        }
      }
      return states;
    }

    private DMatrixRMaj pointsOf(int t) {
      double[][] rows = new double[batch.size()][points.numCols];
      for (int i = 0; i < rows.length; i++) {
        Transitions.copy(batch.get(i), t, rows[i]);
      }
      return new DMatrixRMaj(rows);
    }

    private static double[] ones(int count) {
      double[] ones = new double[count];
      Arrays.fill(ones, 1);
      return ones;
    }

    private static DMatrixRMaj[] withZero(DMatrixRMaj[] matrices) {
      DMatrixRMaj[] longer = Arrays.copyOf(matrices, matrices.length + 1);
      longer[matrices.length] = matrices[0].createLike();
      return longer;
    }

    private static TrajectoryBatch batch(GoldenArray X, GoldenArray U) {
      int steps = X.length(1) - 1;
      List<Trajectory> trajectories = new ArrayList<>();
      for (int i = 0; i < X.length(0); i++) {
        double[][] states = rows(X.at(i), steps + 1);
        double[][] inputs = rows(U.at(i), steps);
        trajectories.add(new Trajectory(
            states,
            new double[steps + 1][1],
            inputs,
            inputs,
            Collections.nCopies(steps, CycleStatus.OK)));
      }
      return new TrajectoryBatch(trajectories);
    }

    private static double[][] rows(DMatrixRMaj matrix, int count) {
      double[][] rows = new double[count][];
      for (int t = 0; t < count; t++) {
        rows[t] = Arrays.copyOfRange(matrix.data, t * matrix.numCols, (t + 1) * matrix.numCols);
      }
      return rows;
    }
  }
}
