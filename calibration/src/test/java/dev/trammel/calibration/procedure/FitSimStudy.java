package dev.trammel.calibration.procedure;

import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Hidden;
import dev.trammel.hardware.hidden.Truth;
import dev.trammel.hardware.hidden.TruthTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How well fit-sim finds what many hidden robots are, without a wire, as fast as it goes:
 *
 * <pre>FitSimStudy TASK FIRST END HIDDEN REPEATS   with HIDDEN as trammel device --hidden</pre>
 */
public final class FitSimStudy {

  private final Task task;
  private final Map<Quantity, List<double[]>> errors = new TreeMap<>();
  private final Map<String, Integer> verdicts = new TreeMap<>();

  private FitSimStudy(Task task) {
    this.task = task;
  }

  /** Goes through seeds. */
  public static void main(String[] args) throws IOException {
    FitSimStudy study =
        new FitSimStudy(TaskReader.read(TaskCatalog.shipped().find(args[0]), List.of()));
    for (int seed = Integer.parseInt(args[1]); seed < Integer.parseInt(args[2]); seed++) {
      study.ask(Hidden.of(args[3], seed), Integer.parseInt(args[4]));
    }
    study.table();
  }

  private void ask(Hidden hidden, int repeats) {
    EmulatedBench bench = new EmulatedBench(
        EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 1, hidden, true)));
    bench.open();
    BenchRobot robot = new BenchRobot(task.plant(), bench.nameplate(), Optional.empty());
    long begin = System.nanoTime();
    Findings found = new FitSim().run(new DirectSession(robot, bench, hidden.seed(), repeats));
    System.out.printf(
        Locale.ROOT, "seed %d, %.0f s%n", hidden.seed(), (System.nanoTime() - begin) / 1e9);
    Truth truth = hidden.truth(task.plant().robot(), task.plant().world().gravity());
    judge(found, TruthTable.of(task.plant(), truth));
    found
        .numbers()
        .forEach((name, value) -> System.out.printf(Locale.ROOT, "  %s %.4g%n", name, value));
    for (Judgement judgement : found.judgements()) {
      System.out.println("  " + judgement);
      verdicts.merge(judgement.subject() + " " + judgement.verdict(), 1, Integer::sum);
    }
  }

  private void judge(Findings found, SortedMap<Parameter, Double> truth) {
    for (Map.Entry<Parameter, Estimate> entry : found.estimates().entrySet()) {
      Double real = truth.get(entry.getKey());
      if (real != null) {
        Estimate estimate = entry.getValue();
        double half = estimate.half();
        double off = (estimate.value() - real) / Math.max(half, 1e-15);
        double share = Math.abs(estimate.value() / real - 1);
        errors
            .computeIfAbsent(entry.getKey().quantity(), quantity -> new ArrayList<>())
            .add(new double[] {share, off, estimate.identifiable() ? 1 : 0});
        if (entry.getKey().quantity().of() == Quantity.Of.JOINT) {
          System.out.printf(
              Locale.ROOT,
              "  %s true %.5g found %.5g ± %.2g, off by %.2f of it%n",
              entry.getKey(),
              real,
              estimate.value(),
              half,
              off);
        }
      }
    }
  }

  private void table() {
    errors.forEach((quantity, rows) -> {
      List<double[]> known = rows.stream().filter(row -> row[2] > 0).toList();
      double[] shares = known.stream().mapToDouble(row -> row[0]).sorted().toArray();
      long covered = known.stream().filter(row -> Math.abs(row[1]) <= 1).count();
      System.out.printf(
          Locale.ROOT,
          "%s | %d | known %d | median %.3g | p95 %.3g | covered %.0f %%%n",
          quantity.key(),
          rows.size(),
          known.size(),
          quantile(shares, 0.5),
          quantile(shares, 0.95),
          100.0 * covered / Math.max(1, known.size()));
    });
    System.out.println(verdicts);
  }

  private static double quantile(double[] sorted, double share) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * (sorted.length - 1))];
  }
}
