package dev.trammel.controller.mpc;

import dev.trammel.controller.dynamics.AdaptationSettings;
import dev.trammel.controller.dynamics.OnlineRegression;
import dev.trammel.controller.dynamics.RegressorScale;
import dev.trammel.controller.mpc.ChangingBody.Change;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * Prints how soon a guard notices a body that changes, how long until adaptation has made the model
 * sound again, and what an update costs; a program to run by hand, not a test.
 */
final class GuardStudy {

  private static final int STEPS = 200;
  private static final int FROM = 80;
  private static final int EPISODES = 20;

  private GuardStudy() {}

  public static void main(String[] arguments) {
    for (int[] size : new int[][] {{2, 1}, {7, 7}, {13, 7}}) {
      for (Change change : Change.values()) {
        for (double inflation : new double[] {1, 2, 3}) {
          follow(size[0], size[1], change, Double.POSITIVE_INFINITY, inflation);
          follow(size[0], size[1], change, 3, inflation);
        }
      }
    }
    for (int[] size : new int[][] {{2, 1}, {7, 7}, {13, 7}}) {
      time(size[0], size[1]);
    }
  }

  private static void follow(int joints, int m, Change change, double strength, double inflation) {
    List<Integer> delays = new ArrayList<>();
    List<Integer> wrong = new ArrayList<>();
    long falseAlarms = 0;
    long beyond = 0;
    int unnoticed = 0;
    for (long seed = 1; seed <= EPISODES; seed++) {
      ChangingBody body = new ChangingBody(joints, m, 8, seed);
      SplittableRandom random = new SplittableRandom(seed);
      AdaptingHorizon model = adapting(body, strength, random);
      InnovationGuard guard =
          new InnovationGuard(body.stateSize(), GuardSettings.defaults().withInflation(inflation));
      Trajectory episode = body.run(STEPS, change, FROM, random);
      int delay = -1;
      int steps = 0;
      for (int t = 0; t < STEPS; t++) {
        observe(model, episode, t);
        GuardVerdict verdict = guard.observe(model.innovation(), model.innovationCovariance());
        if (t == FROM - 1) {
          falseAlarms += guard.counts().alarms();
        } else if (t >= FROM && verdict != GuardVerdict.SOUND) {
          delay = delay < 0 ? t - FROM : delay;
          steps++;
        }
      }
      beyond += guard.counts().beyond();
      if (delay < 0) {
        unnoticed++;
      } else {
        delays.add(delay + 1);
      }
      wrong.add(steps);
    }
    System.out.printf(
        Locale.ROOT,
        "n=%d m=%d %-15s %-8s inflation %.0f: false alarms %d in %d; noticed after %s"
            + " (median, worst), unnoticed %d of %d; not sound for %s of %d steps, beyond %.1f%n",
        2 * joints,
        m,
        change,
        Double.isInfinite(strength) ? "fixed" : "adapting",
        inflation,
        falseAlarms,
        EPISODES * FROM,
        spread(delays),
        unnoticed,
        EPISODES,
        spread(wrong),
        STEPS - FROM,
        (double) beyond / EPISODES);
  }

  private static String spread(List<Integer> values) {
    if (values.isEmpty()) {
      return "-";
    }
    int[] sorted = values.stream().mapToInt(Integer::intValue).sorted().toArray();
    return sorted[sorted.length / 2] + ", " + sorted[sorted.length - 1];
  }

  private static AdaptingHorizon adapting(
      ChangingBody body, double strength, SplittableRandom random) {
    DMatrixRMaj noise = new DMatrixRMaj(body.stateSize(), body.stateSize());
    for (int i = 0; i < body.stateSize(); i++) {
      noise.set(i, i, body.deviation(i) * body.deviation(i));
    }
    return new AdaptingHorizon(
        new KnownHorizon(body, STEPS),
        new DMatrixRMaj[] {noise},
        RegressorScale.of(body.runs(3, STEPS, random)),
        AdaptationSettings.defaults().withStrength(strength));
  }

  private static void observe(AdaptingHorizon model, Trajectory episode, int t) {
    DMatrixRMaj x = new DMatrixRMaj(episode.stateSize(), 1);
    DMatrixRMaj u = new DMatrixRMaj(episode.inputSize(), 1);
    DMatrixRMaj next = new DMatrixRMaj(episode.stateSize(), 1);
    episode.copyState(t, x.data, 0);
    episode.copyApplied(t, u.data, 0);
    episode.copyState(t + 1, next.data, 0);
    model.observe(t, x, u, next);
  }

  private static void time(int joints, int m) {
    ChangingBody body = new ChangingBody(joints, m, 0, 1);
    SplittableRandom random = new SplittableRandom(1);
    RegressorScale scale = RegressorScale.of(body.runs(2, STEPS, random));
    double[] noise = new double[body.stateSize()];
    Arrays.fill(noise, 1e-4);
    OnlineRegression regression = new OnlineRegression(scale, noise, AdaptationSettings.defaults());
    DMatrixRMaj x = new DMatrixRMaj(body.stateSize(), 1);
    DMatrixRMaj u = new DMatrixRMaj(m, 1);
    DMatrixRMaj residual = new DMatrixRMaj(body.stateSize(), 1);
    double[] nanos = new double[40];
    for (int round = 0; round < nanos.length; round++) {
      long start = System.nanoTime();
      for (int k = 0; k < 1_000; k++) {
        x.data[k % x.numRows] = Math.sin(k);
        residual.data[k % x.numRows] = 0.01 * Math.cos(k);
        regression.observe(x, u, residual);
      }
      nanos[round] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "n=%d m=%d one update: least %.1f µs, median %.1f µs%n",
        body.stateSize(),
        m,
        nanos[0],
        nanos[nanos.length / 2]);
  }
}
