package dev.trammel.calibration.procedure;

import dev.trammel.controller.task.*;
import dev.trammel.hardware.emulated.EmulatedRobot;
import java.util.*;

final class CheckoutTry {
  public static void main(String[] a) throws Exception {
    Task task = TaskReader.read(TaskCatalog.shipped().find(a[0]), List.of());
    int n = task.plant().robot().degreesOfFreedom();
    boolean show = a.length > 3;
    for (int seed = Integer.parseInt(a[1]); seed < Integer.parseInt(a[2]); seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      MiswiredBody.Fault[] all = MiswiredBody.Fault.values();
      MiswiredBody.Fault fault = all[random.nextInt(all.length)];
      if (n == 1 && fault == MiswiredBody.Fault.SWAPPED_MOTORS) fault = MiswiredBody.Fault.NOTHING;
      int first = random.nextInt(n);
      int second = n == 1 ? 0 : (first + 1 + random.nextInt(n - 1)) % n;
      EmulatedRobot robot = EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 1, seed, true));
      EmulatedRobot flawed = new EmulatedRobot(robot.settings(), new MiswiredBody(robot.body(), task.plant().layout(), fault, first, second));
      EmulatedBench bench = new EmulatedBench(flawed);
      bench.open();
      long t0 = System.nanoTime();
      Findings found = new Checkout(0.1, false).run(new DirectSession(new BenchRobot(task.plant(), bench.nameplate(), Optional.empty()), bench, 0));
      System.out.printf("seed %d %s %d %d  %.1f s%n", seed, fault, first + 1, second + 1, (System.nanoTime() - t0) / 1e9);
      found.judgements().forEach(j -> { if (show || !j.verdict().toString().equals("pass")) System.out.println("   " + j.verdict() + " | " + j.subject() + " | " + j.reason()); });
    }
  }
}
