package dev.trammel.calibration.procedure;

import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Flaw;
import dev.trammel.hardware.hidden.Flaws;
import dev.trammel.hardware.hidden.Hidden;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How clearly fit-sim tells a robot whose motors or encoders are not where they are said to be:
 *
 * <pre>MappingStudy TASK DEVICES HIDDEN   each of them sound, then with one flaw drawn</pre>
 */
public final class MappingStudy {

  private MappingStudy() {}

  /** Goes through seeds 0 to N − 1. */
  public static void main(String[] args) throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find(args[0]), List.of());
    int alarms = 0;
    int found = 0;
    int devices = Integer.parseInt(args[1]);
    for (int seed = 0; seed < devices; seed++) {
      Hidden hidden = Hidden.of(args[2], seed);
      alarms += ask(task, hidden) ? 1 : 0;
      found += ask(task, hidden.with(new Flaws(List.of(flaw(task, seed))))) ? 1 : 0;
    }
    System.out.println("false alarms " + alarms + ", found " + found + " of " + devices);
  }

  private static Flaw flaw(Task task, int seed) {
    int n = task.plant().actuators().size();
    SplittableRandom random = new SplittableRandom(seed);
    int one = random.nextInt(n);
    int other = n == 1 ? 0 : (one + 1 + random.nextInt(n - 1)) % n;
    return switch (n == 1 ? seed % 2 : seed % 3) {
      case 0 -> new Flaw.FlippedEncoder(one);
      case 1 -> new Flaw.FlippedMotor(one);
      default -> new Flaw.SwappedMotors(one, other);
    };
  }

  private static boolean ask(Task task, Hidden hidden) {
    EmulatedBench bench = new EmulatedBench(
        EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 1, hidden, true)));
    bench.open();
    BenchRobot robot = new BenchRobot(task.plant(), bench.nameplate(), Optional.empty());
    Shaking.Shaken shaken =
        new Shaking(new DirectSession(robot, bench, hidden.seed())).ask("mapping");
    if (shaken.recorded().isEmpty()) {
      System.out.println(hidden.seed() + " " + hidden.flaws().all() + " broken off at once");
      return true;
    }
    Optional<String> fault = MappingCheck.fault(task.plant(), shaken.trace());
    System.out.println(hidden.seed() + " " + hidden.flaws().all() + " " + shaken.end() + " "
        + shaken.trace().steps() + " " + fault);
    for (var match :
        MappingCheck.matches(task.plant(), new CalledEfforts(task.plant(), shaken.trace()))) {
      System.out.printf(
          Locale.ROOT,
          "  %d %.2f %.2f %d%n",
          match.joint(),
          match.own(),
          match.other(),
          match.which());
    }
    return fault.isPresent() || !shaken.isWhole();
  }
}
