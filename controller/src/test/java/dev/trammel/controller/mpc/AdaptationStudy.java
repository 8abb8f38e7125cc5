package dev.trammel.controller.mpc;

import dev.trammel.controller.dynamics.AdaptationSettings;
import dev.trammel.controller.dynamics.DynamicsFitter;
import dev.trammel.controller.dynamics.FitSettings;
import dev.trammel.controller.dynamics.GaussianMixture;
import dev.trammel.controller.dynamics.GlobalPrior;
import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.dynamics.MixtureFitter;
import dev.trammel.controller.dynamics.MixtureSettings;
import dev.trammel.controller.dynamics.RegressorScale;
import dev.trammel.controller.dynamics.SmoothedSlopes;
import dev.trammel.controller.dynamics.TransitionMemory;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.mpc.ChangingBody.Change;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Prints how well models predict before and after a body changes; a program to run by hand, not a
 * test. Each figure is the error of a prediction so many steps ahead, from the state and under the
 * inputs of the episode, as a part of that of the model that does not adapt: before the change, in
 * the first 20 steps after it, until 60, and later.
 */
final class AdaptationStudy {

  static final int STEPS = 200;
  static final int FROM = 80;
  private static final int[] AHEAD = {1, 10, 20};
  private static final int EPISODES = 20;

  /** Errors below this part of a state's deviation count as no smaller. */
  private static final double LEAST = 1e-3;

  private final ChangingBody body;
  private final TrajectoryBatch offline;
  private final RegressorScale scale;
  private final DMatrixRMaj[] meanStates = new DMatrixRMaj[STEPS];
  private final DMatrixRMaj[] meanInputs = new DMatrixRMaj[STEPS];

  AdaptationStudy(ChangingBody body, SplittableRandom random) {
    this.body = body;
    offline = body.runs(EPISODES, STEPS, random);
    scale = RegressorScale.of(offline);
    for (int t = 0; t < STEPS; t++) {
      meanStates[t] = new DMatrixRMaj(body.stateSize(), 1);
      meanInputs[t] = new DMatrixRMaj(body.inputSize(), 1);
      for (Trajectory episode : offline.trajectories()) {
        for (int i = 0; i < body.stateSize(); i++) {
          meanStates[t].data[i] += episode.state(t, i) / EPISODES;
        }
        for (int j = 0; j < body.inputSize(); j++) {
          meanInputs[t].data[j] += episode.applied(t, j) / EPISODES;
        }
      }
    }
  }

  public static void main(String[] arguments) {
    for (double gravity : new double[] {0, 8}) {
      for (int[] size : new int[][] {{2, 1}, {7, 7}, {13, 7}}) {
        for (Change change : new Change[] {Change.DAMPING_DOUBLED, Change.MASS_ADDED}) {
          print(size[0], size[1], gravity, change);
        }
      }
    }
  }

  private static void print(int joints, int m, double gravity, Change change) {
    System.out.println(
        "n=" + 2 * joints + " m=" + m + " " + (gravity == 0 ? "linear" : "bent") + " " + change);
    Map<String, Errors> errors = new LinkedHashMap<>();
    for (long seed = 1; seed <= 3; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      AdaptationStudy study =
          new AdaptationStudy(new ChangingBody(joints, m, gravity, seed), random);
      Trajectory episode = study.body.run(STEPS, change, FROM, random);
      study
          .variants()
          .forEach((name, variant) -> study.follow(
              episode, change, variant, errors.computeIfAbsent(name, key -> new Errors())));
    }
    for (String base : List.of("fitted", "smooth 10", "smooth all", "mixture", "known")) {
      Errors without = Objects.requireNonNull(errors.get(base));
      System.out.println("  " + base + ": " + without.text(null));
      errors.forEach((name, value) -> {
        if (name.startsWith(base + ",")) {
          System.out.printf(Locale.ROOT, "    %-34s %s%n", name, value.text(without));
        }
      });
    }
  }

  private Map<String, HorizonModel> variants() {
    LinearGaussianDynamics fitted = new DynamicsFitter(Kernels.rows(), FitSettings.defaults())
        .fit(offline, new GlobalPrior(TransitionMemory.of(List.of(offline)), 5))
        .model();
    DMatrixRMaj[] noise = {new DMatrixRMaj(body.stateSize(), body.stateSize())};
    for (int i = 0; i < body.stateSize(); i++) {
      noise[0].set(i, i, body.deviation(i) * body.deviation(i));
    }
    Map<String, HorizonModel> variants = new LinkedHashMap<>();
    addVariants("fitted", new FittedHorizon(fitted), fitted.covariances, variants);
    LinearGaussianDynamics smooth = SmoothedSlopes.of(fitted, meanStates, meanInputs, 10);
    addVariants("smooth 10", new FittedHorizon(smooth), fitted.covariances, variants);
    LinearGaussianDynamics flat = SmoothedSlopes.of(fitted, meanStates, meanInputs, STEPS);
    addVariants("smooth all", new FittedHorizon(flat), fitted.covariances, variants);
    GaussianMixture mixture = new MixtureFitter(Kernels.rows(), MixtureSettings.defaults(), 1)
        .fit(TransitionMemory.of(List.of(offline)).points())
        .mixture();
    addVariants(
        "mixture",
        new MixtureHorizon(mixture, body.stateSize(), STEPS),
        fitted.covariances,
        variants);
    addVariants("known", new KnownHorizon(body, STEPS), noise, variants);
    return variants;
  }

