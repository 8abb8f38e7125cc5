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
import dev.trammel.hardware.hidden.Hidden;
import dev.trammel.hardware.hidden.TruthTable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often verify errs, on many hidden robots, without a wire:
 *
 * <pre>VerifyStudy TASK DEVICES HIDDEN</pre>
 *
 * <p>Each is asked with a calibration that is right, and with one of before the last body's mass grew
 * by 5 %, its inertia with it.
 */
public final class VerifyStudy {

  private static final double GREW = 1.05;

  private VerifyStudy() {}

  /** Goes through seeds 0 to N − 1. */
  public static void main(String[] args) throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find(args[0]), List.of());
    int devices = Integer.parseInt(args[1]);
    int alarms = 0;
    int flagged = 0;
    for (int seed = 0; seed < devices; seed++) {
      Hidden hidden = Hidden.of(args[2], seed);
      alarms += isFlagged(task, hidden, 1) ? 1 : 0;
      flagged += isFlagged(task, hidden, GREW) ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT, "%d robots: %d false alarms, %d flagged%n", devices, alarms, flagged);
  }

  private static boolean isFlagged(Task task, Hidden hidden, double grew) {
    EmulatedBench bench = new EmulatedBench(
        EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 1, hidden, true)));
    bench.open();
    BenchRobot robot =
        new BenchRobot(task.plant(), bench.nameplate(), Optional.of(believed(task, hidden, grew)));
    Findings findings = new Verify().run(new DirectSession(robot, bench, hidden.seed()));
    System.out.println(hidden.seed() + " grew " + grew + " " + findings.numbers());
    return findings.judgements().stream()
        .anyMatch(judgement -> judgement.verdict() == Verdict.FAIL);
  }

  private static Calibration believed(Task task, Hidden hidden, double grew) {
    SortedMap<Parameter, Double> truth = TruthTable.of(
        task.plant(), hidden.truth(task.plant().robot(), task.plant().world().gravity()));
    int last = task.plant().robot().degreesOfFreedom() - 1;
    String link = task.plant().robot().bodies().get(last).name();
    TreeMap<Parameter, Estimate> estimates = new TreeMap<>();
    truth.forEach((parameter, value) -> {
      boolean grows = parameter.part().equals(link)
          && parameter.quantity().of() == Quantity.Of.LINK
          && !parameter.quantity().key().startsWith("centre");
      double told = grows ? value / grew : value;
      estimates.put(parameter, new Estimate(told, told, told, 1, "told", true));
    });
    return new Calibration(
        new Calibration.Subject(
            "robot",
            "1",
            "",
            RobotIdentity.of(task.plant().robot()),
            task.plant().period(),
            Map.of()),
        new Calibration.Origin(Instant.EPOCH, "", "fit-sim", 0),
        estimates,
        List.of(),
        Optional.empty());
  }
}
