package dev.trammel.calibration.procedure;

import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Flaw;
import dev.trammel.hardware.hidden.Flaws;
import dev.trammel.hardware.hidden.Hidden;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many seeded robots with something wrong a checkout finds, and how many sound ones it finds
 * fault with; without the wire, and so without the watchdog. Arguments: task, family of hidden effects,
 * first seed, number of robots.
 */
final class CheckoutStudy {

  private static final double PACE = 0.1;

  private final PrintStream out;
  private int flawed;
  private int found;
  private int unclear;
  private int sound;
  private int alarms;

  private CheckoutStudy(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) throws Exception {
    Task task = TaskReader.read(TaskCatalog.shipped().find(arguments[0]), List.of());
    CheckoutStudy study = new CheckoutStudy(System.out);
    int first = Integer.parseInt(arguments[2]);
    for (int seed = first; seed < first + Integer.parseInt(arguments[3]); seed++) {
      study.look(task, arguments[1], seed);
    }
    study.tell();
  }

  private void look(Task task, String family, int seed) {
    RobotModel robot = task.plant().robot();
    List<Integer> driven = new ArrayList<>();
    task.plant().actuators().forEach(actuator -> driven.add(actuator.joint()));
    List<Flaw> drawn = Flaws.draw(seed, robot, driven).all().stream()
        .filter(flaw -> !(flaw instanceof Flaw.SlowWatchdog))
        .toList();
    List<Judgement> judgements = check(task, Hidden.of(family, seed).with(new Flaws(drawn)));
    List<Judgement> failed =
        judgements.stream().filter(each -> each.verdict() == Verdict.FAIL).toList();
    boolean passes = judgements.stream().allMatch(each -> each.verdict() == Verdict.PASS);
    if (drawn.isEmpty()) {
      sound++;
      alarms += failed.isEmpty() ? 0 : 1;
      unclear += failed.isEmpty() && !passes ? 1 : 0;
    } else {
      flawed++;
      found += failed.isEmpty() ? 0 : 1;
    }
    if (failed.isEmpty() != drawn.isEmpty() || drawn.isEmpty() && !passes) {
      out.println("seed " + seed + " " + drawn);
      judgements.stream()
          .filter(each -> each.verdict() != Verdict.PASS)
          .forEach(each -> out.println("    " + each));
    }
  }

  /** What a checkout of the robot says. */
  static List<Judgement> check(Task task, Hidden hidden) {
    EmulatedBench bench = new EmulatedBench(
        EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 1, hidden, true)));
    bench.open();
    BenchRobot robot = new BenchRobot(task.plant(), bench.nameplate(), Optional.empty());
    return new Checkout(PACE, false).run(new DirectSession(robot, bench, 0)).judgements();
  }

  private void tell() {
    out.println(flawed + " with flaws, " + found + " found; " + sound + " sound, " + alarms
        + " false alarms, " + unclear + " not all identifiable");
  }
}