  private void addVariants(
      String name, HorizonModel base, DMatrixRMaj[] noise, Map<String, HorizonModel> variants) {
    AdaptationSettings standard = AdaptationSettings.defaults();
    variants.put(name, base);
    Map<String, AdaptationSettings> settings = new LinkedHashMap<>();
    settings.put("as it is", standard);
    settings.put("no evidence asked", standard.withEvidence(0));
    settings.put("forgetting 0.9", standard.withForgetting(0.9));
    settings.put("forgetting 0.98", standard.withForgetting(0.98));
    settings.put("strength 1", standard.withStrength(1));
    settings.put("strength 10", standard.withStrength(10));
    variants.put(
        name + ", moments of the state",
        new JointMoments(base, noise, meanStates, meanInputs, scale));
    settings.forEach((what, value) ->
        variants.put(name + ", " + what, new AdaptingHorizon(base, noise, scale, value)));
  }

  private void follow(Trajectory episode, Change change, HorizonModel model, Errors errors) {
    DMatrixRMaj[] x = new DMatrixRMaj[STEPS + 1];
    DMatrixRMaj[] u = new DMatrixRMaj[STEPS];
    Arrays.setAll(x, t -> new DMatrixRMaj(body.stateSize(), 1));
    Arrays.setAll(u, t -> new DMatrixRMaj(body.inputSize(), 1));
    for (int t = 0; t <= STEPS; t++) {
      episode.copyState(t, x[t].data, 0);
      if (t < STEPS) {
        episode.copyApplied(t, u[t].data, 0);
      }
    }
    for (int t = 0; t < STEPS; t++) {
      if (t >= FROM - 40 && t % 4 == 0 && t + 20 <= STEPS && (t <= FROM - 20 || t >= FROM)) {
        predict(t, x[t], u, change, model, errors);
      }
      body.apply(Change.NONE);
      if (model instanceof AdaptingHorizon adapting) {
        adapting.observe(t, x[t], u[t], x[t + 1]);
      } else if (model instanceof JointMoments moments) {
        moments.observe(x[t], u[t], x[t + 1]);
      }
    }
  }

  private void predict(
      int from,
      DMatrixRMaj start,
      DMatrixRMaj[] u,
      Change change,
      HorizonModel model,
      Errors errors) {
    DMatrixRMaj predicted = start.copy();
    DMatrixRMaj truth = start.copy();
    DMatrixRMaj next = start.copy();
    int phase = from < FROM ? 0 : from < FROM + 20 ? 1 : from < FROM + 60 ? 2 : 3;
    for (int k = 1; k <= 20; k++) {
      int t = from + k - 1;
      body.apply(Change.NONE);
      model.step(t, predicted, u[t], next);
      predicted.setTo(next);
      body.apply(t < FROM ? Change.NONE : change);
      body.step(truth, u[t], next);
      truth.setTo(next);
      int index = Arrays.binarySearch(AHEAD, k);
      if (index >= 0) {
        double square = 0;
        for (int i = 0; i < body.stateSize(); i++) {
          double error = (predicted.data[i] - truth.data[i]) / scale.spread(i);
          square += error * error / body.stateSize();
        }
        errors.add(index, phase, square);
      }
    }
    body.apply(Change.NONE);
  }

  /** Mean squares by how far ahead, and when. */
  private static final class Errors {

    private final List<List<List<Double>>> squares = new ArrayList<>();

    Errors() {
      for (int ahead = 0; ahead < AHEAD.length; ahead++) {
        squares.add(
            List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
      }
    }

    void add(int ahead, int phase, double square) {
      squares.get(ahead).get(phase).add(square);
    }

    double root(int ahead, int phase) {
      return Math.sqrt(squares.get(ahead).get(phase).stream()
          .mapToDouble(Double::doubleValue)
          .average()
          .orElseThrow());
    }

    /** As parts of others, or in deviations of the states. */
    String text(@Nullable Errors others) {
      StringBuilder text = new StringBuilder();
      for (int ahead = 0; ahead < AHEAD.length; ahead++) {
        text.append(" | ").append(AHEAD[ahead]).append(" ahead");
        for (int phase = 0; phase < 4; phase++) {
          double part = others == null
              ? root(ahead, phase)
              : root(ahead, phase) / Math.max(others.root(ahead, phase), LEAST);
          text.append(String.format(Locale.ROOT, others == null ? " %5.3f" : " %5.2f", part));
        }
      }
      return text.toString();
    }
  }
}
