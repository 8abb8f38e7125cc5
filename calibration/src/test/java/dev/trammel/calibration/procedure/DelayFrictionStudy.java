package dev.trammel.calibration.procedure;

import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.calibration.RobotIdentity;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Effects;
import dev.trammel.hardware.hidden.Hidden;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How well delay and friction are found on many hidden robots, without a wire, as fast as it goes:
 *
 * <pre>DelayFrictionStudy QUESTION TASK DEVICES REPEATS HIDDEN [FIRST]   with HIDDEN as trammel device --hidden, or "usual"</pre>
 *
 * <p>The motors' strengths are told to the bench, as a torque run before would have found them.
 */
public final class DelayFrictionStudy {

  private final Task task;
  private final Procedure question;
  private final int repeats;
  private final String family;
  private final Map<String, List<double[]>> errors = new TreeMap<>();
  private final Map<Verdict, Integer> verdicts = new TreeMap<>();
  private int joints;
  private int flagged;

  private DelayFrictionStudy(Task task, Procedure question, int repeats, String family) {
    this.task = task;
    this.question = question;
    this.repeats = repeats;
    this.family = family;
  }

  /** Goes through seeds 0 to N − 1. */
  public static void main(String[] args) throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find(args[1]), List.of());
    Procedure question = args[0].equals("delay") ? new Delay() : new Friction();
    DelayFrictionStudy study =
        new DelayFrictionStudy(task, question, Integer.parseInt(args[3]), args[4]);
    int first = args.length > 5 ? Integer.parseInt(args[5]) : 0;
    for (int seed = first; seed < first + Integer.parseInt(args[2]); seed++) {
      study.ask(seed);
    }
    study.table();
  }

  private void ask(int seed) {
    // the usual family has a known robot for seed 0
    Hidden hidden = family.equals("usual") ? Hidden.usual(seed + 1) : Hidden.of(family, seed);
    List<Effects> truth =
        hidden.truth(task.plant().robot(), task.plant().world().gravity()).joints();
    EmulatedBench bench = new EmulatedBench(
        EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 1, hidden, true)));
    bench.open();
    BenchRobot robot =
        new BenchRobot(task.plant(), bench.nameplate(), Optional.of(strengths(truth)));
    long begin = System.nanoTime();
    Findings found = question.run(new DirectSession(robot, bench, seed, repeats));
    double seconds = (System.nanoTime() - begin) / 1e9;
    for (int joint = 0; joint < truth.size(); joint++) {
      joints++;
      flagged += isFlagged(robot.joint(joint).name(), found) ? 1 : 0;
      judge(robot.joint(joint).name(), truth.get(joint), found);
    }
    found.judgements().stream()
        .filter(judgement -> !judgement.subject().equals("clock"))
        .forEach(judgement -> {
          verdicts.merge(judgement.verdict(), 1, Integer::sum);
          if (judgement.verdict() != Verdict.PASS
              || judgement.subject().endsWith(" stiction")
              || judgement.subject().endsWith(" lag")) {
            System.out.println("  " + judgement);
          }
        });
    System.out.printf(Locale.ROOT, "seed %d, %.0f s%n", seed, seconds);
  }

  /** Whether it is said that the joint does something else than slide and rub. */
  private static boolean isFlagged(String joint, Findings found) {
    return found.judgements().stream()
        .filter(judgement -> judgement.subject().startsWith(joint + " "))
        .anyMatch(judgement -> judgement.verdict() == Verdict.FAIL
            || judgement.subject().endsWith(" stiction")
            || judgement.subject().endsWith(" lag"));
  }

  private Calibration strengths(List<Effects> truth) {
    Map<Parameter, Estimate> estimates = new TreeMap<>();
    for (int joint = 0; joint < truth.size(); joint++) {
      String name = task.plant().robot().bodies().get(joint).joint().name();
      double strength = truth.get(joint).motor().strength();
      estimates.put(
          new Parameter(name, Quantity.STRENGTH),
          new Estimate(strength, strength, strength, 1, "told", true));
    }
    RobotIdentity identity = RobotIdentity.of(task.plant().robot());
    return new Calibration(
        new Calibration.Subject("robot", "1", "", identity, task.plant().period(), Map.of()),
        new Calibration.Origin(Instant.EPOCH, "", "torque", 0),
        new TreeMap<>(estimates),
        List.of(),
        Optional.empty());
  }

  private void judge(String joint, Effects truth, Findings found) {
    String effective = joint + "_effective_delay_seconds";
    double delay = truth.motor().delay() + truth.motor().lag();
    double off = found.numbers().getOrDefault(effective, Double.NaN) - delay;
    double half =
        found.numbers().getOrDefault(joint + "_effective_delay_half_interval_seconds", Double.NaN);
    add(joint, "effective delay [ms]", 1e3 * off, !(Math.abs(off) > half), true);
    if (question instanceof Friction) {
      share(joint, found, Quantity.DRY_FRICTION, truth.friction().dry());
      share(joint, found, Quantity.DAMPING, truth.friction().damping());
      share(
          joint,
          found,
          Quantity.BREAKAWAY,
          truth.friction().dry() * (1 + truth.friction().stribeck()));
    }
  }

  private void share(String joint, Findings found, Quantity quantity, double truth) {
    Estimate estimate = found.estimates().get(new Parameter(joint, quantity));
    if (estimate != null) {
      boolean covers = estimate.lower() <= truth && truth <= estimate.upper();
      double off = 100 * (estimate.value() / truth - 1);
      add(joint, quantity.key() + " [%]", off, covers, estimate.identifiable());
    }
  }

  private void add(String joint, String what, double off, boolean covered, boolean known) {
    errors
        .computeIfAbsent(what, name -> new ArrayList<>())
        .add(new double[] {off, covered ? 1 : 0, known ? 1 : 0});
    System.out.printf(
        Locale.ROOT,
        "  %s %s %.3f %s%s%n",
        joint,
        what,
        off,
        covered ? "" : "not covered",
        known ? "" : " not identifiable");
  }

  private void table() {
    System.out.println("what | n | known | median | p95 | worst | covered of known");
    errors.forEach((what, rows) -> {
      List<double[]> known = rows.stream().filter(row -> row[2] > 0).toList();
      double[] sizes =
          known.stream().mapToDouble(row -> Math.abs(row[0])).sorted().toArray();
      double covered = known.stream().mapToDouble(row -> row[1]).sum();
      System.out.printf(
          Locale.ROOT,
          "%s | %d | %d | %.3g | %.3g | %.3g | %.0f %%%n",
          what,
          rows.size(),
          sizes.length,
          quantile(sizes, 0.5),
          quantile(sizes, 0.95),
          quantile(sizes, 1),
          100 * covered / Math.max(1, sizes.length));
    });
    System.out.println("verdicts " + verdicts + ", mismatch flagged " + flagged + " of " + joints);
  }

  private static double quantile(double[] sorted, double share) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * (sorted.length - 1))];
  }
}
